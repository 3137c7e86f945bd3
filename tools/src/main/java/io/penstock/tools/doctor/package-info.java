/** Looks at the machine before trading does. */
package io.penstock.tools.doctor;
