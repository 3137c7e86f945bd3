/**
 * What strategies share that decide on bars and state signals: what each wants of an instrument, when that is said
 * again, whether longer timeframes agree, and how evidence becomes a confidence.
 */
package io.penstock.strategies.signal;
