package io.penstock.engine;

import io.penstock.api.BookView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Values positions at regular moments, as long as there is something to value.
 *
 * <p>A mark is a timer at a multiple of the interval; one is set after a fill, and while a position is open and its
 * market moves. Engine thread only; does not allocate.
 */
final class Marks implements Stateful {
    private static final int STATE_VERSION = 1;

    private final long intervalNs;
    private final TimerQueue timers;
    private final Markets markets;
    private final Portfolio portfolio;
    private final OutputWriter output;
    private boolean scheduled;
    private int openPositions;

    Marks(
        final long intervalNs, final TimerQueue timers, final Markets markets, final Portfolio portfolio,
        final OutputWriter output) {
        this.intervalNs = intervalNs;
        this.timers = timers;
        this.markets = markets;
        this.portfolio = portfolio;
        this.output = output;
    }

    /** A fill was booked: the next mark shows it whatever the position is then. */
    void onFill(final long nowNs) {
        schedule(nowNs);
    }

    /** The market moved. */
    void onMarket(final long nowNs) {
        if (openPositions > 0 && !scheduled) {
            schedule(nowNs);
        }
    }

    private void schedule(final long nowNs) {
        if (!scheduled) {
            scheduled = true;
            timers.schedule((nowNs / intervalNs + 1) * intervalNs, TimerKind.EQUITY_MARK, 0);
        }
    }

    void onTimer(final long nowNs) {
        scheduled = false;
        openPositions = 0;
        long realized = 0;
        long unrealized = 0;
        long fees = 0;
        for (int id = 0; id < markets.count(); id++) {
            final Market market = markets.get(id);
            final long reference = market.lastReferencePrice();
            final long position = market.position().position();
            final long price = reference == BookView.NO_PRICE ? 0 : reference;
            final long open = position == 0 || price == 0 ? 0 : portfolio.position(id).unrealizedPnl(price);
            realized += market.position().realizedPnl();
            unrealized += open;
            fees += market.position().fees();
            if (position != 0) {
                openPositions++;
                output.equityMark(
                    id, position, price, market.position().realizedPnl(), open, market.position().fees());
            }
        }
        output.equityMark(-1, 0, 0, realized, unrealized, fees);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putBoolean(scheduled);
        out.putInt(openPositions);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        scheduled = in.getBoolean();
        openPositions = in.getInt();
    }
}
