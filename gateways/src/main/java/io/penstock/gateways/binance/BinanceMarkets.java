package io.penstock.gateways.binance;

import io.penstock.gateways.common.InstrumentDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Int2ObjectHashMap;

/** The instruments a session trades, by name and by id, in the order they were announced. One thread. */
final class BinanceMarkets {
    private final Map<String, Market> bySymbol = new HashMap<>();
    private final Int2ObjectHashMap<Market> byId = new Int2ObjectHashMap<>();
    private final List<Market> all = new ArrayList<>();

    /** One instrument. */
    static final class Market {
        private final int id;
        private InstrumentDefinition definition;
        private long lastTradeId;
        private boolean active;

        private Market(final int id, final InstrumentDefinition definition) {
            this.id = id;
            this.definition = definition;
        }

        int id() {
            return id;
        }

        String symbol() {
            return definition.symbol();
        }

        InstrumentDefinition definition() {
            return definition;
        }

        int priceExponent() {
            return definition.priceExponent();
        }

        int quantityExponent() {
            return definition.quantityExponent();
        }

        /** Number of the last trade of ours that is known, 0 = none. */
        long lastTradeId() {
            return lastTradeId;
        }

        void traded(final long tradeId) {
            lastTradeId = Math.max(lastTradeId, tradeId);
        }

        /** Whether an order of it was sent or seen. */
        boolean active() {
            return active;
        }

        void activate() {
            active = true;
        }
    }

    void define(final InstrumentDefinition definition, final int instrumentId) {
        final Market known = byId.get(instrumentId);
        if (known != null) {
            bySymbol.remove(known.symbol());
            known.definition = definition;
            bySymbol.put(definition.symbol(), known);
            return;
        }
        final Market fresh = new Market(instrumentId, definition);
        byId.put(instrumentId, fresh);
        bySymbol.put(definition.symbol(), fresh);
        all.add(fresh);
    }

    /** Null when no such instrument was announced. */
    Market bySymbol(final String symbol) {
        return bySymbol.get(symbol);
    }

    /** Null when no such instrument was announced. */
    Market byId(final int instrumentId) {
        return byId.get(instrumentId);
    }

    List<Market> all() {
        return all;
    }
}
