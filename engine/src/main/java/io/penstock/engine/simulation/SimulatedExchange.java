package io.penstock.engine.simulation;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.ExecutionType;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.math.CounterRandom;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * The exchange of paper and backtest: takes our orders after a latency, fills them against the recorded market, and
 * answers after another latency. {@code engine/docs/simulation.md} states every assumption.
 *
 * <p>It never calls upward. The engine hands it commands, market events and timers; answers come due as timers of kind
 * {@link TimerKind#SIMULATED_REPORT}, whose bytes the engine fetches with {@link #report} and gives back with
 * {@link #release}. Times are engine times in nanoseconds, numbers are in the instrument's units. Engine thread only;
 * allocates in the constructor and when an instrument is defined.
 */
public final class SimulatedExchange implements Stateful {
    /** Bit of the instructions: the order must not take. */
    public static final int POST_ONLY = 1;

    private static final int STATE_VERSION = 1;
    private static final long ENTRY_STREAM = 1;
    private static final long CANCEL_STREAM = 2;
    private static final long CHANGE_STREAM = 3;
    private static final int ARRIVAL_OF_ORDER = 0;
    private static final int ARRIVAL_OF_CANCEL = 1;
    private static final int ARRIVAL_OF_CHANGE = 2;

    private final SimulationConfig config;
    private final long seed;
    private final TimerQueue timers;
    private final int maxCommands;
    private final OrderPool orders;
    private final Reporter reporter;
    private final Conditionals conditionals;
    private final Request request = new Request();
    private final Instrument[] instruments;
    private final OrderBook[] books;
    private long commandNumber;
    private int commandsUnderWay;

    /**
     * An exchange without instruments.
     *
     * @param config         latencies, fees, queue model
     * @param seed           of the run
     * @param timers         shared with the engine; must have room for three timers per order and one per report
     * @param maxInstruments instrument ids are below it
     * @param maxOrders      most orders open or with words under way
     * @param maxReports     most reports under way, below 2^24
     */
    public SimulatedExchange(
        final SimulationConfig config, final long seed, final TimerQueue timers, final int maxInstruments,
        final int maxOrders, final int maxReports) {
        if (timers.capacity() < 3L * maxOrders + maxReports || maxReports >= 1 << ReportPool.SLOT_BITS) {
            throw new IllegalArgumentException("a simulated exchange of " + maxOrders + " orders and " + maxReports
                + " reports needs a timer queue of " + (3L * maxOrders + maxReports) + ", not " + timers.capacity());
        }
        this.config = config;
        this.seed = seed;
        this.timers = timers;
        maxCommands = 2 * maxOrders;
        orders = new OrderPool(maxOrders, maxInstruments);
        instruments = new Instrument[maxInstruments];
        books = new OrderBook[maxInstruments];
        conditionals = new Conditionals(orders, maxInstruments);
        reporter = new Reporter(config, seed, timers, orders, instruments, maxReports);
    }

    /**
     * Lists an instrument; again after a change of its limits does no harm.
     *
     * @param instrument defined, its id below the number of instruments
     * @param book       of the same instrument
     */
    public void defineInstrument(final Instrument instrument, final OrderBook book) {
        instruments[instrument.id()] = instrument;
        books[instrument.id()] = book;
        reporter.defineAssets(instrument);
    }

    /**
     * The words of the next command; fill them in, then {@link #onRequest}.
     *
     * @return the same object each time
     */
    public Request request() {
        return request;
    }

    /**
     * Takes the command of {@link #request} that leaves the engine now; it arrives after the entry latency.
     *
     * @param nowNs engine time
     * @return false when the exchange has not even room for a refusal, so no answer will come
     */
    public boolean onRequest(final long nowNs) {
        return switch (request.command) {
            case NEW -> orderLeaves(nowNs);
            case REPLACE -> request.targetId != 0 ? orderLeaves(nowNs) : changeLeaves(nowNs);
            default -> cancelLeaves(nowNs);
        };
    }

    private boolean orderLeaves(final long nowNs) {
        final long id = request.clientOrderId;
        // two orders of one pair are one request
        final long dueNs = nowNs + entryDelayNs(request.linkId == 0 ? id : request.linkId, ENTRY_STREAM);
        final int slot = reporter.spare() >= 2 && commandsUnderWay < maxCommands
            ? orders.take(id, request.instrumentId, request.side) : OrderPool.NONE;
        if (slot == OrderPool.NONE) {
            return reporter.refuse(
                id, request.instrumentId, request.side, ExecutionType.REJECTED, RejectReason.OTHER, dueNs);
        }
        orders.orderType[slot] = request.orderType;
        orders.timeInForce[slot] = request.timeInForce;
        orders.instructions[slot] = request.instructions;
        orders.price[slot] = request.price;
        orders.quantity[slot] = request.quantity;
        orders.expireTimeNs[slot] = request.expireTimeNs;
        orders.triggerPrice[slot] = request.triggerPrice;
        orders.trailingRate[slot] = request.trailingRate;
        orders.linkId[slot] = request.linkId;
        orders.targetId[slot] = request.targetId;
        orders.arrivalNs[slot] = dueNs;
        reporter.opened();
        scheduleArrival(slot, ARRIVAL_OF_ORDER, dueNs);
        return true;
    }

    private boolean cancelLeaves(final long nowNs) {
        final long id = request.clientOrderId;
        final long dueNs = nowNs + entryDelayNs(id, CANCEL_STREAM);
        final int slot = orders.slotOf(id);
        final boolean cancel = request.command == OrderCommandType.CANCEL;
        if (slot == OrderPool.NONE || !cancel || commandsUnderWay == maxCommands) {
            return reporter.refuse(id, request.instrumentId, request.side, ExecutionType.CANCEL_REJECTED,
                slot == OrderPool.NONE && cancel ? RejectReason.UNKNOWN_ORDER : RejectReason.OTHER, dueNs);
        }
        scheduleArrival(slot, ARRIVAL_OF_CANCEL, Math.max(dueNs, orders.arrivalNs[slot]));
        return true;
    }

    private boolean changeLeaves(final long nowNs) {
        final long id = request.clientOrderId;
        final int slot = orders.slotOf(id);
        final long dueNs = nowNs + entryDelayNs(id, CHANGE_STREAM);
        if (slot == OrderPool.NONE || orders.newQuantity[slot] != 0 || reporter.spare() < 2
            || commandsUnderWay == maxCommands) {
            return reporter.refuse(id, request.instrumentId, request.side, ExecutionType.REPLACE_REJECTED,
                slot == OrderPool.NONE ? RejectReason.UNKNOWN_ORDER : RejectReason.OTHER, dueNs);
        }
        orders.newPrice[slot] = request.price;
        orders.newQuantity[slot] = request.quantity;
        reporter.opened();
        scheduleArrival(slot, ARRIVAL_OF_CHANGE, Math.max(dueNs, orders.arrivalNs[slot]));
        return true;
    }

    private long entryDelayNs(final long clientOrderId, final long stream) {
        return config.entryLatencyNs()
            + CounterRandom.bounded(seed, clientOrderId, stream, config.entryJitterNs() + 1);
    }

    private void scheduleArrival(final int slot, final int what, final long dueNs) {
        orders.references[slot]++;
        commandsUnderWay++;
        final long id = ++commandNumber << ReportPool.SLOT_BITS + 2 | (long) slot << 2 | what;
        Reporter.schedule(timers, dueNs, TimerKind.SIMULATED_ARRIVAL, id);
    }

    /**
     * A timer of this exchange fires.
     *
     * @param kind  of the timer; kinds of others and {@link TimerKind#SIMULATED_REPORT} do nothing here
     * @param id    of the timer
     * @param nowNs when it was due
     */
    public void onTimer(final int kind, final long id, final long nowNs) {
        if (kind == TimerKind.SIMULATED_ARRIVAL) {
            final int slot = (int) (id >> 2) & (1 << ReportPool.SLOT_BITS) - 1;
            commandsUnderWay--;
            switch ((int) id & 3) {
                case ARRIVAL_OF_CANCEL -> cancelArrives(slot, nowNs);
                case ARRIVAL_OF_CHANGE -> changeArrives(slot, nowNs);
                default -> orderArrives(slot, nowNs);
            }
            orders.drop(slot);
        } else if (kind == TimerKind.SIMULATED_EXPIRY) {
            final int slot = orders.slotOf(id);
            if (!orders.finished[slot]) {
                reporter.end(slot, ExecutionType.EXPIRED, RejectReason.TIME_EXPIRED, nowNs);
                endSibling(slot, ExecutionType.EXPIRED, nowNs);
            }
            orders.drop(slot);
        }
    }

    private void cancelArrives(final int slot, final long nowNs) {
        if (!orders.finished[slot]) {
            reporter.end(slot, ExecutionType.CANCELED, RejectReason.NONE, nowNs);
            endSibling(slot, ExecutionType.CANCELED, nowNs);
        } else {
            reporter.cancelRejected(slot, nowNs);
        }
    }

    private void orderArrives(final int slot, final long nowNs) {
        final OrderBook book = books[orders.instrumentId[slot]];
        final RejectReason early = orders.targetId[slot] == 0 ? joinPair(slot) : takePlace(slot, nowNs);
        final RejectReason refusal = early == RejectReason.NONE ? refusal(slot, book) : early;
        if (refusal != RejectReason.NONE) {
            reporter.end(slot, ExecutionType.REJECTED, refusal, nowNs);
            endSibling(slot, ExecutionType.EXPIRED, nowNs);
            return;
        }
        reporter.accepted(slot, nowNs);
        if (orders.expireTimeNs[slot] > 0 && orders.expireTimeNs[slot] <= nowNs) {
            reporter.end(slot, ExecutionType.EXPIRED, RejectReason.TIME_EXPIRED, nowNs);
        } else if (orders.orderType[slot].conditional()) {
            orders.await(slot);
            expireLater(slot);
        } else {
            work(slot, book, nowNs);
        }
    }

    /** Ties the second order of a pair to the first, if that one still stands untouched. */
    private RejectReason joinPair(final int slot) {
        final long linkId = orders.linkId[slot];
        if (linkId == 0 || linkId == orders.clientOrderId[slot]) {
            return RejectReason.NONE;
        }
        final int first = orders.slotOf(linkId);
        if (first == OrderPool.NONE || orders.finished[first] || orders.cumulative[first] > 0) {
            return RejectReason.OCO_SIBLING;
        }
        orders.siblingId[slot] = linkId;
        orders.siblingId[first] = orders.clientOrderId[slot];
        return RejectReason.NONE;
    }

    /** Cancels the order whose place this one takes; without that nothing is attempted. */
    private RejectReason takePlace(final int slot, final long nowNs) {
        final int target = orders.slotOf(orders.targetId[slot]);
        if (target == OrderPool.NONE) {
            return RejectReason.TOO_LATE;
        }
        final boolean over = orders.finished[target];
        cancelArrives(target, nowNs);
        return over ? RejectReason.TOO_LATE : RejectReason.NONE;
    }

    /** One order of a pair traded, triggered or ended: the other ends. */
    private void endSibling(final int slot, final ExecutionType word, final long nowNs) {
        final int sibling = orders.siblingId[slot] == 0 ? OrderPool.NONE : orders.slotOf(orders.siblingId[slot]);
        if (sibling != OrderPool.NONE && !orders.finished[sibling]) {
            reporter.end(sibling, word, RejectReason.OCO_SIBLING, nowNs);
        }
    }

    private boolean trade(
        final int slot, final long price, final long quantity, final Liquidity liquidity, final long nowNs) {
        final boolean done = reporter.trade(slot, price, quantity, liquidity, nowNs);
        if (done) {
            endSibling(slot, ExecutionType.EXPIRED, nowNs);
        }
        return done;
    }

    private boolean market(final int slot) {
        return !orders.orderType[slot].limited();
    }

    /** An order takes what it can and rests with what it may. */
    private void work(final int slot, final OrderBook book, final long nowNs) {
        final boolean market = market(slot);
        final TimeInForce timeInForce = orders.timeInForce[slot];
        if (timeInForce == TimeInForce.FOK && !fillsWhole(slot, book, market)) {
            reporter.end(slot, ExecutionType.EXPIRED, RejectReason.NOT_FILLABLE, nowNs);
            return;
        }
        walk(slot, book, market, nowNs);
        if (orders.finished[slot]) {
            return;
        }
        if (market || timeInForce == TimeInForce.IOC || timeInForce == TimeInForce.FOK) {
            reporter.end(slot, ExecutionType.EXPIRED, RejectReason.NO_LIQUIDITY, nowNs);
        } else {
            rest(slot, book);
        }
    }

    private RejectReason refusal(final int slot, final OrderBook book) {
        final OrderType type = orders.orderType[slot];
        final boolean waits = type.conditional();
        if (book == null || orders.quantity[slot] <= 0 || type.limited() && orders.price[slot] <= 0
            || reporter.spare() < 1 || waits && !conditionals.fits(slot)) {
            return RejectReason.OTHER;
        }
        final InstrumentStatus status = instruments[orders.instrumentId[slot]].status();
        if (status != InstrumentStatus.TRADING && status != InstrumentStatus.REDUCE_ONLY) {
            return RejectReason.INSTRUMENT_HALTED;
        }
        if (waits) {
            return conditionals.reached(slot) ? RejectReason.WOULD_TRIGGER : RejectReason.NONE;
        }
        if (book.state() == BookState.INVALID) {
            return RejectReason.BOOK_INVALID;
        }
        final boolean postOnly = (orders.instructions[slot] & POST_ONLY) != 0;
        return postOnly && (type == OrderType.MARKET || takes(slot, bestOther(slot, book)))
            ? RejectReason.WOULD_TAKE : RejectReason.NONE;
    }

    private void changeArrives(final int slot, final long nowNs) {
        final long price = orders.newPrice[slot];
        final long quantity = orders.newQuantity[slot];
        orders.newQuantity[slot] = 0;
        final OrderBook book = books[orders.instrumentId[slot]];
        final long oldPrice = orders.price[slot];
        final RejectReason refusal = orders.finished[slot] ? RejectReason.UNKNOWN_ORDER
            : quantity <= orders.cumulative[slot] || price <= 0 ? RejectReason.FILTER
            : book.state() == BookState.INVALID ? RejectReason.BOOK_INVALID : RejectReason.NONE;
        if (refusal != RejectReason.NONE) {
            reporter.changed(slot, refusal, nowNs);
            return;
        }
        orders.price[slot] = price;
        if ((orders.instructions[slot] & POST_ONLY) != 0 && takes(slot, bestOther(slot, book))) {
            orders.price[slot] = oldPrice;
            reporter.changed(slot, RejectReason.WOULD_TAKE, nowNs);
            return;
        }
        final boolean keepsPlace = price == oldPrice && quantity <= orders.quantity[slot];
        orders.quantity[slot] = quantity;
        reporter.changed(slot, RejectReason.NONE, nowNs);
        if (!keepsPlace) {
            orders.leave(slot);
            work(slot, book, nowNs);
        }
    }

    private static Side other(final Side side) {
        return side == Side.BUY ? Side.SELL : Side.BUY;
    }

    private long bestOther(final int slot, final OrderBook book) {
        return orders.side[slot] == Side.BUY ? book.bestAskPrice() : book.bestBidPrice();
    }

    /** Whether a limit order may trade with a price of the other side. */
    private boolean takes(final int slot, final long otherPrice) {
        if (otherPrice == BookView.NO_PRICE) {
            return false;
        }
        return orders.side[slot] == Side.BUY ? otherPrice <= orders.price[slot] : otherPrice >= orders.price[slot];
    }

    private boolean fillsWhole(final int slot, final OrderBook book, final boolean market) {
        final Side other = other(orders.side[slot]);
        final long everything = other == Side.SELL ? Long.MAX_VALUE : -Long.MAX_VALUE;
        return book.depthTo(other, market ? everything : orders.price[slot]) >= orders.quantity[slot];
    }

    private void walk(final int slot, final OrderBook book, final boolean market, final long nowNs) {
        final Side other = other(orders.side[slot]);
        long price = bestOther(slot, book);
        while (!orders.finished[slot] && price != BookView.NO_PRICE && (market || takes(slot, price))) {
            final long taken = Math.min(orders.leaves(slot), book.quantityAt(other, price));
            if (!trade(slot, price, taken, Liquidity.TAKER, nowNs)) {
                return;
            }
            price = book.nextPrice(other, price);
        }
    }

    private void rest(final int slot, final OrderBook book) {
        final long displayed = book.quantityAt(orders.side[slot], orders.price[slot]);
        orders.ahead[slot] = displayed;
        orders.levelQuantity[slot] = displayed;
        orders.crossedQuantity[slot] = book.depthTo(other(orders.side[slot]), orders.price[slot]);
        orders.rest(slot);
        expireLater(slot);
    }

    private void expireLater(final int slot) {
        if (orders.expireTimeNs[slot] > 0 && !orders.expires[slot]) {
            orders.expires[slot] = true;
            orders.references[slot]++;
            Reporter.schedule(
                timers, orders.expireTimeNs[slot], TimerKind.SIMULATED_EXPIRY, orders.clientOrderId[slot]);
        }
    }

    /**
     * An update of a book is complete and readable: queues move, and what the other side brought to our price fills.
     *
     * @param instrumentId of the book
     * @param nowNs        engine time
     */
    public void onBookUpdate(final int instrumentId, final long nowNs) {
        final OrderBook book = books[instrumentId];
        if (book.state() == BookState.INVALID) {
            onBookInvalid(instrumentId);
            return;
        }
        bookMoved(orders.first(instrumentId, Side.BUY), book, nowNs);
        bookMoved(orders.first(instrumentId, Side.SELL), book, nowNs);
    }

    private void bookMoved(final int first, final OrderBook book, final long nowNs) {
        int slot = first;
        while (slot != OrderPool.NONE) {
            final int next = orders.next(slot);
            moveQueue(slot, book.quantityAt(orders.side[slot], orders.price[slot]));
            final long crossed = takes(slot, bestOther(slot, book))
                ? book.depthTo(other(orders.side[slot]), orders.price[slot]) : 0;
            final long fresh = Math.min(crossed - orders.crossedQuantity[slot], orders.leaves(slot));
            if (fresh <= 0 || trade(slot, orders.price[slot], fresh, Liquidity.MAKER, nowNs)) {
                orders.crossedQuantity[slot] = crossed;
            }
            slot = next;
        }
    }

    private void moveQueue(final int slot, final long displayed) {
        final long before = orders.levelQuantity[slot];
        if (before < 0) {
            orders.ahead[slot] = Math.min(orders.ahead[slot], displayed);
        } else if (before != displayed) {
            orders.ahead[slot] = QueuePosition.afterLevelChange(
                config.queueModel(), orders.ahead[slot], before, displayed, orders.tradedAtLevel[slot],
                instruments[orders.instrumentId[slot]].quantityExponent());
        } else {
            return;
        }
        orders.levelQuantity[slot] = displayed;
        orders.tradedAtLevel[slot] = 0;
    }

    /**
     * The market traded: what is ahead of our orders goes first, then they fill, at most by the traded quantity.
     *
     * @param instrumentId  of the trade
     * @param aggressorSide who took; our orders on the other side may have been in the way
     * @param price         of the trade
     * @param quantity      of the trade
     * @param nowNs         engine time
     */
    public void onTrade(
        final int instrumentId, final Side aggressorSide, final long price, final long quantity, final long nowNs) {
        final long sign = aggressorSide == Side.SELL ? 1 : -1;
        long open = quantity;
        int slot = orders.first(instrumentId, other(aggressorSide));
        while (slot != OrderPool.NONE && open > 0 && sign * orders.price[slot] >= sign * price) {
            final int next = orders.next(slot);
            long reached = open;
            if (orders.price[slot] == price) {
                reached = open - orders.ahead[slot];
                orders.ahead[slot] = Math.max(-reached, 0);
                orders.tradedAtLevel[slot] += open;
            }
            final long filled = Math.min(reached, orders.leaves(slot));
            if (filled > 0 && trade(slot, orders.price[slot], filled, Liquidity.MAKER, nowNs)) {
                open -= filled;
            }
            slot = next;
        }
        conditionals.onTrade(instrumentId, price);
        pullTriggers(instrumentId, nowNs);
    }

    /** Orders whose trigger the last trade reached begin to work, the oldest first. */
    private void pullTriggers(final int instrumentId, final long nowNs) {
        final OrderBook book = books[instrumentId];
        if (book.state() == BookState.INVALID) {
            return;
        }
        int slot = orders.firstWaiting(instrumentId);
        while (slot != OrderPool.NONE) {
            // without room for the word it waits for the next trade
            if (!conditionals.reached(slot) || reporter.spare() < 1) {
                slot = orders.next(slot);
                continue;
            }
            orders.leave(slot);
            reporter.triggered(slot, nowNs);
            endSibling(slot, ExecutionType.EXPIRED, nowNs);
            work(slot, book, nowNs);
            slot = orders.firstWaiting(instrumentId);
        }
    }

    /**
     * A book may not be read: until it can be again, resting orders keep their place and fill by trades only.
     *
     * @param instrumentId of the book
     */
    public void onBookInvalid(final int instrumentId) {
        forgetLevels(orders.first(instrumentId, Side.BUY));
        forgetLevels(orders.first(instrumentId, Side.SELL));
    }

    private void forgetLevels(final int first) {
        for (int slot = first; slot != OrderPool.NONE; slot = orders.next(slot)) {
            orders.levelQuantity[slot] = -1;
        }
    }

    /**
     * The bytes of a report whose timer fired.
     *
     * @param id of the timer
     * @return a flyweight of this exchange, good until the next call of it
     */
    public ExecutionReportDecoder report(final long id) {
        return reporter.report(id);
    }

    /**
     * Gives a report's bytes back, once the engine has applied them.
     *
     * @param id of the timer
     */
    public void release(final long id) {
        reporter.release(id);
    }

    /**
     * Whether an order of ours rests or waits in an instrument.
     *
     * @param instrumentId dense index
     * @return false when no price of it can make anything happen
     */
    public boolean works(final int instrumentId) {
        return orders.first(instrumentId, Side.BUY) != OrderPool.NONE
            || orders.first(instrumentId, Side.SELL) != OrderPool.NONE
            || orders.firstWaiting(instrumentId) != OrderPool.NONE;
    }

    /**
     * The first price on the way from one to another at which an order that waits would be triggered.
     *
     * @param instrumentId dense index
     * @param from         where the way begins
     * @param to           where it ends
     * @return strictly between them, or {@link BookView#NO_PRICE}
     */
    public long nextTrigger(final int instrumentId, final long from, final long to) {
        return conditionals.next(instrumentId, from, to);
    }

    /**
     * Orders that are open or have words under way.
     *
     * @return 0 when nothing of ours is anywhere
     */
    public int ordersHeld() {
        return orders.inUse();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(commandNumber);
        out.putInt(commandsUnderWay);
        orders.writeTo(out);
        reporter.writeTo(out);
        conditionals.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        commandNumber = in.getLong();
        commandsUnderWay = in.getInt();
        orders.readFrom(in);
        reporter.readFrom(in);
        conditionals.readFrom(in);
    }
}
