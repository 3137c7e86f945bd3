/** Measures the engine and its peers on recorded sessions. Nothing depends on this package. */
package io.penstock.bench;
