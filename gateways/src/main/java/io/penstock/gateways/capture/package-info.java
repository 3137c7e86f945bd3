/** Recorded sessions: readers of capture files and the import of them into an input log. */
package io.penstock.gateways.capture;
