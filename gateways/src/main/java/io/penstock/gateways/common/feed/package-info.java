/** The life of a feed: connections that come and go, hand-overs, back-pressure; without any I/O of its own. */
package io.penstock.gateways.common.feed;
