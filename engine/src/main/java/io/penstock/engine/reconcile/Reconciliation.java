package io.penstock.engine.reconcile;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Scope;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.ReconcileConfig;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.time.TimerKind;
import java.nio.ByteOrder;

/**
 * Holds what a venue lists of orders, balances and positions against what the fold knows, and asks for what it does not
 * know. Acts in live only: where the exchange is simulated it is part of the fold and there is nothing to reconcile.
 *
 * <p>A venue stands CANCEL_ONLY from the start until a whole listing agrees. Listings are asked for by RECONCILE
 * commands, one at a time per venue, each with a number that its begin and end repeat; one is judged at its end only,
 * and a failed one means nothing. Everything runs on one tick of {@value #TICK_NS} ns between RunStarted and
 * StopRequested. Engine thread only; allocates in the constructor and when a venue's first instrument is defined.
 */
public final class Reconciliation implements Stateful {
    /** Time between two looks at what is due. */
    public static final long TICK_NS = 100_000_000L;

    private static final int STATE_VERSION = 1;
    private static final int TICKS_PER_SCAN = 10;
    private static final int SPARE_ORDERS = 1_024;

    private final ReconcileConfig config;
    private final Links links;
    private final boolean live;
    private final VenueWatch[] venues;
    private final UnknownOrders unknown;
    private final Breaks breaks;
    private final AdoptedOrders adopted = new AdoptedOrders();
    private final Touches touches;
    private final ForeignOrders foreign;
    private final Listings listings;
    private final VenueConditions conditions;
    private final DeadMan deadMan;
    private boolean running;
    private boolean ticking;
    private long ticks;
    private long ignored;

    /**
     * A reconciliation.
     *
     * @param config   intervals and amounts
     * @param capacity sizes
     * @param links    parts of the fold
     * @param live     false makes it do nothing at all
     */
    public Reconciliation(
        final ReconcileConfig config, final CapacityConfig capacity, final Links links, final boolean live) {
        this.config = config;
        this.links = links;
        this.live = live;
        final int codes = Venue.values().length;
        venues = new VenueWatch[codes];
        final int orders = live ? capacity.openOrders() + SPARE_ORDERS : 1;
        final int instruments = live ? capacity.instruments() : 1;
        for (int i = 0; i < codes; i++) {
            venues[i] = new VenueWatch(i, new Listing(orders, instruments));
        }
        unknown = new UnknownOrders(config, links, live ? capacity.openOrders() : 1, codes);
        breaks = new Breaks(config, links);
        touches = new Touches(instruments, codes, links.books().assetCapacity());
        final OrderJudge orderJudge = new OrderJudge(links, breaks, unknown, adopted, instruments);
        foreign = new ForeignOrders(links, adopted, orderJudge, venues, config.settleMs() * 1_000_000L);
        listings = new Listings(
            config, links, breaks, unknown, orderJudge, new AccountJudge(links, breaks, unknown, touches));
        conditions = new VenueConditions(config, links, unknown);
        deadMan = new DeadMan(config, links, instruments);
    }

    /**
     * Orders of which something is not known.
     *
     * @return owned by this
     */
    public UnknownOrders unknown() {
        return unknown;
    }

    /** The next input is a start: what was due while no engine ran is not done. */
    public void beforeRunStarted() {
        running = false;
    }

    /**
     * A run starts; orders of earlier epochs are UNKNOWN by now.
     *
     * @param nowNs engine time
     */
    public void onRunStarted(final long nowNs) {
        if (!live) {
            return;
        }
        running = true;
        for (final VenueWatch venue : venues) {
            if (venue.present) {
                conditions.onStart(venue, nowNs);
                venue.adopt |= config.adopt() && !venue.opened;
            }
        }
        unknown.onRunStarted(nowNs);
        deadMan.restart();
        schedule(nowNs);
    }

    /**
     * An input is about to be applied. A run that began before there was any time, as a bench's may, ticks from the
     * first input on: not for every moment since 1970.
     *
     * @param nowNs engine time
     */
    public void onInput(final long nowNs) {
        if (running && !ticking) {
            schedule(nowNs);
        }
    }

    private void schedule(final long nowNs) {
        if (!ticking && nowNs > 0) {
            ticking = true;
            links.timers().schedule((nowNs / TICK_NS + 1) * TICK_NS, TimerKind.LIVE_TICK, 0);
        }
    }

    /**
     * A clean stop.
     *
     * @param nowNs engine time
     */
    public void onStop(final long nowNs) {
        if (running) {
            deadMan.stop(venues, nowNs);
        }
        running = false;
    }

    /**
     * An instrument was defined or changed.
     *
     * @param instrument as it is now
     * @param nowNs      engine time
     */
    public void onInstrument(final Instrument instrument, final long nowNs) {
        if (!live) {
            return;
        }
        final VenueWatch venue = venues[instrument.venue().code()];
        venue.spot |= instrument.kind() == InstrumentKind.SPOT;
        watch(venue, nowNs);
        venue.defined = true;
        venue.grew = true;
    }

    private void watch(final VenueWatch venue, final long nowNs) {
        if (!venue.present) {
            venue.present = true;
            if (running) {
                conditions.onStart(venue, nowNs);
            }
            venue.adopt |= config.adopt() && !venue.opened;
        }
    }

    /**
     * The tick.
     *
     * @param nowNs engine time
     */
    public void onTick(final long nowNs) {
        ticking = false;
        if (!running) {
            return;
        }
        schedule(nowNs);
        if (ticks++ % TICKS_PER_SCAN == 0) {
            unknown.scan(nowNs);
        }
        for (final VenueWatch venue : venues) {
            if (venue.present) {
                conditions.onTick(venue, nowNs);
                listings.requestIfDue(venue, nowNs);
            }
        }
        unknown.onTick(venues, nowNs);
        deadMan.onTick(venues, nowNs);
    }

