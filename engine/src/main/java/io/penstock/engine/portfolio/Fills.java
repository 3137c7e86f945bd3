package io.penstock.engine.portfolio;

import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Books fills into ledger, position and attribution; see {@link Portfolio} for the equations. Engine thread only;
 * allocates in the constructor.
 */
public final class Fills {
    private final Assets assets;
    private final Terms terms;
    private final Ledger ledger;
    private final Position[] positions;
    private final Attribution attribution;
    private final Account account;
    /** Fees paid in assets that are neither base nor quote of their instrument, per wallet and asset. */
    private final long[] otherFees;
    private long lastUnits;
    private long lastNotional;
    private long lastRealizedPnl;
    private long lastFeeValue;

    Fills(
        final Assets assets, final Terms terms, final Ledger ledger, final Position[] positions,
        final Attribution attribution, final Account account) {
        this.assets = assets;
        this.terms = terms;
        this.ledger = ledger;
        this.positions = positions;
        this.attribution = attribution;
        this.account = account;
        otherFees = new long[assets.capacity() * Wallet.COUNT];
    }

    void apply(
        final int instrumentId, final int strategyId, final Side side, final long price, final long quantity,
        final long feeAmount, final int feeAsset) {
        if (!terms.isDefined(instrumentId) || !attribution.knows(strategyId)) {
            throw new IllegalArgumentException("a fill for instrument " + instrumentId + " and strategy " + strategyId
                + ", of which one is not known");
        }
        final Position position = positions[instrumentId];
        final boolean spot = terms.isSpot(instrumentId);
        final boolean buy = side == Side.BUY;
        final int wallet = terms.wallet(instrumentId);
        final int base = terms.baseAsset(instrumentId);
        final int quote = terms.quoteAsset(instrumentId);
        final long unitsBefore = position.units();
        final long notional = terms.notional(instrumentId, price, quantity);
        final long signedNotional = buy ? notional : -notional;
        final long signedUnits = buy ? position.unitsOf(quantity) : -position.unitsOf(quantity);
        final boolean baseFee = feeAsset == base && feeAsset != quote;
        final long baseFeeValue = baseFee ? terms.valueOfBase(instrumentId, price, feeAmount) : 0;
        // a perpetual's base fee comes out of the wallet, not out of the position
        final long value = spot && baseFee ? Math.subtractExact(signedNotional, baseFeeValue) : signedNotional;
        final long realized =
            position.apply(spot && baseFee ? Math.subtractExact(signedUnits, feeAmount) : signedUnits, value);
        if (spot) {
            ledger.post(wallet, base, Ledger.VENUE, Ledger.CASH, signedUnits);
            ledger.post(wallet, quote, Ledger.CASH, Ledger.VENUE, signedNotional);
        } else {
            ledger.post(wallet, quote, Ledger.VENUE, Ledger.CASH, realized);
        }
        lastUnits = position.units() - unitsBefore;
        lastNotional = notional;
        lastRealizedPnl = realized;
        lastFeeValue = bookFee(instrumentId, feeAmount, feeAsset, baseFeeValue);
        attribution.add(instrumentId, strategyId, lastUnits, value, realized, lastFeeValue);
        if (strategyId == Portfolio.EXTERNAL && position.units() == 0) {
            // a liquidation, say: a strategy that went on closing what it believes to hold would open a position
            attribution.disown(instrumentId);
        }
        account.onPosition(instrumentId);
        account.onCash(wallet, base);
        account.onCash(wallet, quote);
        account.onCash(wallet, feeAsset);
    }

    private long bookFee(final int id, final long amount, final int asset, final long baseFeeValue) {
        final int wallet = terms.wallet(id);
        ledger.post(wallet, asset, Ledger.CASH, Ledger.FEES, amount);
        if (asset == terms.quoteAsset(id)) {
            positions[id].addQuoteFee(amount);
            return amount;
        }
        if (asset == terms.baseAsset(id)) {
            positions[id].addBaseFee(amount, baseFeeValue);
            return baseFeeValue;
        }
        final int at = Conservation.at(wallet, asset);
        otherFees[at] = Math.addExact(otherFees[at], amount);
        return 0;
    }

    /**
     * What the last fill booked changed.
     *
     * @return signed, in the {@link Position#unitExponent} of the position
     */
    public long units() {
        return lastUnits;
    }

    /**
     * Notional of the last fill booked.
     *
     * @return quote amount, exponent -8, positive
     */
    public long notional() {
        return lastNotional;
    }

    /**
     * What the last fill booked realised, fees apart.
     *
     * @return quote amount, exponent -8
     */
    public long realizedPnl() {
        return lastRealizedPnl;
    }

    /**
     * What the last fill booked added to fees().
     *
     * @return quote amount, exponent -8; 0 when the fee was paid in a third asset
     */
    public long feeValue() {
        return lastFeeValue;
    }

    long[] otherFees() {
        return otherFees;
    }

    void writeTo(final StateWriter out) {
        for (int at = 0; at < assets.count() * Wallet.COUNT; at++) {
            out.putLong(otherFees[at]);
        }
    }

    void readFrom(final StateReader in) {
        for (int at = 0; at < otherFees.length; at++) {
            otherFees[at] = at < assets.count() * Wallet.COUNT ? in.getLong() : 0;
        }
    }
}
