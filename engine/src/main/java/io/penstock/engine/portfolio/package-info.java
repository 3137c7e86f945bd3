/** What we own: assets, the ledger, positions and their P&amp;L. Part of the fold. */
package io.penstock.engine.portfolio;
