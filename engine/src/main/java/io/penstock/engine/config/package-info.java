/** Immutable settings of the fold; files and text are read elsewhere. */
package io.penstock.engine.config;
