package io.penstock.engine.risk;

import io.penstock.api.AlertCode;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.output.OutputWriter;

/**
 * What a venue says of an instrument as a whole moves it on the ladder. One that does not trade now is CANCEL_ONLY
 * until the venue says that it does. One that will end, or that the venue does not list any more, is REDUCE_ONLY,
 * latched, and alerted when we hold something of it, so that the position is closed while it still can be; when we hold
 * nothing, its status and the universe keep orders away by themselves. Engine thread only; does not allocate.
 */
final class StatusControl {
    private final RiskView view;
    private final OutputWriter output;

    StatusControl(final RiskView view, final OutputWriter output) {
        this.view = view;
        this.output = output;
    }

    /** An instrument was defined, or said again. */
    void onDefined(final Instrument instrument) {
        final InstrumentStatus status = instrument.status();
        final boolean trades = status == InstrumentStatus.TRADING || status == InstrumentStatus.REDUCE_ONLY;
        view.states.set(
            Scope.INSTRUMENT, instrument.id(), trades ? TradingState.ACTIVE : TradingState.CANCEL_ONLY,
            StateCause.MAINTENANCE, InstrumentStatus.TRADING.code(), status.code());
        if (status == InstrumentStatus.REDUCE_ONLY) {
            onEnding(instrument.id(), status.code());
        }
    }

    /** The venue does not list an instrument any more. */
    void onGone(final int instrumentId) {
        onEnding(instrumentId, 0);
    }

    private void onEnding(final int id, final int status) {
        final long position = view.portfolio.position(id).position();
        if (position != 0 || view.orders.openCount(id) > 0) {
            output.alert(AlertCode.DELISTING, id, status, position);
            view.states.raise(
                Scope.INSTRUMENT, id, TradingState.REDUCE_ONLY, StateCause.DELISTED, status, position);
        }
    }
}
