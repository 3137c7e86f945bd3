/** Commands that drive the fold from a journal: backtest and verify. */
package io.penstock.tools.replay;
