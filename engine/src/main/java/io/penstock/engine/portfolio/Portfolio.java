package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.instrument.Instrument;
import java.util.Map;

/**
 * What we own and what it earned: books every fill into the ledger, the position and the strategy's account.
 *
 * <p>Spot: base and quote change hands at once; a fee reduces its asset. A fee in the base asset counts as that much
 * base given away at the fill's price: it reduces the position and its cost basis, and its value is in
 * {@link Position#fees}. So for every spot instrument, exactly:
 * <pre>
 * change of base balance  = position (in units)
 * change of quote balance = realised P&amp;L - cost basis - fees
 * </pre>
 * Linear perpetual: the position is a contract, only realised P&amp;L and fees move quote. Fees in a third asset move
 * that asset only and are not part of fees(). Equity of an instrument = realised + unrealised - fees.
 *
 * <p>A sum that leaves the range of a long is an {@link ArithmeticException}: a broken invariant that stops the fold.
 * Engine thread only; allocates when it is made, not per event.
 */
public final class Portfolio implements Stateful {
    /** Stands for no strategy: a fill of no order of ours is nobody's. */
    public static final int EXTERNAL = 0xFFFF;

    private static final int STATE_VERSION = 1;
    private static final int SPARE_ASSETS = 16;

    private final Assets assets;
    private final Ledger ledger;
    private final Position[] positions;
    private final Attribution attribution;
    private final Terms terms;
    private final Valuation valuation;
    private final long[] otherFees;
    private final long[] expectedFlow;
    private final long[] expectedFees;
    private long lastNotional;
    private long lastRealizedPnl;
    private long lastFeeValue;

    /**
     * A portfolio with its starting balances.
     *
     * @param capacity   how many instruments
     * @param config     starting balances
     * @param strategies how many strategies are configured
     */
    public Portfolio(final CapacityConfig capacity, final PortfolioConfig config, final int strategies) {
        final int instruments = capacity.instruments();
        assets = new Assets(2 * instruments + config.balances().size() + SPARE_ASSETS);
        ledger = new Ledger(assets.capacity());
        positions = new Position[instruments];
        for (int i = 0; i < instruments; i++) {
            positions[i] = new Position();
        }
        attribution = new Attribution(instruments, Math.max(1, strategies));
        terms = new Terms(instruments);
        valuation = new Valuation(terms, positions);
        otherFees = new long[assets.capacity()];
        expectedFlow = new long[assets.capacity()];
        expectedFees = new long[assets.capacity()];
        for (final Map.Entry<String, Long> balance : config.balances().entrySet()) {
            if (balance.getValue() < 0) {
                throw new IllegalArgumentException("starting balance of " + balance.getKey() + " is negative");
            }
            ledger.post(assets.register(balance.getKey()), Ledger.DEPOSITS, Ledger.CASH, balance.getValue());
        }
    }

    /**
     * Whether the ledger can hold an instrument exactly; to ask when a definition is validated.
     *
     * @param kind             of the instrument
     * @param quantityExponent of the instrument
     * @return false for spot with quantities finer than amounts (exponent below -8)
     */
    public static boolean canHold(final InstrumentKind kind, final int quantityExponent) {
        return kind != InstrumentKind.SPOT || quantityExponent >= FixedPoint.AMOUNT_EXPONENT;
    }

    /**
     * Takes an instrument and registers its assets; again and again with the same terms is allowed. Allocates nothing.
     *
     * @param instrument defined
     */
    public void define(final Instrument instrument) {
        final int id = instrument.id();
        if (!canHold(instrument.kind(), instrument.quantityExponent())) {
            throw new IllegalArgumentException("quantities of " + instrument.symbol() + " with exponent "
                + instrument.quantityExponent() + " are finer than the ledger's " + FixedPoint.AMOUNT_EXPONENT);
        }
        terms.define(
            instrument, assets.register(instrument.baseAsset()), assets.register(instrument.quoteAsset()));
        definePosition(id);
    }

    private void definePosition(final int id) {
        positions[id].define(terms.priceExponent(id), terms.quantityExponent(id), terms.isSpot(id));
    }

