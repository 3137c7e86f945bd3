/** The order book: every level exact, the touch at hand. */
package io.penstock.engine.book;
