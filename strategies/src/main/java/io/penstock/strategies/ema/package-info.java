/** A crossover of two exponential moving averages on finished bars: the plain yardstick for bar-driven strategies. */
package io.penstock.strategies.ema;
