/** Putting a ring host together from configuration: threads, pins, rings. */
package io.penstock.tools.host;
