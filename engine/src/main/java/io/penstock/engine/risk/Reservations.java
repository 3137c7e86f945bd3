package io.penstock.engine.risk;

import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.Orders;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.portfolio.Wallet;
import java.util.Arrays;

/**
 * What open spot orders may still take out of each wallet, per asset: a BUY its quote asset at the reserve price, fee
 * of a taker included, a SELL its base asset. Instruments that share an asset of one wallet share what is free of it.
 *
 * <p>Kept up by changes: each instrument remembers what it counts with. A function of what is, no state of its own.
 * Engine thread only; allocates when an instrument is defined.
 */
final class Reservations {
    private final Orders orders;
    private final Portfolio portfolio;
    private final int assets;
    private final Total[] totals;
    /** What each instrument counts with: quote for its BUY orders, base for its SELL orders. */
    private final long[] paid;
    private final long[] given;

    Reservations(final int instruments, final Orders orders, final Portfolio portfolio) {
        this.orders = orders;
        this.portfolio = portfolio;
        assets = portfolio.assets().capacity();
        totals = new Total[Wallet.COUNT * assets];
        paid = new long[instruments];
        given = new long[instruments];
    }

    /** An instrument was defined, its fee may be another one, or its open orders changed. */
    void count(final Instrument instrument) {
        if (instrument.kind() != InstrumentKind.SPOT) {
            return;
        }
        final int id = instrument.id();
        final int wallet = Wallet.of(instrument.venue().code());
        final long pays = capped(withFee(instrument, orders.openBuyNotional(id)));
        final Total quote = total(wallet, portfolio.quoteAsset(id));
        quote.subtract(paid[id]);
        quote.add(pays);
        paid[id] = pays;
        final long gives = capped(amount(instrument, orders.openSellQuantity(id)));
        final Total base = total(wallet, portfolio.baseAsset(id));
        base.subtract(given[id]);
        base.add(gives);
        given[id] = gives;
    }

    /** What is reserved of an asset in a wallet, or OVERFLOW. */
    long reserved(final int wallet, final int asset) {
        return total(wallet, asset).value();
    }

    /** What a BUY costs with the fee that the instrument tells, rounded down, or OVERFLOW. */
    static long withFee(final Instrument instrument, final long notional) {
        final long rate = instrument.takerFeeRate();
        return rate <= 0 || notional == FixedPoint.OVERFLOW ? notional
            : Amounts.add(notional, Amounts.share(notional, rate));
    }

    /** A quantity of the base asset as an amount, or OVERFLOW. */
    static long amount(final Instrument instrument, final long quantity) {
        return FixedPoint.multiplyDivide(
            quantity, FixedPoint.ONE_E8, FixedPoint.powerOfTen(-instrument.quantityExponent()));
    }

    /** More than there can be stands for what cannot be told. */
    private static long capped(final long amount) {
        return amount == FixedPoint.OVERFLOW ? Long.MAX_VALUE : amount;
    }

    private Total total(final int wallet, final int asset) {
        final int at = wallet * assets + asset;
        if (totals[at] == null) {
            totals[at] = new Total();
        }
        return totals[at];
    }

    /** After a state was loaded: nothing is counted yet. */
    void clear() {
        Arrays.fill(totals, null);
        Arrays.fill(paid, 0);
        Arrays.fill(given, 0);
    }
}
