/** Holds what venues say of orders, positions and balances against what the fold knows. Part of the fold. */
package io.penstock.engine.reconcile;
