/** Encodes what the fold derives. */
package io.penstock.engine.output;
