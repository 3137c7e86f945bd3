/** Follows a close that leaves the channel of the bars before it, with volume and growing ranges. */
package io.penstock.strategies.breakout;
