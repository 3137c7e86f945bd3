/** A child process that is killed again and again, and what must hold afterwards. */
package io.penstock.tools.crash;
