/** Commands of operators to an engine that runs, hangs or is down: a durable queue beside the journal. */
package io.penstock.tools.operator;
