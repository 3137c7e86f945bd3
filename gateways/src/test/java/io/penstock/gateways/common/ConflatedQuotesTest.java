package io.penstock.gateways.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConflatedQuotesTest {
    private final ConflatedQuotes quotes = new ConflatedQuotes(3);
    private final EventScratch scratch = new EventScratch(8);

    private List<String> moved() {
        quotes.moveTo(scratch, new int[] {10, 11, 12});
        final List<String> out = new ArrayList<>();
        for (int i = 0; i < scratch.count(); i++) {
            final int at = i * Records.SLOT_LENGTH;
            final int body = at + Records.HEADER_LENGTH;
            switch (Records.templateId(scratch.buffer(), at)) {
                case BestBidOfferDecoder.TEMPLATE_ID -> {
                    final BestBidOfferDecoder quote = new BestBidOfferDecoder();
                    quote.wrap(scratch.buffer(), body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
                    out.add("quote " + quote.instrumentId() + " " + quote.updateId() + " " + quote.exchangeTimeNs()
                        + " " + quote.bidPrice() + "x" + quote.bidQuantity() + " " + quote.askPrice() + "x"
                        + quote.askQuantity() + " at " + Records.gatewayTimeNs(scratch.buffer(), at));
                }
                case MarkPriceDecoder.TEMPLATE_ID -> {
                    final MarkPriceDecoder mark = new MarkPriceDecoder();
                    mark.wrap(scratch.buffer(), body, MarkPriceDecoder.BLOCK_LENGTH, 1);
                    out.add("mark " + mark.instrumentId() + " " + mark.markPrice() + " " + mark.indexPrice());
                }
                case FundingDecoder.TEMPLATE_ID -> {
                    final FundingDecoder funding = new FundingDecoder();
                    funding.wrap(scratch.buffer(), body, FundingDecoder.BLOCK_LENGTH, 1);
                    out.add("funding " + funding.instrumentId() + " " + funding.rate() + " "
                        + funding.fundingTimeNs());
                }
                default -> out.add("?");
            }
        }
        scratch.clear();
        return out;
    }

    @Test
    void shouldKeepLastValueInOrderOfFirstArrival() {
        assertFalse(quotes.quote(2, 1, 5, 10, 1, 11, 2, 100));
        assertFalse(quotes.mark(0, 7, 8, true, -3, 99, 6, 101));
        assertTrue(quotes.quote(2, 2, 6, 20, 3, 21, 4, 102));
        assertFalse(quotes.mark(2, 9, 9, false, 0, 0, 6, 103));
        assertFalse(quotes.isEmpty());
        assertEquals(List.of("quote 12 2 6 20x3 21x4 at 102", "mark 12 9 9", "mark 10 7 8", "funding 10 -3 99"),
            moved());
        assertTrue(quotes.isEmpty());
        assertFalse(quotes.quote(2, 3, 7, 1, 1, 2, 2, 104));
        quotes.clear();
        assertEquals(List.of(), moved());
    }

    @Test
    void shouldLeaveWaitingWhatDoesNotFit() {
        for (int i = 0; i < 3; i++) {
            quotes.quote(i, i, 0, 1, 1, 2, 2, 0);
            quotes.mark(i, i, 0, true, 1, 1, 0, 0);
        }
        assertEquals(6, moved().size());
        assertFalse(quotes.isEmpty());
        assertEquals(List.of("quote 12 2 0 1x1 2x2 at 0", "mark 12 2 0", "funding 12 1 1"), moved());
    }
}
