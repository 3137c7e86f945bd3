/** Listening to reasons. */
package io.penstock.engine.explain;
