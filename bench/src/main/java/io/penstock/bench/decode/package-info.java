/** Five ways from the bytes of a depth message to its levels. */
package io.penstock.bench.decode;
