/** Live trading: the only place of the tools that can send an order to a venue. */
package io.penstock.tools.live.trade;
