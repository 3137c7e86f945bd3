package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountEvents;
import io.penstock.gateways.emulator.account.OrderList;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Who hears of an account, and what: subscriptions of the WebSocket API, streams by listen key. One thread. */
final class PrivateStreams implements AccountEvents {
    private static final long KEY_LIFE_NS = TimeUnit.MINUTES.toNanos(60);

    /** One hearer; a subscription of spot or a stream of USD-M. */
    private record Hearer(BinanceClient client, VenueAccount account, int subscription, String listenKey,
        Set<String> wanted) {
    }

    private static final class ListenKey {
        private final VenueAccount account;
        private long expiresNs;

        private ListenKey(final VenueAccount account) {
            this.account = account;
        }
    }

    private final PrivateContext context;
    private final StreamClock clock;
    private final SpotWriter spot;
    private final UsdmWriter usdm;
    private final List<Hearer> hearers = new ArrayList<>();
    private final Map<String, ListenKey> keys = new LinkedHashMap<>();
    private int made;

    PrivateStreams(final PrivateContext context, final StreamClock clock, final SpotWriter spot,
        final UsdmWriter usdm) {
        this.context = context;
        this.clock = clock;
        this.spot = spot;
        this.usdm = usdm;
    }

    /** Number of the new subscription, -1 when the connection hears this account already. */
    int subscribe(final BinanceClient client, final VenueAccount account) {
        if (hearers.stream().anyMatch(one -> one.client == client && one.account == account)) {
            return -1;
        }
        final int number = client.subscriptions++;
        hearers.add(new Hearer(client, account, number, "", Set.of()));
        return number;
    }

    /** Ends one subscription of a connection, -1 = all; false when there was none. */
    boolean unsubscribe(final BinanceClient client, final int subscription) {
        return hearers.removeIf(one -> one.client == client && (subscription < 0 || one.subscription == subscription));
    }

    List<Integer> subscriptions(final BinanceClient client) {
        return hearers.stream().filter(one -> one.client == client).map(Hearer::subscription).toList();
    }

    /** A listen key in the path or as a parameter opens a private stream of USD-M; a wrong one stays silent. */
    void join(final BinanceClient client, final Query query, final List<String> names) {
        if (context.usdm && "private".equals(client.route)) {
            final String events = query.text("events");
            final Set<String> wanted = events.isEmpty() ? Set.of() : Set.of(events.split("/"));
            names.forEach(name -> join(client, name, wanted));
            join(client, query.text("listenKey"), wanted);
        }
    }

    private void join(final BinanceClient client, final String listenKey, final Set<String> wanted) {
        final ListenKey key = keys.get(listenKey);
        if (key != null) {
            hearers.add(new Hearer(client, key.account, 0, listenKey, wanted));
        }
    }

    void leave(final int connection) {
        hearers.removeIf(one -> one.client.connection == connection);
    }

    /** The account's key, made when there is none; valid for another hour. */
    String start(final VenueAccount account, final long nowNs) {
        for (final Map.Entry<String, ListenKey> one : keys.entrySet()) {
            if (one.getValue().account == account) {
                renew(one.getKey(), nowNs);
                return one.getKey();
            }
        }
        final String name = String.format(Locale.ROOT, "listenkey%055d", ++made);
        keys.put(name, new ListenKey(account));
        renew(name, nowNs);
        return name;
    }

    /** The account's key without making one, null when there is none. */
    String of(final VenueAccount account) {
        return keys.entrySet().stream().filter(one -> one.getValue().account == account).map(Map.Entry::getKey)
            .findFirst().orElse(null);
    }

    private void renew(final String name, final long nowNs) {
        final ListenKey key = keys.get(name);
        key.expiresNs = nowNs + KEY_LIFE_NS;
        clock.at(key.expiresNs, due -> {
            if (keys.get(name) == key && key.expiresNs <= due) {
                expire(name, due);
            }
        });
    }

    void stop(final String name) {
        keys.remove(name);
        hearers.removeIf(one -> one.listenKey.equals(name));
    }

