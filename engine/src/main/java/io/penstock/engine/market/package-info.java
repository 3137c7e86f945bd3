/** What the fold keeps of each instrument's market. */
package io.penstock.engine.market;
