package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.instrument.Instrument;

/**
 * What booking a fill needs to know of each instrument: kind, exponents, assets. Engine thread only; allocates in the
 * constructor.
 */
final class Terms {
    private static final int UNDEFINED = 0;

    private final int[] kind;
    private final int[] priceExponent;
    private final int[] quantityExponent;
    private final int[] baseAsset;
    private final int[] quoteAsset;
    private final int[] venue;
    private final long[] initialRate;
    private final long[] maintenanceRate;
    private final long defaultInitialRate;
    private int count;

    Terms(final int instruments, final int leverage) {
        venue = new int[instruments];
        initialRate = new long[instruments];
        maintenanceRate = new long[instruments];
        defaultInitialRate = FixedPoint.ONE_E8 / leverage;
        kind = new int[instruments];
        priceExponent = new int[instruments];
        quantityExponent = new int[instruments];
        baseAsset = new int[instruments];
        quoteAsset = new int[instruments];
    }

    /** Takes an instrument; its terms never change once they are known, its margin rates may. */
    void define(final Instrument instrument, final int base, final int quote) {
        final int id = instrument.id();
        if (isDefined(id) && (kind[id] != instrument.kind().code() || baseAsset[id] != base || quoteAsset[id] != quote
            || venue[id] != instrument.venue().code() || priceExponent[id] != instrument.priceExponent()
            || quantityExponent[id] != instrument.quantityExponent())) {
            throw new IllegalStateException("kind, exponents, assets and venue of instrument " + id
                + " must not change");
        }
        kind[id] = instrument.kind().code();
        priceExponent[id] = instrument.priceExponent();
        quantityExponent[id] = instrument.quantityExponent();
        baseAsset[id] = base;
        quoteAsset[id] = quote;
        venue[id] = instrument.venue().code();
        initialRate[id] = instrument.initialMarginRate();
        maintenanceRate[id] = instrument.maintenanceMarginRate();
        count = Math.max(count, id + 1);
    }

    /** Indexes are 0 to count() - 1, not all of them need be defined. */
    int count() {
        return count;
    }

    boolean isDefined(final int id) {
        return id >= 0 && id < kind.length && kind[id] != UNDEFINED;
    }

    boolean isSpot(final int id) {
        return kind[id] == InstrumentKind.SPOT.code();
    }

    boolean isQuotedIn(final int id, final int asset) {
        return kind[id] != UNDEFINED && quoteAsset[id] == asset;
    }

    int priceExponent(final int id) {
        return priceExponent[id];
    }

    int quantityExponent(final int id) {
        return quantityExponent[id];
    }

    int baseAsset(final int id) {
        return baseAsset[id];
    }

    int quoteAsset(final int id) {
        return quoteAsset[id];
    }

    int venue(final int id) {
        return venue[id];
    }

    int wallet(final int id) {
        return Wallet.of(venue[id]);
    }

    /** Of the notional; what the venue told, or else one by the configured leverage. */
    long initialRate(final int id) {
        return initialRate[id] > 0 ? initialRate[id] : defaultInitialRate;
    }

    /** Of the notional; what the venue told, or else half of the initial rate. */
    long maintenanceRate(final int id) {
        return maintenanceRate[id] > 0 ? maintenanceRate[id] : initialRate(id) / 2;
    }

    /** Quote amount of a quantity at a price. */
    long notional(final int id, final long price, final long quantity) {
        return exact(FixedPoint.notional(price, priceExponent[id], quantity, quantityExponent[id]));
    }

    /** Quote amount of a base amount at a price. */
    long valueOfBase(final int id, final long price, final long amount) {
        return exact(FixedPoint.notional(price, priceExponent[id], amount, FixedPoint.AMOUNT_EXPONENT));
    }

    static long exact(final long amount) {
        if (amount == FixedPoint.OVERFLOW) {
            throw new ArithmeticException("an amount leaves the range of a long");
        }
        return amount;
    }

    void writeTo(final StateWriter out) {
        out.putInt(count);
        for (int id = 0; id < count; id++) {
            out.putInt(kind[id]);
            out.putInt(priceExponent[id]);
            out.putInt(quantityExponent[id]);
            out.putInt(baseAsset[id]);
            out.putInt(quoteAsset[id]);
            out.putInt(venue[id]);
            out.putLong(initialRate[id]);
            out.putLong(maintenanceRate[id]);
        }
    }

    void readFrom(final StateReader in) {
        count = in.getInt();
        for (int id = 0; id < kind.length; id++) {
            final boolean written = id < count;
            kind[id] = written ? in.getInt() : UNDEFINED;
            priceExponent[id] = written ? in.getInt() : 0;
            quantityExponent[id] = written ? in.getInt() : 0;
            baseAsset[id] = written ? in.getInt() : 0;
            quoteAsset[id] = written ? in.getInt() : 0;
            venue[id] = written ? in.getInt() : 0;
            initialRate[id] = written ? in.getLong() : 0;
            maintenanceRate[id] = written ? in.getLong() : 0;
        }
    }
}
