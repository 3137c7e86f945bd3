package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.PortfolioConfig;

/**
 * The account as a whole in the base currency, kept up to date by differences.
 *
 * <p>Per wallet:
 * <pre>
 * value       = cash of every asset at its price + unrealised P&amp;L of perpetuals at their marks
 * margin      = cash of base currency and stable assets + unrealised P&amp;L + other assets, only where negative
 * free margin = margin - initial margin
 * </pre>
 * Other assets do not serve as margin here: venues take them with haircuts or not at all. The mark of a perpetual is
 * the venue's, or the last reference price when the venue told none or too long ago; that of spot is the last
 * reference price. Every amount is rounded once when it is put into its sum and once when the sum is turned into the
 * base currency; sums are exact, so what is kept by differences equals what counting anew gives, to the last unit.
 *
 * <p>A change of one price, position or balance costs the same however many instruments there are; reading costs a
 * step per wallet and quote asset. Engine thread only; allocates in the constructor.
 */
public final class Account implements AccountValue {
    private final Terms terms;
    private final Prices prices;
    private final Position[] positions;
    private final Valuation valuation;
    private final Metrics metrics;
    private final Assets assets;
    private final Totals totals;
    private final CashValues cash;
    private final PositionValues held;
    private final Deposits deposits;

    Account(
        final PortfolioConfig config, final Assets assets, final Terms terms, final Ledger ledger,
        final Position[] positions, final Valuation valuation, final Metrics metrics) {
        this.assets = assets;
        this.terms = terms;
        this.positions = positions;
        this.valuation = valuation;
        this.metrics = metrics;
        prices = new Prices(terms, positions.length, assets.capacity(), assets.register(config.baseCurrency()));
        totals = new Totals(prices, positions.length + 1);
        cash = new CashValues(prices, ledger, totals, assets.capacity());
        held = new PositionValues(
            terms, prices, positions, valuation, totals, config.maxMarkAgeMs() * 1_000_000L);
        deposits = new Deposits(prices, assets.capacity());
        for (final String asset : config.stableAssets()) {
            prices.stable(assets.register(asset));
        }
        for (final String asset : config.ignoredAssets()) {
            cash.ignore(assets.register(asset));
        }
    }

    /** An instrument was defined, or told new margin rates. */
    void define(final int instrumentId) {
        prices.define(instrumentId);
        held.refresh(instrumentId);
    }

    /** A balance changed. */
    void onCash(final int wallet, final int asset) {
        cash.refresh(wallet, asset);
    }

    /** A position changed. */
    void onPosition(final int instrumentId) {
        held.refresh(instrumentId);
    }

    /** Money came in or went out in one of the ways that are neither gain nor loss. */
    void onDeposit(final int asset, final long amount) {
        if (!cash.isIgnored(asset)) {
            deposits.add(asset, amount);
        }
    }

    /**
     * A market has a new reference price.
     *
     * @param instrumentId dense index
     * @param price        price units, positive; anything else is passed over
     * @param nowNs        engine time
     */
    public void onReference(final int instrumentId, final long price, final long nowNs) {
        if (price <= 0) {
            return;
        }
        final long before = prices.reference(instrumentId);
        if (price != before) {
            if (prices.reference(instrumentId, price)) {
                cash.reprice(terms.baseAsset(instrumentId));
            }
            if (before == 0) {
                deposits.settle();
            }
        }
        held.followReference(instrumentId, nowNs);
    }

    /**
     * A venue told the mark price of a perpetual.
     *
     * @param instrumentId dense index
     * @param price        price units, positive; anything else is passed over
     * @param nowNs        engine time
     */
    public void onMarkPrice(final int instrumentId, final long price, final long nowNs) {
        if (price > 0) {
            held.onMarkPrice(instrumentId, price, nowNs);
        }
    }

