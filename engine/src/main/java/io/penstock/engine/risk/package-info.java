/** The only way out: intents are judged, approved ones become orders. */
package io.penstock.engine.risk;
