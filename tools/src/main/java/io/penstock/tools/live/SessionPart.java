package io.penstock.tools.live;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.tools.host.RingSession;
import java.util.List;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a session has beside market data and engine. Outputs come on the output thread, inputs that are in the journal
 * on the journal thread; neither may allocate in normal operation. The rest on the thread that makes the session.
 */
public interface SessionPart extends OutboundPort, RecordHandler {
    /** Nothing more. */
    SessionPart NONE = new SessionPart() { };

    @Override
    default void publish(final MutableDirectBuffer record, final int offset, final int length) {
    }

    @Override
    default void onRecord(final DirectBuffer buffer, final int offset, final int length) {
    }

    /**
     * The journal is recovered; nothing happened since.
     *
     * @param engine stands still during the call
     */
    default void recovered(final TradingEngine engine) {
    }

    /**
     * The engine runs; market data does not flow yet.
     *
     * @param session of the engine
     * @param gateway of the market data, at rest
     * @param clockNs the gateways' clock
     */
    default void join(final RingSession session, final MarketDataGateway gateway, final LongSupplier clockNs) {
    }

    /**
     * How it is.
     *
     * @return lines for the status display
     */
    default List<String> lines() {
        return List.of();
    }

    /** Everything is about to end; engine and market data still run. */
    default void leave() {
    }

    /** Everything has ended, well or not. Again: does nothing. */
    default void close() {
    }
}
