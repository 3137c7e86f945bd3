package io.penstock.engine.output;

import io.penstock.api.BarView;
import io.penstock.api.ForecastView;
import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.api.Side;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.event.BarClosedEncoder;
import io.penstock.engine.event.ForecastMadeEncoder;
import io.penstock.engine.event.RegimeChangedEncoder;
import io.penstock.engine.port.Records;

/** Writes what is made of markets. Engine thread only; does not allocate after construction. */
public final class AnalysisWriter {
    private static final double CONFIDENCE = 0.95;
    private static final int WITH_STOP = 1;
    private static final int WITH_TARGET = 2;

    private final OutputFrame frame;
    private final BarClosedEncoder bar = new BarClosedEncoder();
    private final RegimeChangedEncoder regime = new RegimeChangedEncoder();
    private final ForecastMadeEncoder forecast = new ForecastMadeEncoder();

    /**
     * A writer.
     *
     * @param frame takes the records
     */
    public AnalysisWriter(final OutputFrame frame) {
        this.frame = frame;
    }

    /**
     * A bar is finished.
     *
     * @param instrumentId of the instrument
     * @param spec         which bars
     * @param closed       the bar
     * @param late         trades left out of the series so far
     */
    public void barClosed(final int instrumentId, final BarSpec spec, final BarView closed, final long late) {
        bar.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .reserved(0)
            .intervalNs(closed.intervalNs())
            .openTimeNs(closed.openTimeNs())
            .openPrice(closed.openPrice())
            .highPrice(closed.highPrice())
            .lowPrice(closed.lowPrice())
            .closePrice(closed.closePrice())
            .volume(closed.volume())
            .tradeCount(closed.tradeCount())
            .size(spec.size())
            .barKind((short) spec.kind().ordinal())
            .reserved2((short) 0)
            .reserved3((short) 0)
            .lateTrades((int) Math.min(late, Integer.MAX_VALUE));
        frame.publish(BarClosedEncoder.TEMPLATE_ID, BarClosedEncoder.BLOCK_LENGTH);
    }

    /**
     * Other overlays hold, for all instruments.
     *
     * @param overlays bits of RegimeOverlay
     */
    public void overlaysChanged(final int overlays) {
        regime.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(-1)
            .previousRegime((short) 0)
            .regime((short) 0)
            .reserved((short) 0)
            .confidenceBits(0)
            .sinceNs(frame.nowNs())
            .overlays((short) overlays)
            .reserved2((short) 0)
            .reserved3((short) 0)
            .reserved4(0);
        frame.publish(RegimeChangedEncoder.TEMPLATE_ID, RegimeChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * The regime of an instrument shifted.
     *
     * @param instrumentId of the instrument
     * @param previous     regime before
     * @param now          regime and overlays
     */
    public void regimeChanged(final int instrumentId, final Regime previous, final RegimeView now) {
        regime.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .previousRegime((short) previous.code())
            .regime((short) now.regime().code())
            .reserved((short) 0)
            .confidenceBits(bits(now.confidence()))
            .sinceNs(now.sinceNs())
            .overlays((short) now.overlays())
            .reserved2((short) 0)
            .reserved3((short) 0)
            .reserved4(0);
        frame.publish(RegimeChangedEncoder.TEMPLATE_ID, RegimeChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * A forecast was made.
     *
     * @param instrumentId of the instrument
     * @param paths        it rests on
     * @param steps        of each path
     * @param side         that stop and target are meant for
     * @param conditioned  regime it was conditioned on
     * @param drift        per second, that went in
     * @param volatility   per root second, that went in
     * @param made         the forecast
     */
    public void forecastMade(
        final int instrumentId, final int paths, final int steps, final Side side, final Regime conditioned,
        final double drift, final double volatility, final ForecastView made) {
        forecast.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .instrumentId(instrumentId)
            .paths(paths)
            .steps(steps)
            .reserved(0)
            .horizonNs(made.horizonNs())
            .meanBits(bits(made.expectedMove()))
            .deviationBits(bits(made.deviation()))
            .probabilityUpBits(bits(made.probabilityUp()))
            .level((short) made.level())
            .side((short) side.code())
            .barriers((short) ((Double.isNaN(made.stop()) ? 0 : WITH_STOP)
                | (Double.isNaN(made.target()) ? 0 : WITH_TARGET)))
            .reserved2((short) 0)
            .regime((short) conditioned.code())
            .reserved3((short) 0)
            .reserved4((short) 0)
            .stopBits(bits(made.stop()))
            .targetBits(bits(made.target()))
            .volatilityBits(bits(volatility))
            .driftBits(bits(drift))
            .quantile05Bits(bits(made.quantile(1 - CONFIDENCE)))
            .medianBits(bits(made.quantile(0.5)))
            .quantile95Bits(bits(made.quantile(CONFIDENCE)))
            .valueAtRisk95Bits(bits(made.valueAtRisk(side, CONFIDENCE)))
            .expectedShortfall95Bits(bits(made.expectedShortfall(side, CONFIDENCE)))
            .targetFirstBits(bits(made.probabilityTargetFirst()))
            .stopFirstBits(bits(made.probabilityStopFirst()));
        frame.publish(ForecastMadeEncoder.TEMPLATE_ID, ForecastMadeEncoder.BLOCK_LENGTH);
    }

    /** What is not known stands as 0. */
    private static long bits(final double value) {
        return Double.doubleToLongBits(Double.isNaN(value) ? 0 : value);
    }
}
