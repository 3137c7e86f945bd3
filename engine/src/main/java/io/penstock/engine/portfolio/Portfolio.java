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

/**
 * What we own and what it earned: books every fill and every cash flow into the ledger, the position and the
 * strategy's account.
 *
 * <p>Money lies in wallets (see {@link Wallet}); a fill moves that of its instrument's venue. Spot: base and quote
 * change hands at once; a fee reduces its asset. A fee in the base asset counts as that much base given away at the
 * fill's price: it reduces the position and its cost basis, and its value is in {@link Position#fees}. So for every
 * spot instrument, exactly, in its wallet:
 * <pre>
 * change of base balance  = position (in units)
 * change of quote balance = realised P&amp;L - cost basis - fees
 * </pre>
 * Linear perpetual: the position is a contract, only realised P&amp;L, fees and funding move quote. Fees in a third
 * asset move that asset only and are not part of fees(). Profit of an instrument = realised + unrealised - fees -
 * funding. Per wallet and asset:
 * <pre>
 * cash = deposits + transfers + adjustments - fees - funding - liquidation costs + what trades brought
 * </pre>
 * A sum that leaves the range of a long is an {@link ArithmeticException}: a broken invariant that stops the fold.
 * Engine thread only; allocates when it is made, not per event.
 */
public final class Portfolio implements Stateful {
    /** Stands for the strategy of a fill that no order of ours asked for: liquidation, deleveraging, by hand. */
    public static final int EXTERNAL = -1;

    private static final int STATE_VERSION = 3;
    private static final int SPARE_ASSETS = 512;
    /** Room that is kept for assets that only fees are paid in. */
    private static final int FEE_ASSETS = 16;

    private final Assets assets;
    private final Ledger ledger;
    private final Position[] positions;
    private final Attribution attribution;
    private final Terms terms;
    private final Valuation valuation;
    private final Account account;
    private final Metrics metrics;
    private final Correlations correlations;
    private final CashFlows flows;
    private final Conservation conservation;
    private final Fills fills;

    /**
     * The portfolio of a simulated run.
     *
     * @param capacity   how many instruments
     * @param config     starting balances
     * @param strategies how many strategies are configured
     */
    public Portfolio(final CapacityConfig capacity, final PortfolioConfig config, final int strategies) {
        this(capacity, config, strategies, true);
    }