    /**
     * The private half of a venue changed. What it says counts before a single instrument of it is told, too.
     *
     * @param event     wrapped on the event
     * @param condition what it says
     * @param nowNs     engine time
     */
    public void onVenueStatus(final VenueStatusDecoder event, final VenueCondition condition, final long nowNs) {
        final VenueWatch venue = venues[event.venue()];
        if (!live) {
            ignored++;
            return;
        }
        watch(venue, nowNs);
        switch (condition) {
            case SNAPSHOT_BEGIN, SNAPSHOT_END, SNAPSHOT_FAILED ->
                ignored += listings.on(venue, condition, event.argument(), nowNs) ? 0 : 1;
            case PRIVATE_UP -> {
                conditions.on(venue, event, condition, nowNs);
                if (running) {
                    listings.requestIfDue(venue, nowNs);
                }
            }
            default -> conditions.on(venue, event, condition, nowNs);
        }
    }

    /**
     * One open order as the venue lists it.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onOpenOrder(final OpenOrderReportDecoder event, final long nowNs) {
        final Listing listing = venues[event.venue()].listing;
        if (!live || !listing.active() || event.instrumentId() < 0) {
            ignored++;
            return;
        }
        listing.order(event);
    }

    /**
     * A balance or a position as the venue states it.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onAccount(final AccountReportDecoder event, final long nowNs) {
        final Listing listing = venues[event.venue()].listing;
        if (!live || !listing.active() || event.instrumentId() < 0 && event.asset(0) == 0) {
            ignored++;
            return;
        }
        listing.account(event);
    }

    /**
     * A fill was booked.
     *
     * @param instrumentId dense index
     * @param feeAsset     dense index
     * @param nowNs        engine time
     */
    public void onFill(final int instrumentId, final int feeAsset, final long nowNs) {
        final int wallet = links.books().wallet(links.instruments().get(instrumentId).venue().code());
        touches.instrument(instrumentId, nowNs);
        touches.asset(wallet, links.books().baseAsset(instrumentId), nowNs);
        touches.asset(wallet, links.books().quoteAsset(instrumentId), nowNs);
        touches.asset(wallet, feeAsset, nowNs);
    }

    /**
     * Money moved without a trade.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onCashFlow(final CashFlowDecoder event, final long nowNs) {
        if (live) {
            final int code = event.offset() + CashFlowDecoder.assetEncodingOffset();
            final int asset = links.books().asset(
                event.buffer().getLong(code, ByteOrder.LITTLE_ENDIAN),
                event.buffer().getLong(code + Long.BYTES, ByteOrder.LITTLE_ENDIAN));
            touches.asset(links.books().wallet(event.venue()), asset, nowNs);
        }
    }

    /**
     * Has venues list everything at once, on an operator's word.
     *
     * @param scope what of
     * @param id    code of the venue or the instrument's index; any for GLOBAL
     * @param nowNs engine time
     * @return how many venues are asked
     */
    public int requestNow(final Scope scope, final int id, final long nowNs) {
        int asked = 0;
        for (final VenueWatch venue : venues) {
            if (live && venue.present && covers(scope, id, venue)) {
                venue.hurry(nowNs);
                asked++;
            }
        }
        return asked;
    }

    /**
     * Takes over at the next listing whatever differs, on an operator's word.
     *
     * @param scope what of
     * @param id    code of the venue or the instrument's index; any for GLOBAL
     * @param nowNs engine time
     * @return how many venues are asked
     */
    public int adopt(final Scope scope, final int id, final long nowNs) {
        for (final VenueWatch venue : venues) {
            venue.adopt |= live && venue.present && covers(scope, id, venue);
        }
        return requestNow(scope, id, nowNs);
    }

    private boolean covers(final Scope scope, final int id, final VenueWatch venue) {
        return switch (scope) {
            case GLOBAL -> true;
            case VENUE -> venue.venue == id;
            case INSTRUMENT -> links.instruments().get(id).venue().code() == venue.venue;
            case STRATEGY -> false;
        };
    }

    /**
     * What venues say of orders that are not among ours.
     *
     * @return owned by this
     */
    public ForeignOrders foreign() {
        return foreign;
    }

    /** An input without meaning here was passed over: counted. */
    public void ignore() {
        ignored++;
    }

    /**
     * Inputs that were passed over.
     *
     * @return since the journal began
     */
    public long ignored() {
        return ignored;
    }

    /**
     * Listings that were judged.
     *
     * @return since the journal began
     */
    public long listingsJudged() {
        return listings.judged();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putBoolean(running);
        out.putBoolean(ticking);
        out.putLong(ticks);
        out.putLong(ignored);
        listings.writeTo(out);
        for (final VenueWatch venue : venues) {
            venue.writeTo(out);
        }
        unknown.writeTo(out);
        breaks.writeTo(out);
        adopted.writeTo(out);
        touches.writeTo(out);
        deadMan.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        running = in.getBoolean();
        ticking = in.getBoolean();
        ticks = in.getLong();
        ignored = in.getLong();
        listings.readFrom(in);
        for (final VenueWatch venue : venues) {
            venue.readFrom(in);
        }
        unknown.readFrom(in);
        breaks.readFrom(in);
        adopted.readFrom(in);
        touches.readFrom(in);
        deadMan.readFrom(in);
    }
}
