package io.penstock.engine.market;

import io.penstock.api.BookView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.event.BestBidOfferDecoder;

/** The best bid and offer as the venue published them last. Engine thread only; does not allocate. */
final class PublishedTouch implements Stateful {
    long bidPrice = BookView.NO_PRICE;
    long bidQuantity;
    long askPrice = BookView.NO_PRICE;
    long askQuantity;
    private long updateId = Long.MIN_VALUE;

    void take(final BestBidOfferDecoder event) {
        updateId = event.updateId();
        bidPrice = event.bidPrice();
        bidQuantity = event.bidQuantity();
        askPrice = event.askPrice();
        askQuantity = event.askQuantity();
    }

    /** It is older than whatever book comes. */
    void age() {
        updateId = Long.MIN_VALUE;
    }

    /** Whether it is sound and fresher than a book of an update. */
    boolean fresherThan(final long bookUpdateId) {
        return updateId > bookUpdateId && bidPrice < askPrice && bidQuantity > 0 && askQuantity > 0;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(updateId);
        out.putLong(bidPrice);
        out.putLong(bidQuantity);
        out.putLong(askPrice);
        out.putLong(askQuantity);
    }

    @Override
    public void readFrom(final StateReader in) {
        updateId = in.getLong();
        bidPrice = in.getLong();
        bidQuantity = in.getLong();
        askPrice = in.getLong();
        askQuantity = in.getLong();
    }
}
