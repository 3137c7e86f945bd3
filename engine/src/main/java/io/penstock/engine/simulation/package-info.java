/** The simulated exchange: part of the fold in paper and backtest, absent in live. */
package io.penstock.engine.simulation;
