/** Timers of the fold: time is an input, what is due at a time fires at that time. */
package io.penstock.engine.time;
