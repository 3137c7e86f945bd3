package io.penstock.engine.signal;

import io.penstock.api.Side;
import io.penstock.api.SignalStrength;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.SignalVerdict;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The last signal of a strategy for an instrument. One mutable instance for each pair, taken anew by each signal.
 * Engine thread only; does not allocate
 * but for who looks from outside.
 */
final class StandingSignal implements Stateful {
    /** Of a signal that was not seen on bars. */
    static final int NO_SERIES = -1;

    SignalType type = SignalType.OPINION;
    Side side = Side.BUY;
    SignalStrength strength = SignalStrength.NONE;
    double confidence;
    long horizonNs;
    long statedNs;
    int series = NO_SERIES;
    double stop;
    double target;
    /** Still to be judged, or judged and to be judged again. */
    boolean fresh;
    /** What was told of it last, so that waiting is told once; {@code null} = nothing yet. */
    SignalVerdict told;

    void take(final SignalTicket ticket, final int newSeries, final long asOfNs, final boolean toJudge) {
        type = ticket.type();
        side = ticket.side();
        strength = ticket.strength();
        confidence = ticket.confidence();
        horizonNs = ticket.horizonNs();
        statedNs = asOfNs;
        series = newSeries;
        stop = ticket.stop();
        target = ticket.target();
        fresh = toJudge;
        told = null;
    }

    void drop() {
        type = SignalType.OPINION;
        fresh = false;
        told = null;
    }

    /** Whether it asks to hold something and its horizon has not passed. */
    boolean stands(final long nowNs) {
        return type == SignalType.ENTRY && nowNs - statedNs < horizonNs;
    }

    /** A copy, to look at; allocates. */
    Standing seen(final long nowNs, final boolean gateOpen) {
        return new Standing(type, side, strength, confidence, horizonNs, nowNs - statedNs, series, fresh, told,
            gateOpen);
    }

    /** 1 upwards, -1 downwards. */
    int direction() {
        return side == Side.BUY ? 1 : -1;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(type.code());
        if (type != SignalType.OPINION) {
            out.putInt(side.code());
            out.putInt(strength.code());
            out.putDouble(confidence);
            out.putLong(horizonNs);
            out.putLong(statedNs);
            out.putInt(series);
            out.putDouble(stop);
            out.putDouble(target);
            out.putBoolean(fresh);
            out.putInt(told == null ? 0 : told.code());
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        drop();
        type = SignalType.of(in.getInt());
        if (type != SignalType.OPINION) {
            side = Side.of(in.getInt());
            strength = SignalStrength.of(in.getInt());
            confidence = in.getDouble();
            horizonNs = in.getLong();
            statedNs = in.getLong();
            series = in.getInt();
            stop = in.getDouble();
            target = in.getDouble();
            fresh = in.getBoolean();
            told = SignalVerdict.of(in.getInt());
        }
    }
}
