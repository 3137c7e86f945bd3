/** From a strategy's words to orders at the venue: what is held, paired, bracketed and replaced. Part of the fold. */
package io.penstock.engine.dispatch;
