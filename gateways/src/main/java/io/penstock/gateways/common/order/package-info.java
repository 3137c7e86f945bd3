/** What every venue's order session shares: the contract, signed questions, private events. */
package io.penstock.gateways.common.order;
