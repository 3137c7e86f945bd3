package io.penstock.gateways.binance;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * What a session remembers of orders, so that answers without a client id find theirs and conditional orders are spoken
 * of rightly. Final orders are forgotten after {@link #KEPT} more of them. One thread.
 */
final class BinanceOrderTable {
    static final int KEPT = 10_000;
    private static final int VENUE_IDS = 5 * KEPT;
    private static final Long UNKNOWN = -1L;

    private final Long2ObjectHashMap<Entry> byClientId = new Long2ObjectHashMap<>();
    private final Map<String, Long> clientIds = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(final Map.Entry<String, Long> eldest) {
            return size() > VENUE_IDS;
        }
    };
    private final Entry[] ended = new Entry[KEPT];
    private int nextEnded;

    /** One order. */
    static final class Entry {
        private final long clientOrderId;
        private final BinanceMarkets.Market market;
        private final Side side;
        private OrderType type;
        private String venueOrderId = "";
        private boolean accepted;
        private boolean triggered;
        private boolean ended;

        private Entry(
            final long clientOrderId, final BinanceMarkets.Market market, final Side side, final OrderType type) {
            this.clientOrderId = clientOrderId;
            this.market = market;
            this.side = side;
            this.type = type;
        }

        long clientOrderId() {
            return clientOrderId;
        }

        BinanceMarkets.Market market() {
            return market;
        }

        Side side() {
            return side;
        }

        OrderType type() {
            return type;
        }

        String venueOrderId() {
            return venueOrderId;
        }

        boolean accepted() {
            return accepted;
        }

        void accept() {
            accepted = true;
        }

        boolean triggered() {
            return triggered;
        }

        void trigger() {
            triggered = true;
        }
    }

    /** The entry of an order, made when there is none. */
    Entry know(
        final long clientOrderId, final BinanceMarkets.Market market, final Side side, final OrderType type) {
        Entry entry = byClientId.get(clientOrderId);
        if (entry == null) {
            entry = new Entry(clientOrderId, market, side, type);
            byClientId.put(clientOrderId, entry);
        }
        return entry;
    }

    /** Null when it is not known. */
    Entry byClientId(final long clientOrderId) {
        return byClientId.get(clientOrderId);
    }

    /** Client id of an order the venue names by its own, -1 when that is not known. */
    long clientIdOf(final BinanceMarkets.Market market, final String venueOrderId) {
        return clientIds.getOrDefault(market.symbol() + '/' + venueOrderId, UNKNOWN);
    }

    void venueId(final Entry entry, final String venueOrderId) {
        if (!entry.venueOrderId.equals(venueOrderId)) {
            entry.venueOrderId = venueOrderId;
            clientIds.put(entry.market.symbol() + '/' + venueOrderId, entry.clientOrderId);
        }
    }

    /** An order that is not ours. */
    void foreign(final BinanceMarkets.Market market, final String venueOrderId) {
        clientIds.putIfAbsent(market.symbol() + '/' + venueOrderId, 0L);
    }

    void end(final Entry entry) {
        if (entry.ended) {
            return;
        }
        entry.ended = true;
        final Entry oldest = ended[nextEnded];
        ended[nextEnded] = entry;
        nextEnded = (nextEnded + 1) % KEPT;
        if (oldest != null) {
            byClientId.remove(oldest.clientOrderId);
        }
    }
}
