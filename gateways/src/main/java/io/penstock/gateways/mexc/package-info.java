/** MEXC spot v3: protobuf and JSON frames in, events out; book synchronisation, addresses and limits. */
package io.penstock.gateways.mexc;
