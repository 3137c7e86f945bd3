/** Real sockets between emulated venues and the whole engine: what a book says must be true. */
package io.penstock.tools.sockets;
