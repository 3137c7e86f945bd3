/** Deterministic simulation of the whole: one thread, virtual time, one seed; real fold, simulated world. */
package io.penstock.tools.simulator;
