/**
 * What answers operators while an engine runs, on paper and live: their commands, news of the host, how trading stands.
 * It knows no venue's orders.
 */
package io.penstock.tools.live.desk;
