package io.penstock.engine;

import io.penstock.api.BookView;
import io.penstock.api.CashFlowKind;
import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.instrument.Instruments;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.portfolio.Wallet;
import io.penstock.engine.reconcile.Books;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The portfolio as reconciliation sees it. Engine thread only; allocates in the constructor.
 */
final class LiveBooks implements Books {
    private final Fold fold;
    private final Portfolio portfolio;
    private final Instruments instruments;
    private final Markets markets;
    private final UnsafeBuffer code = new UnsafeBuffer(new byte[2 * Long.BYTES]);

    LiveBooks(final Fold fold) {
        this.fold = fold;
        portfolio = fold.portfolio;
        instruments = fold.instruments;
        markets = fold.markets;
    }

    @Override
    public long position(final int instrumentId) {
        return portfolio.position(instrumentId).position();
    }

    @Override
    public int assetCapacity() {
        return portfolio.assets().capacity();
    }

    @Override
    public int assetCount() {
        return portfolio.assets().count();
    }

    @Override
    public boolean hasRoomForOther() {
        return portfolio.hasRoomForOther();
    }

    @Override
    public int asset(final long low, final long high) {
        return portfolio.assets().indexOf(wrap(low, high), 0);
    }

    private UnsafeBuffer wrap(final long low, final long high) {
        code.putLong(0, low, ByteOrder.LITTLE_ENDIAN);
        code.putLong(Long.BYTES, high, ByteOrder.LITTLE_ENDIAN);
        return code;
    }

    @Override
    public int register(final long low, final long high) {
        final int known = asset(low, high);
        return known >= 0 || !portfolio.hasRoomForOther()
            ? known : portfolio.assets().register(wrap(low, high), 0);
    }

    @Override
    public long code(final int asset, final int half) {
        return portfolio.assets().code(asset, half);
    }

    @Override
    public int wallet(final int venue) {
        return Wallet.of(venue);
    }

    @Override
    public long cash(final int venue, final int asset) {
        return portfolio.cash(venue, asset);
    }

    @Override
    public boolean open(final int venue, final int asset, final long amount, final long nowNs) {
        final boolean wasOpen = isOpen(venue, asset);
        fold.funds.open(venue, asset, amount, nowNs);
        return !wasOpen;
    }

    @Override
    public boolean isOpen(final int venue, final int asset) {
        return portfolio.flows().isOpen(venue, asset);
    }

    @Override
    public void adjust(final int venue, final int asset, final long amount, final long flowId) {
        if (portfolio.flows().book(venue, CashFlowKind.ADJUSTMENT, asset, -1, amount, flowId)) {
            fold.output.cashMoved(
                venue, CashFlowKind.ADJUSTMENT, portfolio.assets(), asset, -1, amount, flowId);
        }
    }

    @Override
    public boolean adopt(final int instrumentId, final long quantity, final long price) {
        final Market market = markets.get(instrumentId);
        final long last = market.lastReferencePrice();
        final long at = price > 0 ? price : last == BookView.NO_PRICE ? 0 : last;
        if (at <= 0) {
            return false;
        }
        portfolio.applyFill(
            instrumentId, Portfolio.EXTERNAL, quantity > 0 ? Side.BUY : Side.SELL, at, Math.abs(quantity), 0,
            portfolio.quoteAsset(instrumentId));
        fold.output.positionUpdate(instrumentId, portfolio);
        return true;
    }

    @Override
    public int baseAsset(final int instrumentId) {
        return portfolio.baseAsset(instrumentId);
    }

    @Override
    public int quoteAsset(final int instrumentId) {
        return portfolio.quoteAsset(instrumentId);
    }

    @Override
    public long value(final int instrumentId, final long quantity) {
        return value(instrumentId, quantity, instruments.get(instrumentId).quantityExponent());
    }

    private long value(final int instrumentId, final long quantity, final int quantityExponent) {
        final long price = markets.get(instrumentId).lastReferencePrice();
        if (price == BookView.NO_PRICE) {
            return NO_VALUE;
        }
        final long value = FixedPoint.notional(
            price, instruments.get(instrumentId).priceExponent(), quantity, quantityExponent);
        return value == FixedPoint.OVERFLOW ? NO_VALUE : value;
    }

    @Override
    public long assetValue(final int venue, final int asset, final long amount) {
        for (int id = 0; id < instruments.count(); id++) {
            final Instrument instrument = instruments.get(id);
            if (instrument.venue().code() == venue && quoteAsset(id) == asset) {
                return amount;
            }
            if (instrument.venue().code() == venue && baseAsset(id) == asset) {
                return value(id, amount, FixedPoint.AMOUNT_EXPONENT);
            }
        }
        return NO_VALUE;
    }
}
