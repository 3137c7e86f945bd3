/** State as bytes. */
package io.penstock.engine.state;
