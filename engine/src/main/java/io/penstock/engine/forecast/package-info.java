/** Monte Carlo forecasts of one instrument's price: shared shocks, models by level, and what is read off the paths. */
package io.penstock.engine.forecast;
