package io.penstock.strategies.flash;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.PositionView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.TimeInForce;
import java.util.Arrays;

/**
 * Trades short moves that the order book announces: see {@link FlashScore} for what it thinks.
 *
 * <p>At each event, in this order: a position that lost too much is closed at market; working orders whose reason is
 * gone are canceled; a position is given up, passively when the score has faded, at market when it has turned; else,
 * when the score passes the threshold and the imbalance agrees, an entry is made, within cooldown, spread and position
 * cap and if enough timeframes agree: passive (post-only at the touch, with an expire time) near the threshold, taking
 * (IOC, or FOK on a deep touch) far above it. Every rule, fired or not, is stated through {@link OrderDesk#because}.
 *
 * <p>Engine thread only; allocates only in {@link #onInstrument} and {@link #readFrom}.
 */
public final class FlashStrategy implements Strategy {
    private static final int STATE_VERSION = 1;
    private static final long NEVER = Long.MIN_VALUE;
    private static final double MS_NS = 1e6;

    private final FlashSettings settings;
    private final FlashScore score;
    private final FlashConfirmation confirmation;
    private long[] firstSeenNs = new long[0];
    private long[] lastEntryNs = new long[0];
    private long[] lastExitNs = new long[0];
    private long[] lastCloseNs = new long[0];
    /** Direction last signalled: 1, -1, or 0 once the score came back. */
    private int[] signalled = new int[0];

    /** Working orders of the instrument at hand; counted anew at each event. */
    private int workingBuys;
    private int workingSells;

    /**
     * A strategy without state.
     *
     * @param settings     converted parameters
     * @param confirmation by bars
     */
    FlashStrategy(final FlashSettings settings, final FlashConfirmation confirmation) {
        this.settings = settings;
        this.confirmation = confirmation;
        score = new FlashScore(settings);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        if (instrument.id() >= firstSeenNs.length) {
            resize(instrument.id() + 1);
        }
    }

    private void resize(final int length) {
        firstSeenNs = grown(firstSeenNs, length);
        lastEntryNs = grown(lastEntryNs, length);
        lastExitNs = grown(lastExitNs, length);
        lastCloseNs = grown(lastCloseNs, length);
        signalled = Arrays.copyOf(signalled, length);
    }

    private static long[] grown(final long[] times, final int length) {
        final long[] grown = Arrays.copyOf(times, length);
        if (length > times.length) {
            Arrays.fill(grown, times.length, length, NEVER);
        }
        return grown;
    }

    @Override
    public void onMarket(final MarketView market, final OrderDesk desk) {
        final BookState state = market.book().state();
        desk.because("book_state", state.code(), BookState.VALID.code());
        if (state != BookState.VALID) {
            return;
        }
        final int id = market.instrument().id();
        if (firstSeenNs[id] == NEVER) {
            firstSeenNs[id] = market.nowNs();
        }
        final long position = market.ownPosition().position();
        final long exitQuantity = FlashSizing.wholeLots(Math.abs(position), market.instrument());
        final int direction = exitQuantity == 0 ? 0 : position > 0 ? 1 : -1;
        final boolean stopped = direction != 0 && lossTooLarge(market, desk);
        final boolean ready = market.features().ready() && score.read(market.features());
        desk.because("features_ready", ready ? 1 : 0, 1);
        if (ready) {
            desk.because("momentum_deviations", score.momentum(), 0);
            rearm(id);
        }
        reviewWorking(market, desk, direction, ready);
        if (stopped) {
            close(market, desk, direction, exitQuantity);
        } else if (ready && !exit(market, desk, direction, exitQuantity) && warm(market, desk) && crossed(desk, id)) {
            enter(market, desk, direction, position);
        }
    }

    /** A stop needs only the book, so it works before the features are ready. */
    private boolean lossTooLarge(final MarketView market, final OrderDesk desk) {
        final PositionView position = market.ownPosition();
        final BookView book = market.book();
        final long price = position.position() > 0 ? book.bestBidPrice() : book.bestAskPrice();
        final long value = FlashSizing.notional(price, position.position(), market.instrument());
        final long cost = position.costBasis();
        if (value == FixedPoint.OVERFLOW || cost == 0) {
            return false;
        }
        final long loss = cost - value;
        final long most = FixedPoint.multiplyDivide(Math.abs(cost), settings.stopLossRateE8(), FixedPoint.ONE_E8);
        desk.because("stop_loss_bp", (double) loss / Math.abs(cost) * 1e4, settings.stopLossBp());
        return loss >= most;
    }

    /** Counts working orders and cancels those whose reason is gone; newest first, as a cancel may end an order. */
    private void reviewWorking(
        final MarketView market, final OrderDesk desk, final int direction, final boolean ready) {
        workingBuys = 0;
        workingSells = 0;
        for (int i = desk.openOrders() - 1; i >= 0; i--) {
            final OrderView order = desk.openOrder(i);
            final long orderId = order.clientOrderId();
            final boolean buys = order.side() == Side.BUY;
            final OrderStatus status = order.status();
            if (buys) {
                workingBuys++;
            } else {
                workingSells++;
            }
            if (status != OrderStatus.NEW && status != OrderStatus.PARTIALLY_FILLED) {
                continue;
            }
            if (resting(market.book(), buys, order.price())
                && (behind(market, desk, buys, order.price()) || ready && turned(desk, buys ? 1 : -1, direction))) {
                desk.cancel(orderId);
            }
        }
    }

