/** Who did what and why, and what it came to in money: read from the two logs of a run and nothing else. */
package io.penstock.tools.audit;
