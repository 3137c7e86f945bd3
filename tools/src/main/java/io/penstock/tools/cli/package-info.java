/** What every command shares: errors, JSON, tables, progress. */
package io.penstock.tools.cli;