    /**
     * Lets a mark that is too old give way to the last reference price.
     *
     * @param instrumentId dense index
     * @param nowNs        engine time
     */
    public void followReference(final int instrumentId, final long nowNs) {
        held.followReference(instrumentId, nowNs);
    }

    /**
     * The last reference price that was told.
     *
     * @param instrumentId dense index
     * @return price units, 0 = there was none
     */
    public long referencePrice(final int instrumentId) {
        return prices.reference(instrumentId);
    }

    @Override
    public long equity() {
        long sum = 0;
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            sum = Totals.plus(sum, walletValue(wallet));
        }
        return sum;
    }

    /**
     * What a wallet is worth: cash at its prices and unrealised P&amp;L.
     *
     * @param wallet see {@link Wallet}
     * @return amount of the base currency, or {@link #UNKNOWN}
     */
    public long walletValue(final int wallet) {
        if (unpriced(wallet)) {
            return UNKNOWN;
        }
        final long money = Totals.plus(
            totals.sum(wallet, Totals.COLLATERAL), totals.sum(wallet, Totals.HOLDINGS));
        return Totals.plus(money, totals.sum(wallet, Totals.UNREALIZED));
    }

    @Override
    public long netDeposits() {
        return deposits.net();
    }

    /** Whether a wallet holds something that cannot be valued. */
    private boolean unpriced(final int wallet) {
        return cash.unpriced(wallet) + held.unpricedPerpetuals(wallet) > 0;
    }

    /**
     * Balances that are not zero and have no price; while there is one, equity is {@link #UNKNOWN}.
     *
     * @return how many, each wallet counted
     */
    public int unpricedBalances() {
        int sum = 0;
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            sum += cash.unpriced(wallet);
        }
        return sum;
    }

    /**
     * Open positions without a mark; while there is one, exposures are {@link #UNKNOWN}.
     *
     * @return how many
     */
    public int unpricedPositions() {
        return held.unpriced();
    }

    @Override
    public long exposure(final int instrumentId) {
        final int numeraire = held.numeraire(instrumentId);
        return numeraire == PositionValues.NOT_HELD ? 0 : numeraire == PositionValues.UNPRICED ? UNKNOWN
            : prices.inBase(numeraire, held.exposure(instrumentId));
    }

    @Override
    public long grossExposure() {
        return unpricedPositions() > 0 ? UNKNOWN : totals.sum(Totals.GROSS);
    }

    /**
     * Sum of the positions' values with their signs.
     *
     * @return amount of the base currency, or {@link #UNKNOWN}
     */
    public long netExposure() {
        return unpricedPositions() > 0 ? UNKNOWN : totals.sum(Totals.NET);
    }

    /**
     * Unrealised P&amp;L of all perpetuals.
     *
     * @return amount of the base currency, or {@link #UNKNOWN}
     */
    public long unrealizedPnl() {
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            if (held.unpricedPerpetuals(wallet) > 0) {
                return UNKNOWN;
            }
        }
        return totals.sum(Totals.UNREALIZED);
    }

    @Override
    public long initialMargin(final int venueCode) {
        final int wallet = Wallet.of(venueCode);
        return held.unpricedPerpetuals(wallet) > 0 ? UNKNOWN : totals.sum(wallet, Totals.INITIAL);
    }

    /**
     * What a wallet's perpetuals need not to be liquidated.
     *
     * @param venueCode whose wallet
     * @return amount of the base currency, or {@link #UNKNOWN}
     */
    public long maintenanceMargin(final int venueCode) {
        final int wallet = Wallet.of(venueCode);
        return held.unpricedPerpetuals(wallet) > 0 ? UNKNOWN : totals.sum(wallet, Totals.MAINTENANCE);
    }

    /** What of a wallet stands for its perpetuals. */
    private long margin(final int wallet) {
        if (unpriced(wallet)) {
            return UNKNOWN;
        }
        final long holdings = totals.sum(wallet, Totals.HOLDINGS);
        return Totals.plus(Totals.plus(totals.sum(wallet, Totals.COLLATERAL), totals.sum(wallet, Totals.UNREALIZED)),
            holdings == UNKNOWN ? UNKNOWN : Math.min(0, holdings));
    }

    @Override
    public long freeMargin(final int venueCode) {
        return Totals.minus(margin(Wallet.of(venueCode)), initialMargin(venueCode));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Cross margin, everything else at its mark: the price p at which what the wallet has beyond its maintenance
     * margin now, B, is used up. With size q, maintenance rate m, mark M and s = 1 for LONG, -1 for SHORT, margin
     * changes by s q (p - M) and the position's own maintenance by m q (p - M), so
     * {@code p = M - s B / (q (1 - s m))}: the same as the formula of Binance's "How to Calculate Liquidation Price of
     * USD-M Futures" with one maintenance rate instead of its brackets.
     */
    @Override
    public long liquidationPrice(final int instrumentId) {
        if (terms.isSpot(instrumentId) || held.numeraire(instrumentId) < 0) {
            return 0;
        }
        final int venue = terms.venue(instrumentId);
        final boolean isLong = positions[instrumentId].units() > 0;
        final long buffer = prices.fromBase(
            held.numeraire(instrumentId), Totals.minus(margin(Wallet.of(venue)), maintenanceMargin(venue)));
        final long rate = terms.maintenanceRate(instrumentId);
        final long one = FixedPoint.ONE_E8 + (isLong ? -rate : rate);
        if (buffer == UNKNOWN || one <= 0) {
            return 0;
        }
        final long distance = positions[instrumentId].priceOf(
            FixedPoint.multiplyDivide(buffer, FixedPoint.ONE_E8, one));
        final long price = Totals.minus(valuation.markPrice(instrumentId), isLong ? distance : -distance);
        return distance == UNKNOWN ? 0 : Math.max(0, price);
    }

    /**
     * What a position ties up as margin.
     *
     * @param instrumentId dense index
     * @return quote amount, exponent -8; 0 for spot, when FLAT and without a mark
     */
    public long positionMargin(final int instrumentId) {
        return held.initialMargin(instrumentId);
    }

    /**
     * The price a position is valued at now.
     *
     * @param instrumentId dense index
     * @return price units, 0 = there is none
     */
    public long markPrice(final int instrumentId) {
        return valuation.markPrice(instrumentId);
    }

    /**
     * What an amount of an asset is worth.
     *
     * @param asset  dense index
     * @param amount exponent -8
     * @return amount of the base currency, or {@link #UNKNOWN}
     */
    public long value(final int asset, final long amount) {
        return amount == 0 || cash.isIgnored(asset) ? 0 : prices.value(asset, amount);
    }

    @Override
    public long inBase(final int instrumentId, final long amount) {
        return value(terms.quoteAsset(instrumentId), amount);
    }

    @Override
    public long valueAtRisk(final long confidenceE8) {
        return metrics.valueAtRisk(confidenceE8, equity());
    }

    @Override
    public long expectedShortfall(final long confidenceE8) {
        return metrics.expectedShortfall(confidenceE8, equity());
    }

    @Override
    public double volatility() {
        return metrics.volatility();
    }

    void writeTo(final StateWriter out) {
        for (int id = 0; id < terms.count(); id++) {
            out.putLong(prices.reference(id));
        }
        deposits.writeTo(out);
        held.writeTo(out);
    }

    /** Reads what cannot be counted anew, then counts; assets, ledger, positions, terms and marks have been read. */
    void readFrom(final StateReader in) {
        prices.clear();
        totals.clear();
        for (int id = 0; id < terms.count(); id++) {
            if (terms.isDefined(id)) {
                prices.define(id);
            }
            final long reference = in.getLong();
            if (reference > 0) {
                prices.reference(id, reference);
            }
        }
        deposits.readFrom(in);
        cash.rebuild(assets.capacity());
        held.readFrom(in);
    }
}
