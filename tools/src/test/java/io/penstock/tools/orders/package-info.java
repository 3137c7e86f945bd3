/** The whole way of orders in memory: fold, gateway, session, and a venue below that is recorded or emulated. */
package io.penstock.tools.orders;
