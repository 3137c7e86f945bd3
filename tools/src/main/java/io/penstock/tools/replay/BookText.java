package io.penstock.tools.replay;

import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;

/**
 * A whole book as text that can be hashed: {@code b PRICE QTY} from best down, then {@code a PRICE QTY} from best up,
 * decimals without trailing zeros, lines joined by a line feed and none at the end, so that
 * {@code penstock book ... | sha256sum} gives the book's hash. Any thread; allocates.
 */
public final class BookText {
    private BookText() {
    }

    /**
     * The text.
     *
     * @param market whose book
     * @return one line per level
     */
    public static String of(final Market market) {
        final StringBuilder text = new StringBuilder();
        append(market, Side.BUY, "b ", text);
        append(market, Side.SELL, "a ", text);
        return text.toString();
    }

    private static void append(
        final Market market, final Side side, final String letter, final StringBuilder text) {
        final Instrument instrument = market.definition();
        market.orderBook().forEach(side, (levelSide, price, quantity) -> {
            text.append(text.isEmpty() ? "" : "\n").append(letter);
            FixedPoint.append(price, instrument.priceExponent(), text);
            text.append(' ');
            FixedPoint.append(quantity, instrument.quantityExponent(), text);
        });
    }
}
