package io.penstock.tools.live;

import io.penstock.api.AlertCode;
import io.penstock.api.Venue;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.gateways.live.MarketDataGateway;
import org.agrona.MutableDirectBuffer;

/**
 * What the fold wants of the market data, as its alerts tell: a new picture of a book that stays crossed, the
 * definitions of a venue that refused an order for its filters. Whatever was said before the gateway is there is not
 * wanted any more: the gateway begins with both. Output thread, which never waits here; allocates only when there is
 * such a wish.
 */
final class FeedWishes implements OutboundPort {
    private final AlertDecoder alert = new AlertDecoder();
    private volatile MarketDataGateway gateway;

    /** From now on wishes are passed on. */
    void open(final MarketDataGateway market) {
        gateway = market;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final MarketDataGateway market = gateway;
        if (market == null || Records.templateId(record, offset) != AlertDecoder.TEMPLATE_ID) {
            return;
        }
        alert.wrap(record, offset + Records.HEADER_LENGTH, AlertDecoder.BLOCK_LENGTH, AlertDecoder.SCHEMA_VERSION);
        if (alert.code() == AlertCode.BOOK_CROSSED.code()) {
            market.resync(alert.instrumentId());
        } else if (alert.code() == AlertCode.FILTERS_CHANGED.code()) {
            market.refresh(Venue.of((int) alert.expected()));
        }
    }
}
