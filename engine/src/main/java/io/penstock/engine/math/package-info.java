/** Arithmetic of the fold: wide sums and random draws that depend on nothing but their key. */
package io.penstock.engine.math;
