/** Follows a move that is fast for its market, carried by volume and on the side of a long average. */
package io.penstock.strategies.momentum;
