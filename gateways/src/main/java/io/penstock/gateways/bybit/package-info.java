/** Bybit v5, linear and spot: decoder, book synchronisation, subscriptions, session, protocol, signatures. */
package io.penstock.gateways.bybit;
