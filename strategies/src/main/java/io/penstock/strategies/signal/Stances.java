package io.penstock.strategies.signal;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.IndicatorSpec;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Reason;
import io.penstock.api.Setting;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a strategy wants of each instrument, and how it says so: one entry, said again when its confidence has changed
 * or before it runs out, and one exit. The account's position is not looked at: other strategies trade it too.
 *
 * <p>confidence = base + (1 - base) x evidence x share of the timeframes that agree. An exit has confidence 1: the
 * strategy knows what it no longer wants. At most one signal is stated per bar, so a turn takes two bars.
 *
 * <p>Engine thread only; {@link #begin} points it at a bar, the other methods speak of that bar; allocates in
 * {@link #define} and {@link #readFrom} only.
 */
public final class Stances implements Stateful {
    /** Stated when a close is beyond the stop. */
    public static final Reason STOPPED = Reason.of("the close is beyond the stop");
    /** Stated when a close is beyond the target. */
    public static final Reason REACHED = Reason.of("the close is beyond the target");

    private static final Reason LAPSED = Reason.of("what was stated last ran out before another bar came");
    private static final Reason NO_SHORT = Reason.of("positions SHORT are no longer wanted");
    private static final int STATE_VERSION = 1;

    private final Setting baseConfidence;
    private final Setting horizonBars;
    private final Setting restateChange;
    private final Setting longOnly;
    private final Setting mostAgainst;
    private final Agreement agreement;
    private final SignalTicket ticket = new SignalTicket();
    private Stance[] byId = new Stance[0];

    private Stance stance;
    private MarketView market;
    private OrderDesk desk;
    private double close;
    private long barNs;
    private long asOfNs;

    /**
     * Wants nothing of any instrument.
     *
     * @param values        with the parameters that {@link #with} declares
     * @param ownIndicators how many indicators the strategy itself declares
     */
    public Stances(final ParameterValues values, final int ownIndicators) {
        baseConfidence = values.setting("base_confidence");
        horizonBars = values.setting("horizon_bars");
        restateChange = values.setting("restate_change");
        longOnly = values.setting("long_only");
        mostAgainst = values.setting("most_against");
        agreement = new Agreement(values, 1, ownIndicators);
    }

    /**
     * Adds what can be set on every strategy of this kind.
     *
     * @param own     of the strategy
     * @param horizon default of {@code horizon_bars}
     * @return own ones first
     */
    public static List<Parameter> with(final List<Parameter> own, final int horizon) {
        final List<Parameter> all = new ArrayList<>(own);
        all.add(new Parameter("horizon_bars", "bars", Type.INTEGER, 2, 10_000, horizon,
            "How long an entry is meant for; it is stated again before that runs out.").asLive());
        all.add(new Parameter("base_confidence", "ratio", Type.DECIMAL, 0, 1, 0.4,
            "Confidence of an entry whose rules are only just fulfilled.").asLive());
        all.add(new Parameter("restate_change", "ratio", Type.DECIMAL, 0.01, 1, 0.2,
            "An entry is stated again when its confidence has changed by so much.").asLive());
        all.add(new Parameter("long_only", "0 or 1", Type.INTEGER, 0, 1, 0,
            "Whether only positions LONG are wanted; of spot no others ever are.").asLive());
        all.addAll(Agreement.parameters());
        all.add(new Parameter("most_against", "timeframes", Type.INTEGER, 0, 64, 0,
            "No entry when more of the further timeframes point the other way.").asLive());
        return List.copyOf(all);
    }

    /**
     * Adds the indicators that the further timeframes need.
     *
     * @param own        of the strategy
     * @param values     of its parameters
     * @param timeframes how many it has
     * @return own ones first
     */
    public static List<IndicatorSpec> indicators(
        final List<IndicatorSpec> own, final ParameterValues values, final int timeframes) {
        return Agreement.declare(own, values, 1, timeframes);
    }

    /**
     * Makes room for an instrument.
     *
     * @param instrument the definition
     */
    public void define(final InstrumentView instrument) {
        resize(Math.max(byId.length, instrument.id() + 1));
    }

    private void resize(final int length) {
        final int before = byId.length;
        byId = Arrays.copyOf(byId, length);
        for (int i = before; i < length; i++) {
            byId[i] = new Stance();
        }
    }

    /**
     * A bar of the timeframe that is decided on is finished.
     *
     * @param bar       the bar
     * @param newMarket of its instrument
     * @param newDesk   takes signals and reasons
     * @return whether there is anything to decide: false while indicators are not ready
     */
    public boolean begin(final BarView bar, final MarketView newMarket, final OrderDesk newDesk) {
        market = newMarket;
        desk = newDesk;
        final InstrumentView instrument = newMarket.instrument();
        stance = byId[instrument.id()];
        close = FixedPoint.toDouble(bar.closePrice(), instrument.priceExponent());
        barNs = BarLength.ns(bar, newMarket.analysis().bars(0));
        // candles of the past are told long after they ended
        asOfNs = bar.intervalNs() > 0 ? Math.min(newMarket.nowNs(), bar.openTimeNs() + barNs) : newMarket.nowNs();
        if (stance.way != 0) {
            stance.bars++;
            if (asOfNs > stance.untilNs) {
                leave(LAPSED, true);
                return false;
            }
        }
        final boolean ready = newMarket.analysis().ready();
        newDesk.because("indicators_ready", ready ? 1 : 0, 1);
        return ready;
    }

    /**
     * What is wanted of the instrument.
     *
     * @return 1 LONG, -1 SHORT, 0 FLAT
     */
    public int way() {
        return stance.way;
    }

    /**
     * Bars since the entry was stated.
     *
     * @return 1 at the first bar after it
     */
    public long barsHeld() {
        return stance.bars;
    }

    /**
     * The evidence the entry was made on, for what does not change any more, such as the volume of that bar.
     *
     * @return 0 to 1
     */
    public double entryEvidence() {
        return stance.evidence;
    }

    /**
     * The close of the bar.
     *
     * @return in units of quote
     */
    public double close() {
        return close;
    }

    /**
     * Whether the close is beyond the stop.
     *
     * @return false without a stop
     */
    public boolean stopped() {
        final double room = (close - stance.stop) * stance.way;
        desk.because("room_to_stop", room, 0);
        return room <= 0;
    }

    /**
     * Whether the close is beyond the target.
     *
     * @return false without a target
     */
    public boolean reached() {
        if (Double.isNaN(stance.target)) {
            return false;
        }
        final double room = (stance.target - close) * stance.way;
        desk.because("room_to_target", room, 0);
        return room <= 0;
    }

    /**
     * Draws the stop after the close; it never moves away from it.
     *
     * @param distance from the close, in units of quote
     */
    public void trail(final double distance) {
        final double candidate = close - stance.way * distance;
        if (!((candidate - stance.stop) * stance.way <= 0)) {
            stance.stop = candidate;
        }
    }

    /**
     * Moves the target.
     *
     * @param price in units of quote
     */
    public void aim(final double price) {
        stance.target = price;
    }

    /**
     * Nothing is wanted yet: states an entry if nothing speaks against it. To be called at every such bar, also when
     * the rules ask for none: a way that was stopped out is taken again only after its rules have failed once.
     *
     * @param way      what the rules ask for: 1 LONG, -1 SHORT, 0 nothing
     * @param evidence 0 to 1
     * @param stop     distance of the stop from the close, in units of quote; no entry without one
     * @param target   distance of the target, NaN = none
     * @param reason   why
     */
    public void consider(
        final int way, final double evidence, final double stop, final double target, final Reason reason) {
        if (stance.blocked != 0 && way != stance.blocked) {
            stance.blocked = 0;
        }
        if (way == 0 || !permitted(way)) {
            return;
        }
        if (way == stance.blocked) {
            desk.because("rules_failed_since_stop", 0, 1);
            return;
        }
        desk.because("stop_distance", stop, 0);
        if (!(stop > 0)) {
            return;
        }
        agreement.ask(market.analysis(), desk, way);
        desk.because("timeframes_against", agreement.against(), mostAgainst.value());
        if (agreement.against() > mostAgainst.integer()) {
            return;
        }
        stance.way = way;
        stance.bars = 0;
        stance.stop = close - way * stop;
        stance.target = close + way * target;
        stance.evidence = evidence;
        state(confidence(evidence), reason);
    }

    private boolean permitted(final int way) {
        if (way > 0) {
            return true;
        }
        final boolean mayShort = market.instrument().kind() != InstrumentKind.SPOT && longOnly.integer() == 0;
        desk.because("short_permitted", mayShort ? 1 : 0, 1);
        return mayShort;
    }

    /**
     * What is wanted stays: says so again when that is due.
     *
     * @param evidence for the way that is wanted, 0 to 1
     * @param reason   why
     */
    public void keep(final double evidence, final Reason reason) {
        if (!permitted(stance.way)) {
            leave(NO_SHORT, false);
            return;
        }
        agreement.ask(market.analysis(), desk, stance.way);
        final double now = confidence(evidence);
        final double change = Math.abs(now - stance.confidence);
        desk.because("confidence_change", change, restateChange.value());
        // half a bar early, as the next bar may come late
        if (change >= restateChange.value() || asOfNs + barNs + barNs / 2 >= stance.untilNs) {
            state(now, reason);
        }
    }

    private double confidence(final double evidence) {
        final double base = baseConfidence.value();
        return Evidence.bounded(base + (1 - base) * Evidence.bounded(evidence) * agreement.share());
    }

    private void state(final double confidence, final Reason reason) {
        final long horizonNs = horizonBars.integer() * barNs;
        stance.confidence = confidence;
        stance.untilNs = asOfNs + horizonNs;
        desk.because("confidence", confidence, 0);
        desk.signal(ticket.entry(stance.way > 0 ? Side.BUY : Side.SELL, confidence, horizonNs)
            .barriers(move(stance.stop), move(stance.target)).reason(reason));
    }

    /** A price as a move from the close; none that would end at nothing. */
    private double move(final double price) {
        return price > 0 ? price / close - 1 : Double.NaN;
    }

    /**
     * Nothing is wanted any more.
     *
     * @param reason why
     * @param block  whether the same way is not to be taken again before its rules have failed once
     */
    public void leave(final Reason reason, final boolean block) {
        final int way = stance.way;
        stance.clear();
        stance.blocked = block ? way : 0;
        desk.signal(ticket.exit(way > 0 ? Side.SELL : Side.BUY, 1).reason(reason));
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(byId.length);
        for (int i = 0; i < byId.length; i++) {
            byId[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        byId = new Stance[0];
        resize(in.getInt());
        for (int i = 0; i < byId.length; i++) {
            byId[i].readFrom(in);
        }
    }
}
