/** {@code penstock strategies}: which strategies there are, what can be set on them, and what is configured. */
package io.penstock.tools.strategies;
