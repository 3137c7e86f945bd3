/** Commands on logs as files. */
package io.penstock.tools.journal;
