package io.penstock.engine.forecast;

import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.ForecastConfig;

/**
 * What a forecast is made from; filled by who asks. Free of prices: moves are relative to the price of the moment.
 * Times of level 2 count from that moment. Engine thread only; allocates nothing.
 */
public final class ForecastInput implements Stateful {
    /** A time that lies behind every horizon. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION = 1;
    private static final long NS_PER_MS = 1_000_000;

    /** Expected relative growth of the price per second; of its mean, not of its logarithm. */
    public double driftPerSecond;
    /** Deviation of the price's logarithm per square root of a second; NaN = not known, no forecast. */
    public double volatilityPerRootSecond;
    /** How far to look, above 0. */
    public long horizonNs;
    /** BUY when stop and target are those of a LONG position, SELL for a SHORT one. */
    public Side side = Side.BUY;
    /** Relative move of the price at which the position is stopped: below 0 for BUY, above for SELL; NaN = none. */
    public double stop;
    /** Relative move of the price at which its target is reached: above 0 for BUY, below for SELL; NaN = none. */
    public double target;

    /** Level 2: code of the regime; one that the tables do not know changes nothing. */
    public int regime;
    /** Level 2: how sure the regime is, 0 to 1. */
    public double regimeConfidence;
    /** Level 2: the volatility is multiplied by this in the session of now. */
    public double sessionVolatility;
    /** Level 2: when that session ends; {@link #NEVER} = not within the horizon. */
    public long sessionEndsInNs;
    /** Level 2: the multiplier of the session after it. */
    public double nextSessionVolatility;
    /** Level 2: of the book, -1 to 1; NaN = not known, counts as 0. */
    public double imbalance;
    /** Level 2: the volatility is multiplied by this around an event. */
    public double eventVolatility;
    /** Level 2: when that begins; negative when it has begun, {@link #NEVER} = no event. */
    public long eventBeginsInNs;
    /** Level 2: when it ends. */
    public long eventEndsInNs;

    /** An input without volatility, horizon, barriers or conditions. */
    public ForecastInput() {
        clear();
    }

    /**
     * Forgets everything: no drift, volatility, horizon, barriers or conditions.
     *
     * @return this
     */
    public ForecastInput clear() {
        driftPerSecond = 0;
        volatilityPerRootSecond = Double.NaN;
        horizonNs = 0;
        side = Side.BUY;
        stop = Double.NaN;
        target = Double.NaN;
        regime = 0;
        regimeConfidence = 0;
        sessionVolatility = 1;
        sessionEndsInNs = NEVER;
        nextSessionVolatility = 1;
        imbalance = 0;
        eventVolatility = 1;
        eventBeginsInNs = NEVER;
        eventEndsInNs = NEVER;
        return this;
    }

    /**
     * Takes over another input.
     *
     * @param other to copy
     * @return this
     */
    public ForecastInput set(final ForecastInput other) {
        driftPerSecond = other.driftPerSecond;
        volatilityPerRootSecond = other.volatilityPerRootSecond;
        horizonNs = other.horizonNs;
        side = other.side;
        stop = other.stop;
        target = other.target;
        regime = other.regime;
        regimeConfidence = other.regimeConfidence;
        sessionVolatility = other.sessionVolatility;
        sessionEndsInNs = other.sessionEndsInNs;
        nextSessionVolatility = other.nextSessionVolatility;
        imbalance = other.imbalance;
        eventVolatility = other.eventVolatility;
        eventBeginsInNs = other.eventBeginsInNs;
        eventEndsInNs = other.eventEndsInNs;
        return this;
    }

    /**
     * Expects an event, such as a funding time, with the multiplier and the window that are configured.
     *
     * @param config says how much and how long
     * @param inNs   when it happens; negative when it has
     * @return this
     */
    public ForecastInput event(final ForecastConfig config, final long inNs) {
        eventVolatility = config.eventVolatility();
        eventBeginsInNs = inNs - config.eventBeforeMs() * NS_PER_MS;
        eventEndsInNs = inNs + config.eventAfterMs() * NS_PER_MS;
        return this;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(VERSION);
        out.putDouble(driftPerSecond);
        out.putDouble(volatilityPerRootSecond);
        out.putLong(horizonNs);
        out.putInt(side.code());
        out.putDouble(stop);
        out.putDouble(target);
        out.putInt(regime);
        out.putDouble(regimeConfidence);
        out.putDouble(sessionVolatility);
        out.putLong(sessionEndsInNs);
        out.putDouble(nextSessionVolatility);
        out.putDouble(imbalance);
        out.putDouble(eventVolatility);
        out.putLong(eventBeginsInNs);
        out.putLong(eventEndsInNs);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalStateException("the forecast input of a state has version " + version);
        }
        driftPerSecond = in.getDouble();
        volatilityPerRootSecond = in.getDouble();
        horizonNs = in.getLong();
        side = Side.of(in.getInt());
        stop = in.getDouble();
        target = in.getDouble();
        regime = in.getInt();
        regimeConfidence = in.getDouble();
        sessionVolatility = in.getDouble();
        sessionEndsInNs = in.getLong();
        nextSessionVolatility = in.getDouble();
        imbalance = in.getDouble();
        eventVolatility = in.getDouble();
        eventBeginsInNs = in.getLong();
        eventEndsInNs = in.getLong();
    }
}
