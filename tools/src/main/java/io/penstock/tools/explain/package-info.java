/** Re-running one moment of a run, to see why it decided as it did. */
package io.penstock.tools.explain;
