/** Numbers derived from a market. */
package io.penstock.engine.feature;
