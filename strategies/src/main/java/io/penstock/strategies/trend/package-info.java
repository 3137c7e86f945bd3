/** Follows a crossing of two averages in a market that trends, with a stop that is drawn after the price. */
package io.penstock.strategies.trend;
