/** Bets that a close far from its mean comes back to it. */
package io.penstock.strategies.reversion;
