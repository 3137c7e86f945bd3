/** Real sockets: a thin Netty shell below {@link io.penstock.gateways.common.feed.Feed}. */
package io.penstock.gateways.common.net;
