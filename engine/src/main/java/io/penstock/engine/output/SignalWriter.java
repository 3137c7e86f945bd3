package io.penstock.engine.output;

import io.penstock.api.GatePolicy;
import io.penstock.api.RegimeView;
import io.penstock.api.Side;
import io.penstock.api.SignalStrength;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.event.GateChangedEncoder;
import io.penstock.engine.event.SettingChangedEncoder;
import io.penstock.engine.event.SignalEncoder;
import io.penstock.engine.event.SignalJudgedEncoder;
import io.penstock.engine.port.Records;

/**
 * Writes strategies' signals and what becomes of them. Engine thread only; does not allocate, except for the name of a
 * changed setting.
 */
public final class SignalWriter {
    private static final byte[] NO_REASON = {};

    private final OutputFrame frame;
    private final SignalEncoder signal = new SignalEncoder();
    private final SignalJudgedEncoder judged = new SignalJudgedEncoder();
    private final GateChangedEncoder gate = new GateChangedEncoder();
    private final SettingChangedEncoder setting = new SettingChangedEncoder();

    /**
     * A writer.
     *
     * @param frame takes the records
     */
    public SignalWriter(final OutputFrame frame) {
        this.frame = frame;
    }

    /**
     * A strategy's opinion, on which nothing follows.
     *
     * @param instrumentId about which instrument
     * @param strategyId   whose
     * @param side         which way
     * @param strength     how strong
     * @param threshold    what it was compared with
     * @param sessions     that hold
     */
    public void opinion(
        final int instrumentId, final int strategyId, final Side side, final double strength,
        final double threshold, final int sessions) {
        begin(instrumentId, strategyId, SignalType.OPINION, side, SignalStrength.NONE, sessions)
            .strengthBits(Double.doubleToLongBits(strength))
            .thresholdBits(Double.doubleToLongBits(threshold))
            .confidenceBits(0).horizonNs(0).timeframeSize(0).timeframeKind((short) 0)
            .putReason(NO_REASON, 0, 0);
        publishSignal();
    }

    /**
     * A signal that is to be weighed.
     *
     * @param instrumentId about which instrument
     * @param strategyId   whose
     * @param ticket       its words
     * @param timeframe    of the bars it was seen on, {@code null} = none
     * @param sessions     that hold
     */
    public void signal(
        final int instrumentId, final int strategyId, final SignalTicket ticket, final BarSpec timeframe,
        final int sessions) {
        final byte[] reason = ticket.reason().bytes();
        begin(instrumentId, strategyId, ticket.type(), ticket.side(), ticket.strength(), sessions)
            .strengthBits(0)
            .thresholdBits(0)
            .confidenceBits(Double.doubleToLongBits(ticket.confidence()))
            .horizonNs(ticket.horizonNs())
            .timeframeSize(timeframe == null ? 0 : timeframe.size())
            .timeframeKind((short) (timeframe == null ? 0 : timeframe.kind().ordinal()))
            .putReason(reason, 0, reason.length);
        publishSignal();
    }

    private SignalEncoder begin(
        final int instrumentId, final int strategyId, final SignalType type, final Side side,
        final SignalStrength strength, final int sessions) {
        return signal.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .strategyId(strategyId)
            .side((short) side.code())
            .reserved((short) 0)
            .signalType((short) type.code())
            .signalStrength((short) strength.code())
            .reserved2((short) 0)
            .sessions(sessions);
    }

    private void publishSignal() {
        frame.publish(SignalEncoder.TEMPLATE_ID, SignalEncoder.BLOCK_LENGTH, signal.encodedLength());
    }

    /**
     * Where a judgement on a signal is put together; {@link #publishJudged} tells it. Every field must be set.
     *
     * @return wrapped on the record that is told next
     */
    public SignalJudgedEncoder judged() {
        return judged.wrap(frame.buffer(), Records.HEADER_LENGTH);
    }

    /** Tells what {@link #judged} holds. */
    public void publishJudged() {
        frame.publish(SignalJudgedEncoder.TEMPLATE_ID, SignalJudgedEncoder.BLOCK_LENGTH);
    }

    /**
     * A regime admits a strategy, or no longer.
     *
     * @param instrumentId of the instrument
     * @param strategyId   which
     * @param open         whether it may trade
     * @param regime       that says so
     * @param policy       that was followed
     * @param canceled     orders whose cancel left
     * @param position     signed quantity units that the strategy held
     */
    public void gateChanged(
        final int instrumentId, final int strategyId, final boolean open, final RegimeView regime,
        final GatePolicy policy, final int canceled, final long position) {
        gate.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .strategyId(strategyId)
            .open((short) (open ? 1 : 0))
            .regime((short) regime.regime().code())
            .overlays((short) regime.overlays())
            .policy((short) policy.code())
            .reserved((short) 0)
            .canceled(canceled)
            .position(position);
        frame.publish(GateChangedEncoder.TEMPLATE_ID, GateChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * A parameter was changed.
     *
     * @param strategyId whose
     * @param session    ordinal of the session it is meant for, 255 = all other times
     * @param before     value before, NaN = none
     * @param after      value from now on
     * @param name       of the parameter
     */
    public void settingChanged(
        final int strategyId, final int session, final double before, final double after, final String name) {
        setting.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .strategyId(strategyId)
            .session((short) session)
            .reserved((short) 0)
            .reserved2(0)
            .beforeBits(Double.doubleToLongBits(Double.isNaN(before) ? 0 : before))
            .afterBits(Double.doubleToLongBits(after))
            .name(name);
        frame.publish(
            SettingChangedEncoder.TEMPLATE_ID, SettingChangedEncoder.BLOCK_LENGTH, setting.encodedLength());
    }
}
