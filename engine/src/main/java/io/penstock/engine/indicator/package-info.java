/** Streaming indicators over finished bars: a fixed amount of work per bar, no history but their own windows. */
package io.penstock.engine.indicator;
