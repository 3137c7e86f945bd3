/** Time from the wire to the decision through real sockets, the venue in a process of its own. */
package io.penstock.bench.wire;
