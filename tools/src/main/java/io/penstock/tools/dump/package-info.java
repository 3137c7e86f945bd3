/** Text of any record of any log. */
package io.penstock.tools.dump;
