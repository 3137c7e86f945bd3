/** How the engine meets logs, gateways and hosts; knows records, not their meaning. */
package io.penstock.engine.port;
