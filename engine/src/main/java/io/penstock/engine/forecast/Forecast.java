package io.penstock.engine.forecast;

import io.penstock.api.ForecastView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The forecast of one instrument over one horizon: the moves of all paths and what is read off them.
 *
 * <p>Its state is the input that it was made from; loading makes it again, to the same bits. So it may not be loaded
 * with other shocks or settings than it was made with. Engine thread only; allocates in the constructor: 8 bytes per
 * path.
 */
public final class Forecast implements ForecastView, Stateful {
    private static final int VERSION = 1;

    private final Forecaster maker;
    private final ForecastInput input = new ForecastInput();
    /** By path until something asks for their order, which nothing that was given before depends on. */
    private final double[] moves;
    private final MoveSort sort;
    private boolean sorted;
    private boolean ready;
    private int level;
    private long madeNs;
    private long askedNs;
    private double up;
    private double mean;
    private double deviation;
    private double targetFirst;
    private double stopFirst;
    private double neither;

    /**
     * None yet.
     *
     * @param maker makes it again when a state is loaded
     */
    public Forecast(final Forecaster maker) {
        this.maker = maker;
        moves = new double[maker.table().paths()];
        sort = maker.sort();
    }

    /** Forgets it. */
    public void clear() {
        ready = false;
        level = 0;
        madeNs = 0;
        askedNs = 0;
        input.clear();
    }

    void begin(final ForecastInput asked, final int madeLevel, final long nowNs) {
        if (asked != input) {
            input.set(asked);
        }
        level = madeLevel;
        madeNs = nowNs;
        askedNs = nowNs;
    }

    void asked(final long nowNs) {
        askedNs = nowNs;
    }

    /** Takes the ends of all paths; false when one lies where no price can be. */
    boolean moves(final double[] ends, final boolean ascending) {
        final double[] made = moves;
        final int count = made.length;
        RelativeMoves.of(ends, made, count);
        double size = 0;
        double sum = 0;
        int higher = 0;
        for (int path = 0; path < count; path++) {
            size = Math.max(size, Math.abs(ends[path]));
            higher += ends[path] > 0 ? 1 : 0;
            sum += made[path];
        }
        final double centre = sum / count;
        double squares = 0;
        for (int path = 0; path < count; path++) {
            final double from = made[path] - centre;
            squares += from * from;
        }
        up = (double) higher / count;
        mean = centre;
        deviation = Math.sqrt(squares / count);
        sorted = ascending;
        ready = size <= RelativeMoves.MOST;
        return ready;
    }

    void touches(final int target, final int stop) {
        targetFirst = (double) target / moves.length;
        stopFirst = (double) stop / moves.length;
        neither = (double) (moves.length - target - stop) / moves.length;
    }

    /**
     * What it was made from.
     *
     * @return read only
     */
    public ForecastInput input() {
        return input;
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public int level() {
        return level;
    }

    @Override
    public long horizonNs() {
        return input.horizonNs;
    }

    @Override
    public long madeNs() {
        return madeNs;
    }

    @Override
    public long ageNs() {
        return askedNs - madeNs;
    }

    @Override
    public double probabilityUp() {
        return ready ? up : Double.NaN;
    }

    @Override
    public double expectedMove() {
        return ready ? mean : Double.NaN;
    }

    @Override
    public double deviation() {
        return ready ? deviation : Double.NaN;
    }

    /** By linear interpolation between paths: Hyndman and Fan 1996, definition 7. */
    @Override
    public double quantile(final double probability) {
        if (!ready || !(probability >= 0 && probability <= 1)) {
            return Double.NaN;
        }
        order();
        final double rank = (moves.length - 1) * probability;
        final int below = (int) rank;
        final double part = rank - below;
        return part == 0 ? moves[below] : moves[below] + part * (moves[below + 1] - moves[below]);
    }

    @Override
    public double valueAtRisk(final Side side, final double confidence) {
        return side == Side.SELL ? quantile(confidence) : -quantile(1 - confidence);
    }

    /** Mean of the worst paths, the last of them in part: Acerbi and Tasche 2002. */
    @Override
    public double expectedShortfall(final Side side, final double confidence) {
        if (!ready || !(confidence >= 0 && confidence <= 1)) {
            return Double.NaN;
        }
        order();
        final int count = moves.length;
        final int step = side == Side.SELL ? -1 : 1;
        final double worst = Math.max(count * (1 - confidence), 1);
        final int whole = (int) worst;
        int at = side == Side.SELL ? count - 1 : 0;
        double sum = 0;
        for (int i = 0; i < whole; i++) {
            sum += moves[at];
            at += step;
        }
        if (worst > whole) {
            sum += (worst - whole) * moves[at];
        }
        return -step * (sum / worst);
    }

    private void order() {
        if (!sorted) {
            sort.ascending(moves, mean, deviation);
            sorted = true;
        }
    }

    @Override
    public double stop() {
        return ready ? input.stop : Double.NaN;
    }

    @Override
    public double target() {
        return ready ? input.target : Double.NaN;
    }

    @Override
    public double probabilityTargetFirst() {
        return ready ? targetFirst : Double.NaN;
    }

    @Override
    public double probabilityStopFirst() {
        return ready ? stopFirst : Double.NaN;
    }

    @Override
    public double probabilityNeither() {
        return ready ? neither : Double.NaN;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(VERSION);
        out.putBoolean(ready);
        out.putLong(madeNs);
        out.putLong(askedNs);
        input.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalStateException("the forecast of a state has version " + version);
        }
        final boolean wasReady = in.getBoolean();
        final long wasMadeNs = in.getLong();
        final long wasAskedNs = in.getLong();
        input.readFrom(in);
        if (wasReady) {
            maker.make(this, input, wasMadeNs);
            askedNs = wasAskedNs;
        } else {
            clear();
        }
    }
}
