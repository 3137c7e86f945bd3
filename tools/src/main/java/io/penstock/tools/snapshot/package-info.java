/** Snapshots of the fold: taken, kept, found again. */
package io.penstock.tools.snapshot;
