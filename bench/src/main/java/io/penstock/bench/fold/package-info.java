/** The fold, its journal and its replay: recorded sessions as records, and what it costs to apply them. */
package io.penstock.bench.fold;