    /**
     * The asset in which a report's fee was paid; registers one that was never seen, since the fee is paid all the
     * same. A report without a fee asset means the quote asset.
     *
     * @param instrumentId of the report
     * @param report       wrapped on the event
     * @return dense index of the asset
     */
    public int feeAsset(final int instrumentId, final ExecutionReportDecoder report) {
        return report.feeAsset(0) == 0 ? terms.quoteAsset(instrumentId)
            : assets.register(report.buffer(), report.offset() + ExecutionReportDecoder.feeAssetEncodingOffset());
    }

    /**
     * Books a fill. Each fill must come once; {@link io.penstock.engine.order.OrderStateMachine} sees to that.
     *
     * @param instrumentId dense index of a defined instrument
     * @param strategyId   whose order it was, or {@link #EXTERNAL}
     * @param side         of our order
     * @param price        price units
     * @param quantity     quantity units, positive
     * @param feeAmount    amount of the fee asset, exponent -8; negative = rebate
     * @param feeAsset     dense index, from {@link #feeAsset}
     */
    public void applyFill(
        final int instrumentId, final int strategyId, final Side side, final long price, final long quantity,
        final long feeAmount, final int feeAsset) {
        if (!terms.isDefined(instrumentId) || strategyId != EXTERNAL && !attribution.knows(strategyId)) {
            throw new IllegalArgumentException("a fill for instrument " + instrumentId + " and strategy " + strategyId
                + ", of which one is not known");
        }
        final Position position = positions[instrumentId];
        final boolean spot = terms.isSpot(instrumentId);
        final boolean buy = side == Side.BUY;
        final int base = terms.baseAsset(instrumentId);
        final int quote = terms.quoteAsset(instrumentId);
        final long notional = terms.notional(instrumentId, price, quantity);
        final long signedNotional = buy ? notional : -notional;
        final long signedUnits = buy ? position.unitsOf(quantity) : -position.unitsOf(quantity);
        final boolean baseFee = feeAsset == base && feeAsset != quote;
        final long baseFeeValue = baseFee ? terms.valueOfBase(instrumentId, price, feeAmount) : 0;
        final long realized;
        if (spot) {
            realized = baseFee
                ? position.apply(Math.subtractExact(signedUnits, feeAmount),
                    Math.subtractExact(signedNotional, baseFeeValue))
                : position.apply(signedUnits, signedNotional);
            ledger.post(base, Ledger.VENUE, Ledger.CASH, signedUnits);
            ledger.post(quote, Ledger.CASH, Ledger.VENUE, signedNotional);
        } else {
            realized = position.apply(signedUnits, signedNotional);
            ledger.post(quote, Ledger.VENUE, Ledger.CASH, realized);
        }
        lastNotional = notional;
        lastRealizedPnl = realized;
        lastFeeValue = bookFee(position, feeAmount, feeAsset, quote, baseFee, baseFeeValue);
        if (strategyId != EXTERNAL) {
            attribution.add(instrumentId, strategyId, realized, lastFeeValue);
        }
    }

    private long bookFee(
        final Position position, final long amount, final int asset, final int quote, final boolean baseFee,
        final long baseFeeValue) {
        ledger.post(asset, Ledger.CASH, Ledger.FEES, amount);
        if (baseFee) {
            position.addBaseFee(amount, baseFeeValue);
            return baseFeeValue;
        }
        if (asset == quote) {
            position.addQuoteFee(amount);
            return amount;
        }
        otherFees[asset] = Math.addExact(otherFees[asset], amount);
        return 0;
    }

    /**
     * Notional of the last fill booked.
     *
     * @return quote amount, exponent -8, positive
     */
    public long lastNotional() {
        return lastNotional;
    }

    /**
     * What the last fill booked realised, fees apart.
     *
     * @return quote amount, exponent -8
     */
    public long lastRealizedPnl() {
        return lastRealizedPnl;
    }

    /**
     * What the last fill booked added to fees().
     *
     * @return quote amount, exponent -8; 0 when the fee was paid in a third asset
     */
    public long lastFeeValue() {
        return lastFeeValue;
    }

