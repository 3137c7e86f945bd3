/** Time from wire bytes to decision through the rings, from the intended moment of each message. */
package io.penstock.bench.latency;