    private void expire(final String name, final long nowNs) {
        final String told = new JsonText().object().text("e", "listenKeyExpired").raw("E", context.millis(nowNs))
            .text("listenKey", name).end().toString();
        for (final Hearer one : List.copyOf(hearers)) {
            if (one.listenKey.equals(name)) {
                send(one, "listenKeyExpired", told, nowNs);
            }
        }
        stop(name);
    }

    /** One stream expires before its time; false when there is none. */
    boolean expireOne(final SeededRandom random, final long nowNs) {
        if (context.usdm) {
            if (keys.isEmpty()) {
                return false;
            }
            expire(new ArrayList<>(keys.keySet()).get(random.below(keys.size())), nowNs);
            return true;
        }
        if (hearers.isEmpty()) {
            return false;
        }
        terminate(hearers.get(random.below(hearers.size())), nowNs);
        return true;
    }

    private void terminate(final Hearer one, final long nowNs) {
        hearers.remove(one);
        send(one, "eventStreamTerminated", new JsonText().object().text("e", "eventStreamTerminated")
            .raw("E", context.clock.units(nowNs, one.client.micros)).end().toString(), nowNs);
    }

    /** A connection that hears an account, -1 when nobody does. */
    int anyConnection(final SeededRandom random) {
        return hearers.isEmpty() ? -1 : hearers.get(random.below(hearers.size())).client.connection;
    }

    private interface Words {
        String of(boolean micros);
    }

    private void tell(final VenueAccount account, final String kind, final long nowNs, final Words words) {
        for (int i = 0; i < hearers.size(); i++) {
            if (hearers.get(i).account == account) {
                send(hearers.get(i), kind, words.of(hearers.get(i).client.micros), nowNs);
            }
        }
    }

    private void send(final Hearer one, final String kind, final String event, final long nowNs) {
        if (!one.wanted.isEmpty() && !one.wanted.contains(kind)) {
            return;
        }
        final String frame = !context.usdm ? "{\"subscriptionId\":" + one.subscription + ",\"event\":" + event + "}"
            : one.client.combined ? "{\"stream\":\"" + one.listenKey + "\",\"data\":" + event + "}" : event;
        context.gate().event(one.client.connection, Outbox.ascii(frame), false, nowNs);
    }

    @Override
    public void onOrder(final OwnOrder order, final What what, final OwnTrade trade, final long timeNs) {
        if (!context.usdm) {
            if (trade != null && order.trades().size() == 1) {
                context.windows.add(order.account(), -1, timeNs);
            }
            tell(order.account(), "executionReport", timeNs,
                micros -> spot.report(order, what, trade, timeNs, micros));
            return;
        }
        if (order.ticket().trigger() != null) {
            final String status = what == What.TRIGGERED ? "TRIGGERING" : UsdmWriter.algoStatus(order);
            tell(order.account(), "ALGO_UPDATE", timeNs, micros -> usdm.algo(order, status, timeNs));
            return;
        }
        if (trade != null) {
            tell(order.account(), "TRADE_LITE", timeNs, micros -> usdm.lite(trade));
        }
        tell(order.account(), "ORDER_TRADE_UPDATE", timeNs, micros -> usdm.update(order, what, trade, timeNs));
        final OwnOrder origin = order.origin();
        if (origin != null && (what == What.NEW || order.state() == OrderState.FILLED || !order.state().open())) {
            tell(order.account(), "ALGO_UPDATE", timeNs,
                micros -> usdm.algo(origin, UsdmWriter.algoStatus(origin), timeNs));
        }
    }

    @Override
    public void onAccount(final VenueAccount account, final AccountChange change, final long timeNs) {
        if (context.usdm) {
            tell(account, "ACCOUNT_UPDATE", timeNs, micros -> usdm.account(account, change, timeNs));
            return;
        }
        if (change.cause() == AccountChange.Cause.TRANSFER) {
            tell(account, "balanceUpdate", timeNs, micros -> spot.moved(change, timeNs, micros));
        }
        tell(account, "outboundAccountPosition", timeNs,
            micros -> spot.balances(account, change.assets(), timeNs, micros));
    }

    @Override
    public void onList(final OrderList list, final long timeNs) {
        tell(list.orders().get(0).account(), "listStatus", timeNs, micros -> spot.list(list, timeNs, micros));
    }
}