    /**
     * The position of an instrument; always the same object.
     *
     * @param instrumentId dense index, defined or not yet
     * @return its position
     */
    public Position position(final int instrumentId) {
        return positions[instrumentId];
    }

    /**
     * The asset codes.
     *
     * @return owned by this portfolio
     */
    public Assets assets() {
        return assets;
    }

    /**
     * The ledger, to read.
     *
     * @return owned by this portfolio
     */
    public Ledger ledger() {
        return ledger;
    }

    /**
     * Base asset of an instrument.
     *
     * @param instrumentId dense index of a defined instrument
     * @return dense index of the asset
     */
    public int baseAsset(final int instrumentId) {
        return terms.baseAsset(instrumentId);
    }

    /**
     * Quote asset of an instrument.
     *
     * @param instrumentId dense index of a defined instrument
     * @return dense index of the asset
     */
    public int quoteAsset(final int instrumentId) {
        return terms.quoteAsset(instrumentId);
    }

    /**
     * What we hold of an asset, open orders not yet reserved.
     *
     * @param asset dense index
     * @return amount, exponent -8
     */
    public long cash(final int asset) {
        return ledger.balance(asset, Ledger.CASH);
    }

    /**
     * What a strategy's fills realised in an instrument, fees apart.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @return quote amount, exponent -8; over all strategies the instrument's own figure
     */
    public long realizedPnl(final int instrumentId, final int strategyId) {
        return attribution.realizedPnl(instrumentId, strategyId);
    }

    /**
     * What a strategy's fills cost in fees in an instrument.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @return quote amount, exponent -8; over all strategies the instrument's own figure
     */
    public long fees(final int instrumentId, final int strategyId) {
        return attribution.fees(instrumentId, strategyId);
    }

    /**
     * Marks and equity.
     *
     * @return owned by this portfolio, part of its state
     */
    public Valuation valuation() {
        return valuation;
    }

    /**
     * Whether no money was made or lost: the ledger sums to zero per asset, and what went through it per asset is
     * exactly what the positions say (see the equations above). Walks all instruments; allocates nothing.
     *
     * @return true, or an invariant is broken
     */
    public boolean conserved() {
        for (int asset = 0; asset < assets.count(); asset++) {
            expectedFlow[asset] = 0;
            expectedFees[asset] = otherFees[asset];
        }
        for (int id = 0; id < terms.count(); id++) {
            if (terms.isDefined(id)) {
                expect(positions[id], terms.baseAsset(id), terms.quoteAsset(id), terms.isSpot(id));
            }
        }
        for (int asset = 0; asset < assets.count(); asset++) {
            if (!ledger.conserved(asset) || -ledger.balance(asset, Ledger.VENUE) != expectedFlow[asset]
                || ledger.balance(asset, Ledger.FEES) != expectedFees[asset]) {
                return false;
            }
        }
        return true;
    }

    private void expect(final Position position, final int base, final int quote, final boolean spot) {
        expectedFees[quote] += position.quoteFees();
        expectedFees[base] += position.baseFees();
        expectedFlow[quote] += position.realizedPnl();
        if (spot) {
            expectedFlow[base] += position.units() + position.baseFees();
            expectedFlow[quote] -= position.costBasis() + position.baseFeesValue();
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        assets.writeTo(out);
        ledger.writeTo(out);
        for (int asset = 0; asset < assets.count(); asset++) {
            out.putLong(otherFees[asset]);
        }
        terms.writeTo(out);
        valuation.writeTo(out);
        for (int id = 0; id < terms.count(); id++) {
            positions[id].writeTo(out);
            attribution.writeTo(id, out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException(
                "portfolio: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        assets.readFrom(in);
        ledger.readFrom(in);
        for (int asset = 0; asset < otherFees.length; asset++) {
            otherFees[asset] = asset < assets.count() ? in.getLong() : 0;
        }
        terms.readFrom(in);
        valuation.readFrom(in);
        attribution.clear();
        for (int id = 0; id < positions.length; id++) {
            positions[id].clear();
            if (id < terms.count()) {
                definePosition(id);
                positions[id].readFrom(in);
                attribution.readFrom(id, in);
            }
        }
    }
}
