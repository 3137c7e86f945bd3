/**
 * The words of the field, and the read-only views a strategy sees. JDK only; no I/O, no threads, no clocks.
 */
package io.penstock.api;
