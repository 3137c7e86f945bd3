/** What a start costs after a crash, and what a snapshot costs the engine's thread. */
package io.penstock.bench.recovery;
