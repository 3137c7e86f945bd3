package io.penstock.api;

/**
 * What a strategy thinks should be held: filled in anew for each signal, handed to {@link OrderDesk#signal}, not kept.
 * The engine weighs it against the other strategies' signals, a forecast and the costs, sizes it and trades it, or says
 * why not. One thread; does not allocate.
 */
public final class SignalTicket {
    private SignalType type = SignalType.OPINION;
    private Side side = Side.BUY;
    private SignalStrength strength = SignalStrength.NONE;
    private double confidence;
    private long horizonNs;
    private int timeframe;
    private double stop;
    private double target;
    private Reason reason = Reason.NONE;

    /**
     * Begins a signal to hold a position.
     *
     * @param newSide       BUY for LONG, SELL for SHORT
     * @param newConfidence 0 to 1
     * @param newHorizonNs  how long it is meant for; the signal ends by itself then
     * @return this
     */
    public SignalTicket entry(final Side newSide, final double newConfidence, final long newHorizonNs) {
        return begin(SignalType.ENTRY, newSide, newConfidence, newHorizonNs);
    }

    /**
     * Begins a signal to hold nothing any more.
     *
     * @param newSide       of the order that closes: SELL for a LONG position
     * @param newConfidence 0 to 1
     * @return this
     */
    public SignalTicket exit(final Side newSide, final double newConfidence) {
        return begin(SignalType.EXIT, newSide, newConfidence, 0);
    }

    private SignalTicket begin(
        final SignalType newType, final Side newSide, final double newConfidence, final long newHorizonNs) {
        if (!(newConfidence >= 0 && newConfidence <= 1)) {
            throw new IllegalArgumentException("confidence is 0 to 1, not " + newConfidence);
        }
        type = newType;
        side = newSide;
        confidence = newConfidence;
        strength = SignalStrength.ofConfidence(newConfidence);
        horizonNs = newHorizonNs;
        timeframe = 0;
        stop = Double.NaN;
        target = Double.NaN;
        reason = Reason.NONE;
        return this;
    }

    /**
     * How strong the evidence is; by itself the word for the confidence.
     *
     * @param newStrength the word
     * @return this
     */
    public SignalTicket strength(final SignalStrength newStrength) {
        strength = newStrength;
        return this;
    }

    /**
     * On which of the strategy's timeframes it was seen; by itself the first.
     *
     * @param index into the strategy's timeframes
     * @return this
     */
    public SignalTicket timeframe(final int index) {
        timeframe = index;
        return this;
    }

    /**
     * Where the strategy would give up and where it would be content, as relative moves; the forecast says which is
     * touched first.
     *
     * @param newStop   e.g. -0.01 for a BUY; NaN = none
     * @param newTarget e.g. 0.02 for a BUY; NaN = none
     * @return this
     */
    public SignalTicket barriers(final double newStop, final double newTarget) {
        stop = newStop;
        target = newTarget;
        return this;
    }

    /**
     * Why.
     *
     * @param newReason made once
     * @return this
     */
    public SignalTicket reason(final Reason newReason) {
        reason = newReason;
        return this;
    }

    /**
     * What is asked.
     *
     * @return the type
     */
    public SignalType type() {
        return type;
    }

    /**
     * Which way.
     *
     * @return BUY or SELL
     */
    public Side side() {
        return side;
    }

    /**
     * How strong.
     *
     * @return the word
     */
    public SignalStrength strength() {
        return strength;
    }

    /**
     * How sure.
     *
     * @return 0 to 1
     */
    public double confidence() {
        return confidence;
    }

    /**
     * How long it is meant for.
     *
     * @return nanoseconds, 0 for an exit
     */
    public long horizonNs() {
        return horizonNs;
    }

    /**
     * Where it was seen.
     *
     * @return index into the strategy's timeframes
     */
    public int timeframe() {
        return timeframe;
    }

    /**
     * Where to give up.
     *
     * @return relative move, NaN = none
     */
    public double stop() {
        return stop;
    }

    /**
     * Where to be content.
     *
     * @return relative move, NaN = none
     */
    public double target() {
        return target;
    }

    /**
     * Why.
     *
     * @return never null
     */
    public Reason reason() {
        return reason;
    }
}
