package io.penstock.strategies.breakout;

import io.penstock.api.AnalysisView;
import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.ParameterValues;
import io.penstock.api.Reason;
import io.penstock.api.Setting;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.strategies.signal.Evidence;
import io.penstock.strategies.signal.Stances;
import io.penstock.strategies.signal.VolumeMean;

/**
 * Follows a close that leaves the Donchian channel of the bars before it, if its volume is above the usual and ranges
 * grow (average true range over a longer one, Wilder 1978). Given up at the stop, or when a close leaves the other
 * side of a shorter channel, as the traders of Dennis and Eckhardt did (Faith 2007).
 *
 * <p>Channels are taken as they stood at the bar before, so a bar never breaks a channel that it is part of. Engine
 * thread only; allocates only in {@link #onInstrument} and {@link #readFrom}.
 */
public final class BreakoutStrategy implements BarStrategy {
    static final int ENTRY = 0;
    static final int EXIT = 1;
    static final int ATR = 2;
    static final int SLOW_ATR = 3;
    static final int INDICATORS = 4;
    private static final int STATE_VERSION = 1;
    private static final Reason UP = Reason.of("a close above the channel with volume and growing ranges");
    private static final Reason DOWN = Reason.of("a close below the channel with volume and growing ranges");
    private static final Reason BROKEN = Reason.of("a close beyond the other side of the shorter channel");

    private final Setting breakAtr;
    private final Setting volumeRatio;
    private final Setting rangeRatio;
    private final Setting stopAtr;
    private final Setting targetAtr;
    private final VolumeMean volumes;
    private final ChannelsBefore channels = new ChannelsBefore();
    private final Stances stances;

    /**
     * A strategy without state.
     *
     * @param values of its parameters
     */
    BreakoutStrategy(final ParameterValues values) {
        breakAtr = values.setting("break_atr");
        volumeRatio = values.setting("volume_ratio");
        rangeRatio = values.setting("range_ratio");
        stopAtr = values.setting("stop_atr");
        targetAtr = values.setting("target_atr");
        volumes = new VolumeMean((int) values.integer("volume_bars"));
        stances = new Stances(values, INDICATORS);
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        volumes.define(instrument);
        channels.define(instrument.id());
        stances.define(instrument);
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        if (bar.timeframe() != 0) {
            return;
        }
        final AnalysisView analysis = market.analysis();
        final double ratio = volumes.ratio(bar, market.instrument());
        channels.step(market.instrument().id(), analysis);
        if (!stances.begin(bar, market, desk)) {
            return;
        }
        final boolean seen = channels.known() && !Double.isNaN(ratio);
        desk.because("own_windows_full", seen ? 1 : 0, 1);
        if (!seen) {
            return;
        }
        if (stances.way() != 0) {
            hold(desk);
        } else {
            look(analysis, desk, ratio);
        }
    }

    private void look(final AnalysisView analysis, final OrderDesk desk, final double ratio) {
        final double above = stances.close() - channels.entryUpper();
        final double below = channels.entryLower() - stances.close();
        final int way = above >= below ? 1 : -1;
        final double beyond = Math.max(above, below);
        final double atr = analysis.indicator(ATR, 0);
        final double range = range(analysis);
        desk.because("beyond_channel", beyond, breakAtr.value() * atr);
        desk.because("volume_ratio", ratio, volumeRatio.value());
        desk.because("range_ratio", range, rangeRatio.value());
        final boolean asked = beyond > 0 && beyond >= breakAtr.value() * atr && ratio >= volumeRatio.value()
            && range >= rangeRatio.value();
        final double target = targetAtr.value() > 0 ? targetAtr.value() * atr : Double.NaN;
        final double evidence = 0.5 * (Evidence.excess(ratio, volumeRatio.value())
            + Evidence.excess(range, rangeRatio.value()));
        stances.consider(asked ? way : 0, evidence, stopAtr.value() * atr, target, way > 0 ? UP : DOWN);
    }

    private static double range(final AnalysisView analysis) {
        final double slow = analysis.indicator(SLOW_ATR, 0);
        return slow > 0 ? analysis.indicator(ATR, 0) / slow : 0;
    }

    private void hold(final OrderDesk desk) {
        final int way = stances.way();
        if (stances.stopped()) {
            stances.leave(Stances.STOPPED, true);
            return;
        }
        if (stances.reached()) {
            stances.leave(Stances.REACHED, true);
            return;
        }
        final double inside = way > 0 ? stances.close() - channels.exitLower() : channels.exitUpper() - stances.close();
        desk.because("inside_exit_channel", inside, 0);
        if (inside < 0) {
            stances.leave(BROKEN, false);
            return;
        }
        stances.keep(stances.entryEvidence(), way > 0 ? UP : DOWN);
    }

    @Override
    public void onResume() {
        channels.forget();
        volumes.forget();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        volumes.writeTo(out);
        channels.writeTo(out);
        stances.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        volumes.readFrom(in);
        channels.readFrom(in);
        stances.readFrom(in);
    }
}
