/** What drives the fold: the only place in the engine with threads and a clock. */
package io.penstock.engine.host;