    /**
     * A portfolio.
     *
     * @param capacity   how many instruments
     * @param config     starting balances and valuation
     * @param strategies how many strategies are configured
     * @param simulated  whether each wallet begins with the configured balances, when its first instrument is defined;
     *                   else it begins empty and what it holds is told
     */
    public Portfolio(
        final CapacityConfig capacity, final PortfolioConfig config, final int strategies, final boolean simulated) {
        final int instruments = capacity.instruments();
        assets = new Assets(2 * instruments + SPARE_ASSETS + config.assets());
        ledger = new Ledger(assets.capacity());
        positions = new Position[instruments];
        for (int i = 0; i < instruments; i++) {
            positions[i] = new Position();
        }
        attribution = new Attribution(instruments, Math.max(1, strategies));
        terms = new Terms(instruments, config.leverage());
        valuation = new Valuation(terms, positions);
        for (final String asset : config.balances().keySet()) {
            assets.register(asset);
        }
        metrics = new Metrics(config.metrics());
        account = new Account(config, assets, terms, ledger, positions, valuation, metrics);
        correlations = new Correlations(config.metrics(), terms, positions, account);
        flows = new CashFlows(config, simulated, assets, terms, ledger, positions, account);
        conservation = new Conservation(assets.capacity());
        fills = new Fills(assets, terms, ledger, positions, attribution, account);
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
     * Takes an instrument and registers its assets; again and again with the same terms is allowed. Opens its wallet
     * when it is the first there and the run is simulated. Allocates nothing.
     *
     * @param instrument defined
     * @return whether its wallet was opened by this
     */
    public boolean define(final Instrument instrument) {
        final int id = instrument.id();
        if (!canHold(instrument.kind(), instrument.quantityExponent())) {
            throw new IllegalArgumentException("quantities of " + instrument.symbol() + " with exponent "
                + instrument.quantityExponent() + " are finer than the ledger's " + FixedPoint.AMOUNT_EXPONENT);
        }
        terms.define(instrument, assets.register(instrument.baseAsset()), assets.register(instrument.quoteAsset()));
        definePosition(id);
        account.define(id);
        return flows.begin(terms.wallet(id));
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
     * Whether one more asset may be registered that nothing but a balance or a cash flow names. What a wallet holds of
     * old coins must not take the room of instruments that are defined later, nor that of fees.
     *
     * @return false when it must be left out
     */
    public boolean hasRoomForOther() {
        return assets.count() + 2 * (positions.length - terms.count()) + FEE_ASSETS < assets.capacity();
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
        fills.apply(instrumentId, strategyId, side, price, quantity, feeAmount, feeAsset);
    }

    /**
     * What the last fill came to.
     *
     * @return owned by this portfolio, part of its state
     */
    public Fills fills() {
        return fills;
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
     * How many instruments were defined.
     *
     * @return their indexes are 0 to this - 1
     */
    public int instruments() {
        return terms.count();
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
     * What we hold of an asset in all wallets.
     *
     * @param asset dense index
     * @return amount, exponent -8
     */
    public long cash(final int asset) {
        return ledger.balance(asset, Ledger.CASH);
    }

    /**
     * What the wallet of a venue holds of an asset, open orders not yet reserved.
     *
     * @param venueCode whose wallet
     * @param asset     dense index
     * @return amount, exponent -8
     */
    public long cash(final int venueCode, final int asset) {
        return ledger.balance(Wallet.of(venueCode), asset, Ledger.CASH);
    }

    /**
     * Cash flows: to book them and to open wallets.
     *
     * @return owned by this portfolio, part of its state
     */
    public CashFlows flows() {
        return flows;
    }

    /**
     * The account as a whole in the base currency.
     *
     * @return owned by this portfolio, part of its state
     */
    public Account account() {
        return account;
    }

    /**
     * Return and risk figures.
     *
     * @return owned by this portfolio, part of its state
     */
    public Metrics metrics() {
        return metrics;
    }

    /**
     * How the returns of instruments move together.
     *
     * @return owned by this portfolio
     */
    public Correlations correlations() {
        return correlations;
    }

    /**
     * What each strategy holds, earned and paid.
     *
     * @return owned by this portfolio, part of its state
     */
    public Attribution attribution() {
        return attribution;
    }

    /**
     * What strategies hold of an instrument, each by its own fills.
     *
     * @param instrumentId dense index, defined or not yet
     * @return a view to be pointed at a strategy
     */
    public OwnPosition ownPosition(final int instrumentId) {
        return new OwnPosition(positions[instrumentId], attribution, instrumentId);
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
        return conservation.holds(
            ledger, terms, positions, assets.count(), fills.otherFees(), flows.otherFunding());
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        assets.writeTo(out);
        ledger.writeTo(out);
        terms.writeTo(out);
        valuation.writeTo(out);
        for (int id = 0; id < terms.count(); id++) {
            positions[id].writeTo(out);
            attribution.writeTo(id, out);
        }
        fills.writeTo(out);
        flows.writeTo(out);
        account.writeTo(out);
        metrics.writeTo(out);
        correlations.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int found = in.getInt();
        if (found != STATE_VERSION) {
            throw new IllegalStateException("portfolio: state layout " + found + ", this build reads " + STATE_VERSION);
        }
        assets.readFrom(in);
        ledger.readFrom(in);
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
        fills.readFrom(in);
        flows.readFrom(in);
        account.readFrom(in);
        metrics.readFrom(in);
        correlations.readFrom(in);
    }
}
