package io.penstock.strategies.signal;

import io.penstock.api.AnalysisView;
import io.penstock.api.IndicatorSpec;
import io.penstock.api.OrderDesk;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the timeframes beyond the one that is decided on point the same way.
 *
 * <p>A timeframe points up when its last close stands above its EMA by more than a band, down when it stands below by
 * more than that, else it says nothing. A close above the EMA and an EMA that rose with that close are the same thing:
 * ema = before + w (close - before). Engine thread only; allocates in the constructor only.
 */
public final class Agreement {
    /** Length of the EMA. */
    public static final String BARS = "confirm_bars";
    /** How far a close must stand away from it. */
    public static final String BAND = "confirm_band_pct";

    private static final int MOST_TIMEFRAMES = 64;
    private static final String[] RULES = new String[MOST_TIMEFRAMES];

    static {
        for (int i = 0; i < MOST_TIMEFRAMES; i++) {
            RULES[i] = "timeframe_" + i + "_from_ema_pct";
        }
    }

    private final int firstTimeframe;
    private final int firstIndicator;
    private final Setting band;
    private int asked;
    private int agreeing;
    private int against;

    /**
     * An agreement that was not asked yet.
     *
     * @param values         with the parameters that {@link #parameters} declares
     * @param firstTimeframe the first that is asked, index into the strategy's timeframes
     * @param firstIndicator index of the first EMA that {@link #declare} added
     */
    public Agreement(final ParameterValues values, final int firstTimeframe, final int firstIndicator) {
        this.firstTimeframe = firstTimeframe;
        this.firstIndicator = firstIndicator;
        band = values.setting(BAND);
    }

    /**
     * What can be set on it.
     *
     * @return declarations
     */
    public static List<Parameter> parameters() {
        return List.of(
            new Parameter(BARS, "bars", Type.INTEGER, 1, 10_000, 50,
                "Length of the average that tells which way a timeframe points."),
            new Parameter(BAND, "percent", Type.DECIMAL, 0, 50, 0.1,
                "A timeframe says nothing while its close is no further away from that average.").asLive());
    }

    /**
     * Adds the indicators it needs to those a strategy has.
     *
     * @param own            of the strategy
     * @param values         of its parameters
     * @param firstTimeframe the first that is asked
     * @param timeframes     how many the strategy has
     * @return own ones first
     */
    public static List<IndicatorSpec> declare(
        final List<IndicatorSpec> own, final ParameterValues values, final int firstTimeframe, final int timeframes) {
        final List<IndicatorSpec> all = new ArrayList<>(own);
        for (int i = firstTimeframe; i < timeframes; i++) {
            all.add(IndicatorSpec.of("ema", i, values.integer(BARS)));
        }
        return List.copyOf(all);
    }

    /**
     * Asks all of them, and says what each answers. Those without an EMA yet say nothing.
     *
     * @param analysis of the instrument
     * @param desk     hears the answers
     * @param way      1 up, -1 down
     */
    public void ask(final AnalysisView analysis, final OrderDesk desk, final int way) {
        agreeing = 0;
        against = 0;
        final int count = analysis.timeframes();
        asked = Math.max(0, count - firstTimeframe);
        final double least = band.value();
        for (int i = 0; i < asked; i++) {
            final int timeframe = firstTimeframe + i;
            final double average = analysis.indicator(firstIndicator + i, 0);
            if (average > 0) {
                final double towards = (analysis.bars(timeframe).close(0) / average - 1) * 100 * way;
                desk.because(RULES[timeframe], towards, least);
                agreeing += towards > least ? 1 : 0;
                against += towards < -least ? 1 : 0;
            }
        }
    }

    /**
     * How many agreed when it was asked last.
     *
     * @return 0 or more
     */
    public int agreeing() {
        return agreeing;
    }

    /**
     * How many pointed the other way.
     *
     * @return 0 or more
     */
    public int against() {
        return against;
    }

    /**
     * The share of all timeframes that agreed, with those before the first asked one counted as agreeing.
     *
     * @return above 0, at most 1; 1 when there was nobody to ask
     */
    public double share() {
        return asked == 0 ? 1 : (firstTimeframe + agreeing) / (double) (firstTimeframe + asked);
    }
}
