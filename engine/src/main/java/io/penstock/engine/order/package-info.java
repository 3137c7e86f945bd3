/** Our orders: their ids, where each one stands, and what is open per instrument. Part of the fold. */
package io.penstock.engine.order;
