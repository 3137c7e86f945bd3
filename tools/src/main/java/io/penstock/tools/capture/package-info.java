/** The import of recorded captures. */
package io.penstock.tools.capture;
