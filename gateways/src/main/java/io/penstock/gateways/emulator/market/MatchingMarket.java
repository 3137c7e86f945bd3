package io.penstock.gateways.emulator.market;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A seeded market: order flow into one {@link MatchingEngine} per instrument, about {@code stepsPerSecond} orders,
 * cancels and changes a second. The same seed and start give the same market, however the time is sliced. One thread.
 */
public final class MatchingMarket implements Market {
    /** One instrument. */
    private final class Pit implements MatchingEngine.Events, Comparable<Pit> {
        private final int number;
        private final MatchingEngine engine;
        private final OrderFlow flow;
        private long nextNs;

        Pit(final int number, final EmulatedInstrument instrument, final MatchingSettings settings) {
            this.number = number;
            final SeededRandom random =
                new SeededRandom(settings.seed(), number * 8L + instrument.venue().code());
            engine = new MatchingEngine(this, 1_000_000L + random.below(1_000_000));
            flow = new OrderFlow(random, engine, this, InstrumentScale.of(instrument), instrument.stepsPerSecond(),
                settings.maxLevels());
        }

        @Override
        public void onLevel(final boolean bid, final long price, final long quantity) {
            sink.onLevel(number, bid, price, quantity, timeNs);
        }

        @Override
        public void onTrade(final long tradeId, final long price, final long quantity, final boolean buyerAggressor,
            final long restingOrderId, final long incomingOrderId) {
            sink.onTrade(number, tradeId, price, quantity, buyerAggressor, timeNs);
            if (matches != null) {
                matches.onMatch(number, tradeId, price, quantity, restingOrderId, incomingOrderId, timeNs);
            }
        }

        @Override
        public MatchingEngine.Meeting onMeet(final long restingOrderId, final long incomingOrderId) {
            return matches == null ? MatchingEngine.Meeting.TRADE
                : matches.onMeet(number, restingOrderId, incomingOrderId, timeNs);
        }

        @Override
        public int compareTo(final Pit other) {
            final int byTime = Long.compare(nextNs, other.nextNs);
            return byTime != 0 ? byTime : Integer.compare(number, other.number);
        }
    }

    private final List<EmulatedInstrument> instruments;
    private final MatchingSettings settings;
    private final Pit[] pits;
    private final PriorityQueue<Pit> order = new PriorityQueue<>();
    private MarketEvents sink;
    private Matches matches;
    private long timeNs;

    /**
     * A market that is not open yet.
     *
     * @param instruments to be traded
     * @param settings    seed and sizes
     */
    public MatchingMarket(final List<EmulatedInstrument> instruments, final MatchingSettings settings) {
        this.instruments = List.copyOf(instruments);
        this.settings = settings;
        pits = new Pit[instruments.size()];
        for (int i = 0; i < pits.length; i++) {
            pits[i] = new Pit(i, instruments.get(i), settings);
        }
    }

    @Override
    public List<EmulatedInstrument> instruments() {
        return instruments;
    }

    /**
     * Who knows some of the orders. One at most; from now on.
     *
     * @param listener hears of every trade with the ids of both orders, and may forbid it
     */
    public void matches(final Matches listener) {
        matches = listener;
    }

    /**
     * The matching engine of an instrument. Orders put into it from outside are told with the next {@link #open} or
     * {@link #advance}'s sink, so it is to be used while one of these is on the stack or through {@link #act}.
     *
     * @param instrument its number
     * @return live
     */
    public MatchingEngine engine(final int instrument) {
        return pits[instrument].engine;
    }

    /**
     * Does something with an instrument's engine from outside the flow, at a moment.
     *
     * @param instrument its number
     * @param nowNs      the moment; {@link #advance} has been called for it
     * @param events     hears what it does
     * @param action     on the engine
     */
    public void act(final int instrument, final long nowNs, final MarketEvents events, final Runnable action) {
        sink = events;
        timeNs = nowNs;
        action.run();
        events.onStepEnd(instrument, nowNs);
    }

    @Override
    public void open(final long nowNs, final MarketEvents events) {
        sink = events;
        timeNs = nowNs;
        for (final Pit pit : pits) {
            pit.flow.open(settings.startLevels());
            events.onStepEnd(pit.number, nowNs);
            pit.nextNs = pit.flow.nextStepNs(nowNs);
            order.add(pit);
        }
    }

    @Override
    public long nextDueNs() {
        final Pit next = order.peek();
        return next == null ? Long.MAX_VALUE : next.nextNs;
    }

    @Override
    public void advance(final long nowNs, final MarketEvents events) {
        sink = events;
        for (Pit pit = order.peek(); pit != null && pit.nextNs <= nowNs; pit = order.peek()) {
            order.remove();
            timeNs = pit.nextNs;
            pit.flow.step();
            events.onStepEnd(pit.number, timeNs);
            pit.nextNs = pit.flow.nextStepNs(timeNs);
            order.add(pit);
        }
    }
}
