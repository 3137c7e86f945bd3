/** What understanding markets costs in the fold, from series of bars to signals. */
package io.penstock.bench.analysis;
