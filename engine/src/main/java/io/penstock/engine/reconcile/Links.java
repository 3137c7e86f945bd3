package io.penstock.engine.reconcile;

import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.output.ReconcileWriter;
import io.penstock.engine.risk.RiskGate;
import io.penstock.engine.risk.TradingStates;
import io.penstock.engine.time.TimerQueue;

/**
 * The parts of the fold that reconciliation works with.
 *
 * @param instruments all of them
 * @param orders      ours
 * @param ids         says which client order ids we made
 * @param gate        the only way out for commands
 * @param states      the ladder
 * @param timers      of the fold
 * @param output      alerts
 * @param writer      breaks
 * @param books       the portfolio
 */
public record Links(
    Instruments instruments, Orders orders, ClientOrderIds ids, RiskGate gate, TradingStates states,
    TimerQueue timers, OutputWriter output, ReconcileWriter writer, Books books) {
}
