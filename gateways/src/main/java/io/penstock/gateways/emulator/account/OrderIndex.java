package io.penstock.gateways.emulator.account;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/** Finds orders and trades of accounts. One thread. */
final class OrderIndex {
    private static final class Shelf {
        private final Map<String, OwnOrder> latest = new HashMap<>();
        private final Map<Long, OwnOrder> open = new LinkedHashMap<>();
        private final List<OwnOrder> all = new ArrayList<>();
        private final List<OwnTrade> trades = new ArrayList<>();
        private final List<OrderList> lists = new ArrayList<>();
    }

    private final Map<VenueAccount, Shelf> shelves = new LinkedHashMap<>();
    private final Long2ObjectHashMap<OwnOrder> byId = new Long2ObjectHashMap<>();
    private final List<Long2ObjectHashMap<OwnOrder>> byEngineId = new ArrayList<>();

    OrderIndex(final int instruments) {
        for (int i = 0; i < instruments; i++) {
            byEngineId.add(new Long2ObjectHashMap<>());
        }
    }

    private Shelf shelf(final VenueAccount account) {
        return shelves.computeIfAbsent(account, a -> new Shelf());
    }

    void add(final OwnOrder order) {
        final Shelf shelf = shelf(order.account());
        shelf.latest.put(order.ticket().clientOrderId(), order);
        shelf.open.put(order.id(), order);
        shelf.all.add(order);
        byId.put(order.id(), order);
    }

    void add(final VenueAccount account, final OrderList list) {
        shelf(account).lists.add(list);
    }

    void rests(final OwnOrder order, final long engineId) {
        order.engineId = engineId;
        byEngineId.get(order.ticket().instrument()).put(engineId, order);
    }

    void rises(final OwnOrder order) {
        if (order.engineId >= 0) {
            byEngineId.get(order.ticket().instrument()).remove(order.engineId);
            order.engineId = -1;
        }
    }

    void done(final OwnOrder order) {
        rises(order);
        shelf(order.account()).open.remove(order.id());
    }

    void traded(final OwnTrade trade) {
        shelf(trade.order().account()).trades.add(trade);
    }

    OwnOrder resting(final int instrument, final long engineId) {
        return byEngineId.get(instrument).get(engineId);
    }

    OwnOrder byId(final VenueAccount account, final long id) {
        final OwnOrder found = byId.get(id);
        return found == null || found.account() != account ? null : found;
    }

    /** The latest with this name. */
    OwnOrder byClientId(final VenueAccount account, final String clientId) {
        return shelf(account).latest.get(clientId);
    }

    /** Open orders in the order in which they came; instrument -1 = all. */
    List<OwnOrder> open(final VenueAccount account, final int instrument) {
        final List<OwnOrder> found = new ArrayList<>();
        for (final OwnOrder order : shelf(account).open.values()) {
            if (instrument < 0 || order.ticket().instrument() == instrument) {
                found.add(order);
            }
        }
        return found;
    }

    List<OwnOrder> all(final VenueAccount account) {
        return shelf(account).all;
    }

    List<OwnTrade> trades(final VenueAccount account) {
        return shelf(account).trades;
    }

    List<OrderList> lists(final VenueAccount account) {
        return shelf(account).lists;
    }

    List<VenueAccount> accounts() {
        return new ArrayList<>(shelves.keySet());
    }

    void join(final VenueAccount account) {
        shelf(account);
    }
}
