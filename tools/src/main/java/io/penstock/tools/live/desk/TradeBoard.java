package io.penstock.tools.live.desk;

import io.penstock.api.OrderStatus;
import io.penstock.api.RiskLevel;
import io.penstock.api.Scope;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskLevelChangedDecoder;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.port.Records;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * How live trading stands, as its events tell it: states, open orders, private streams, rights of keys. Written by the
 * output thread ({@link #onOutput}) and the journal thread ({@link #onInput}), read by any; allocates only while it
 * grows.
 */
public final class TradeBoard {
    private static final int UP = 1;
    private static final int GOOD = 1;
    private static final int BAD = 2;

    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final TradingStateChangedDecoder changed = new TradingStateChangedDecoder();
    private final RiskLevelChangedDecoder graded = new RiskLevelChangedDecoder();
    private final VenueStatusDecoder status = new VenueStatusDecoder();
    private final LongHashSet open = new LongHashSet();
    private final AtomicIntegerArray venueStates = new AtomicIntegerArray(Venue.values().length);
    private final AtomicIntegerArray streams = new AtomicIntegerArray(Venue.values().length);
    private final AtomicIntegerArray rights = new AtomicIntegerArray(Venue.values().length);
    private final AtomicIntegerArray limited = new AtomicIntegerArray(Scope.values().length);
    private volatile int global;
    private volatile int openOrders;
    private volatile int riskLevel = RiskLevel.LOW.code();

    /**
     * States that were there before this start.
     *
     * @param engine whose fold stands still
     */
    public void recovered(final TradingEngine engine) {
        global = engine.fold().states().state(Scope.GLOBAL, -1).code();
        for (final Venue venue : Venue.values()) {
            venueStates.set(venue.code(), engine.fold().states().state(Scope.VENUE, venue.code()).code());
        }
        for (int i = 0; i < engine.fold().instruments().count(); i++) {
            count(Scope.INSTRUMENT, TradingState.ACTIVE, engine.fold().states().state(Scope.INSTRUMENT, i));
        }
    }

    private void count(final Scope scope, final TradingState before, final TradingState after) {
        limited.addAndGet(scope.code(),
            (after == TradingState.ACTIVE ? 0 : 1) - (before == TradingState.ACTIVE ? 0 : 1));
    }

    /**
     * An output; output thread.
     *
     * @param record holds it
     * @param offset of its header
     */
    public void onOutput(final DirectBuffer record, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        switch (Records.templateId(record, offset)) {
            case OrderUpdateDecoder.TEMPLATE_ID -> {
                update.wrap(record, body, OrderUpdateDecoder.BLOCK_LENGTH, OrderUpdateDecoder.SCHEMA_VERSION);
                onUpdate(update.clientOrderId(), OrderStatus.of(update.status()));
            }
            case TradingStateChangedDecoder.TEMPLATE_ID -> {
                changed.wrap(record, body, TradingStateChangedDecoder.BLOCK_LENGTH,
                    TradingStateChangedDecoder.SCHEMA_VERSION);
                final Scope scope = Scope.of(changed.scopeKind());
                if (scope == Scope.GLOBAL) {
                    global = changed.state();
                } else if (scope == Scope.VENUE) {
                    venueStates.set(changed.scopeId(), changed.state());
                } else {
                    count(scope, TradingState.of(changed.previousState()), TradingState.of(changed.state()));
                }
            }
            case RiskLevelChangedDecoder.TEMPLATE_ID -> riskLevel = graded.wrap(record, body,
                RiskLevelChangedDecoder.BLOCK_LENGTH, RiskLevelChangedDecoder.SCHEMA_VERSION).level();
            default -> { }
        }
    }

    private void onUpdate(final long clientOrderId, final OrderStatus now) {
        switch (now) {
            case FILLED, CANCELED, REJECTED, EXPIRED, DENIED -> open.remove(clientOrderId);
            default -> open.add(clientOrderId);
        }
        openOrders = open.size();
    }

    /**
     * A journaled input; journal thread.
     *
     * @param record holds it
     * @param offset of its header
     */
    public void onInput(final DirectBuffer record, final int offset) {
        if (Records.templateId(record, offset) != VenueStatusDecoder.TEMPLATE_ID) {
            return;
        }
        status.wrap(record, offset + Records.HEADER_LENGTH, VenueStatusDecoder.BLOCK_LENGTH,
            VenueStatusDecoder.SCHEMA_VERSION);
        final VenueCondition condition = VenueCondition.of(status.condition());
        final int venue = status.venue();
        if (condition == VenueCondition.PRIVATE_UP || condition == VenueCondition.PRIVATE_DOWN) {
            streams.set(venue, condition == VenueCondition.PRIVATE_UP ? UP : 0);
        } else if (condition == VenueCondition.PERMISSIONS_GOOD) {
            rights.set(venue, GOOD);
        } else if (condition == VenueCondition.PERMISSIONS_BAD || condition == VenueCondition.KEY_REFUSED) {
            rights.set(venue, BAD);
        }
    }

    /**
     * The state of everything.
     *
     * @return as told last
     */
    public TradingState global() {
        return TradingState.of(global);
    }

    /**
     * The state that a venue is in, its own or that of everything.
     *
     * @param venue any
     * @return the stricter of the two
     */
    public TradingState effective(final Venue venue) {
        return TradingState.of(Math.max(global, venueStates.get(venue.code())));
    }

    /**
     * Whether the private stream of a venue is up.
     *
     * @param venue any
     * @return as told last
     */
    public boolean streaming(final Venue venue) {
        return streams.get(venue.code()) == UP;
    }

    /**
     * What a venue said of the key's rights.
     *
     * @param venue any
     * @return in a word
     */
    public String rights(final Venue venue) {
        return switch (rights.get(venue.code())) {
            case GOOD -> "good";
            case BAD -> "BAD";
            default -> "not told";
        };
    }

    /**
     * Whether a venue said that the key's rights are good.
     *
     * @param venue any
     * @return false while it said nothing
     */
    public boolean rightsGood(final Venue venue) {
        return rights.get(venue.code()) == GOOD;
    }

    /**
     * Orders that are open.
     *
     * @return how many
     */
    public int openOrders() {
        return openOrders;
    }

    /**
     * How risky the account is.
     *
     * @return as graded last
     */
    public RiskLevel riskLevel() {
        return RiskLevel.of(riskLevel);
    }

    /**
     * How everything stands.
     *
     * @return a line
     */
    public String account() {
        return String.format(Locale.ROOT, "%-16s %s, open orders %d, risk %s, instruments limited %d", "account",
            global(), openOrders, riskLevel(), limited(Scope.INSTRUMENT));
    }

    /**
     * Instruments or strategies that are not ACTIVE.
     *
     * @param scope INSTRUMENT or STRATEGY
     * @return how many
     */
    public int limited(final Scope scope) {
        return limited.get(scope.code());
    }
}
