/** What understanding markets costs in the fold: series, indicators, regimes, forecasts, strategies and their signals. */
package io.penstock.bench.analysis;
