/** JMH benchmarks of the same pieces of work that the goals table measures; run them with {@code -prof gc}. */
package io.penstock.bench.jmh;
