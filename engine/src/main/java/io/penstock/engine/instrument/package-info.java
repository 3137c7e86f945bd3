/** Definitions of instruments. */
package io.penstock.engine.instrument;
