/** The command line: assembly of the parts, nothing that others need. */
package io.penstock.tools;