    /** Orders that take are gone before a cancel could reach them. */
    private static boolean resting(final BookView book, final boolean buys, final long price) {
        return price > 0 && (buys ? price < book.bestAskPrice() : price > book.bestBidPrice());
    }

    private boolean behind(final MarketView market, final OrderDesk desk, final boolean buys, final long price) {
        final long distance = buys ? market.book().bestBidPrice() - price : price - market.book().bestAskPrice();
        final long ticks = distance / market.instrument().tickSize();
        final long most = settings.passiveOffsetTicks() + settings.repriceTicks();
        desk.because("behind_touch_ticks", ticks, most);
        return ticks > most;
    }

    private boolean turned(final OrderDesk desk, final int orderDirection, final int direction) {
        if (direction != 0 && orderDirection != direction) {
            final double holding = score.score() * direction;
            desk.because("exit_no_longer_wanted", holding, score.threshold());
            return holding >= score.threshold();
        }
        final double towards = score.score() * orderDirection;
        desk.because("entry_no_longer_wanted", towards, settings.exitThreshold());
        return towards < settings.exitThreshold();
    }

    /** Gives a position up when its score has faded or turned; true when that is what this event is about. */
    private boolean exit(
        final MarketView market, final OrderDesk desk, final int direction, final long quantity) {
        if (direction == 0) {
            return false;
        }
        final double towards = score.score() * direction;
        desk.because("exit_turned", -towards, score.threshold());
        if (-towards >= score.threshold()) {
            close(market, desk, direction, quantity);
            return true;
        }
        desk.because("exit_faded", towards, settings.exitThreshold());
        if (towards >= settings.exitThreshold()) {
            return false;
        }
        final int id = market.instrument().id();
        final int working = direction > 0 ? workingSells : workingBuys;
        desk.because("exit_working", working, 0);
        if (working == 0 && cooled(desk, "exit_cooldown_ms", lastExitNs[id], market.nowNs())) {
            lastExitNs[id] = market.nowNs();
            final long price = direction > 0 ? market.book().bestAskPrice() : market.book().bestBidPrice();
            desk.submit(direction > 0 ? Side.SELL : Side.BUY, OrderType.LIMIT, TimeInForce.GTC,
                OrderDesk.POST_ONLY | reduceOnly(market, direction, quantity), price, quantity,
                market.nowNs() + settings.orderLifetimeNs());
        }
        return true;
    }

    /** Closes at market, once nothing else of ours works on either side: two exits at once could turn the position. */
    private void close(
        final MarketView market, final OrderDesk desk, final int direction, final long quantity) {
        final int id = market.instrument().id();
        final int working = workingBuys + workingSells;
        desk.because("close_working", working, 0);
        if (working > 0) {
            cancelResting(desk);
            return;
        }
        if (cooled(desk, "close_cooldown_ms", lastCloseNs[id], market.nowNs())) {
            lastCloseNs[id] = market.nowNs();
            desk.submit(direction > 0 ? Side.SELL : Side.BUY, OrderType.MARKET, TimeInForce.IOC,
                reduceOnly(market, direction, quantity), 0, quantity, 0);
        }
    }

    /** What is ours to close may enlarge the whole position, if others hold the opposite: then it must not be asked. */
    private static int reduceOnly(final MarketView market, final int direction, final long quantity) {
        return market.position().position() * direction >= quantity ? OrderDesk.REDUCE_ONLY : 0;
    }

    private static void cancelResting(final OrderDesk desk) {
        for (int i = desk.openOrders() - 1; i >= 0; i--) {
            final OrderView order = desk.openOrder(i);
            final OrderStatus status = order.status();
            if (order.price() > 0 && (status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED)) {
                desk.cancel(order.clientOrderId());
            }
        }
    }

    /** A crossing is signalled once; the next one counts after the score has come back. */
    private void rearm(final int id) {
        if (signalled[id] != 0 && score.score() * signalled[id] < settings.exitThreshold()) {
            signalled[id] = 0;
        }
    }

    /** Whether score and imbalance ask for an entry. */
    private boolean crossed(final OrderDesk desk, final int id) {
        final double value = score.score();
        final int way = value >= 0 ? 1 : -1;
        desk.because("entry_score", value * way, score.threshold());
        if (value * way < score.threshold()) {
            return false;
        }
        desk.because("entry_imbalance", score.imbalance() * way, settings.imbalanceThreshold());
        if (score.imbalance() * way < settings.imbalanceThreshold()) {
            return false;
        }
        if (signalled[id] != way) {
            signalled[id] = way;
            desk.signal(way > 0 ? Side.BUY : Side.SELL, value, score.threshold());
        }
        return true;
    }

    private boolean warm(final MarketView market, final OrderDesk desk) {
        final long seenNs = market.nowNs() - firstSeenNs[market.instrument().id()];
        desk.because("warm_up_ms", seenNs / MS_NS, settings.warmUpNs() / MS_NS);
        return seenNs >= settings.warmUpNs();
    }

