/** Calls strategies and serves them a desk. */
package io.penstock.engine.strategy;
