/** Weighs strategies' signals, sizes them and trades them; opens and closes the gate that regimes are. */
package io.penstock.engine.signal;
