/** Monte Carlo forecasts against a plain loop over the same number of paths and steps. */
package io.penstock.bench.forecast;
