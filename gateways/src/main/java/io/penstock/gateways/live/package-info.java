/** Assembly of live market data: which instruments, over which connections, of which venues; and its status. */
package io.penstock.gateways.live;