    private void enter(final MarketView market, final OrderDesk desk, final int direction, final long position) {
        final InstrumentView instrument = market.instrument();
        final int id = instrument.id();
        final int way = signalled[id];
        if (!mayEnter(market, desk, direction, way)) {
            return;
        }
        final boolean buys = way > 0;
        final BookView book = market.book();
        final double ratio = score.score() * way / score.threshold();
        desk.because("aggressive_ratio", ratio, settings.aggressiveRatio());
        final boolean taking = ratio >= settings.aggressiveRatio();
        final long touch = buys == taking ? book.bestAskPrice() : book.bestBidPrice();
        final long away = taking ? 0 : settings.passiveOffsetTicks() * instrument.tickSize();
        final long price = buys ? touch - away : touch + away;
        final long quantity = price > 0 ? roomFor(desk, instrument, price, Math.abs(position)) : 0;
        if (quantity == 0) {
            return;
        }
        lastEntryNs[id] = market.nowNs();
        final Side side = buys ? Side.BUY : Side.SELL;
        if (taking) {
            final double depth = buys ? book.bestAskQuantity() : book.bestBidQuantity();
            desk.because("fok_depth_ratio", depth / quantity, settings.fokDepthRatio());
            final boolean deep = depth >= settings.fokDepthRatio() * quantity;
            desk.submit(side, OrderType.LIMIT, deep ? TimeInForce.FOK : TimeInForce.IOC, 0, price, quantity, 0);
        } else {
            desk.submit(side, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.POST_ONLY, price, quantity,
                market.nowNs() + settings.orderLifetimeNs());
        }
    }

    private boolean mayEnter(final MarketView market, final OrderDesk desk, final int direction, final int way) {
        final InstrumentView instrument = market.instrument();
        if (direction != 0 && direction != way) {
            desk.because("position_opposes", direction, way);
            return false;
        }
        if (way < 0 && instrument.kind() == InstrumentKind.SPOT) {
            desk.because("allow_spot_short", settings.spotShort() ? 1 : 0, 1);
            if (!settings.spotShort()) {
                return false;
            }
        }
        if (!confirmation.holds(market, desk, way)) {
            return false;
        }
        final double spreadBp = market.features().spread() / market.features().mid() * 1e4;
        desk.because("spread_bp", spreadBp, settings.maxSpreadBp());
        if (!(spreadBp <= settings.maxSpreadBp())) {
            return false;
        }
        desk.because("entry_working", workingBuys + workingSells, 0);
        return workingBuys + workingSells == 0
            && cooled(desk, "entry_cooldown_ms", lastEntryNs[instrument.id()], market.nowNs());
    }

    private boolean cooled(final OrderDesk desk, final String rule, final long lastNs, final long nowNs) {
        if (lastNs == NEVER) {
            return true;
        }
        desk.because(rule, (nowNs - lastNs) / MS_NS, settings.cooldownNs() / MS_NS);
        return nowNs - lastNs >= settings.cooldownNs();
    }

    /** How much may be entered at a price: the order size, cut to what the position cap leaves; 0 = nothing. */
    private long roomFor(
        final OrderDesk desk, final InstrumentView instrument, final long price, final long held) {
        final long heldNotional = FlashSizing.notional(price, held, instrument);
        if (heldNotional == FixedPoint.OVERFLOW) {
            desk.because("position_overflow", held, 0);
            return 0;
        }
        desk.because("position_notional", FixedPoint.toDouble(heldNotional, FixedPoint.AMOUNT_EXPONENT),
            FixedPoint.toDouble(settings.maxPositionNotional(), FixedPoint.AMOUNT_EXPONENT));
        final long left = settings.maxPositionNotional() - heldNotional;
        if (left <= 0) {
            return 0;
        }
        final long quantity = FlashSizing.quantity(Math.min(left, settings.orderNotional()), price, instrument);
        desk.because("entry_lots", quantity / instrument.lotSize(), 1);
        return quantity;
    }

    @Override
    public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        if (order.status() != OrderStatus.REJECTED) {
            return;
        }
        // A post-only order that would have taken: the touch is moving, so wait a whole cooldown from here.
        final int id = order.instrumentId();
        desk.because("rejected", order.status().code(), OrderStatus.REJECTED.code());
        lastEntryNs[id] = market.nowNs();
        lastExitNs[id] = market.nowNs();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(firstSeenNs.length);
        for (int i = 0; i < firstSeenNs.length; i++) {
            out.putLong(firstSeenNs[i]);
            out.putLong(lastEntryNs[i]);
            out.putLong(lastExitNs[i]);
            out.putLong(lastCloseNs[i]);
            out.putInt(signalled[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        resize(in.getInt());
        for (int i = 0; i < firstSeenNs.length; i++) {
            firstSeenNs[i] = in.getLong();
            lastEntryNs[i] = in.getLong();
            lastExitNs[i] = in.getLong();
            lastCloseNs[i] = in.getLong();
            signalled[i] = in.getInt();
        }
    }
}
