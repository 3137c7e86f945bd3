/** Venues that speak a recorded capture again, as its venue would have spoken it to whoever subscribes now. */
package io.penstock.gateways.emulator.capture;
