/** The {@code flash} strategy: order-book imbalance and momentum with volatility-scaled thresholds. */
package io.penstock.strategies.flash;
