/** The way of order commands from the fold to the venues. Only the assembly of live trading may use it. */
package io.penstock.gateways.order;
