package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountEvents;
import io.penstock.gateways.emulator.account.OrderList;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Listen keys, the connections that they open, and what these are told. One thread. */
final class PrivateStreams implements AccountEvents {
    /** Closes a connection. */
    interface Closer {
        void close(int connection);
    }

    private static final class ListenKey {
        private final VenueAccount account;
        private final List<Integer> connections = new ArrayList<>();
        private long expiresNs;

        private ListenKey(final VenueAccount account) {
            this.account = account;
        }
    }

    private record Balance(BigDecimal free, BigDecimal locked) {
        private static final Balance NONE = new Balance(BigDecimal.ZERO, BigDecimal.ZERO);
    }

    static final Set<String> CHANNELS =
        Set.of(PrivateFrames.ORDERS, PrivateFrames.DEALS, PrivateFrames.ACCOUNT);
    private static final int MOST_KEYS = 60;
    private static final int MOST_CONNECTIONS = 5;

    private final PrivateContext context;
    private final PrivateFrames frames;
    private final StreamClock clock;
    private final Topics topics;
    private final long lifeNs;
    private final Closer closer;
    private final Map<String, ListenKey> keys = new LinkedHashMap<>();
    private final Map<String, Balance> told = new HashMap<>();
    private String why = "ENTRUST";
    private int made;

    PrivateStreams(final PrivateContext context, final PrivateFrames frames, final StreamClock clock,
        final Topics topics, final long lifeNs, final Closer closer) {
        this.context = context;
        this.frames = frames;
        this.clock = clock;
        this.topics = topics;
        this.lifeNs = lifeNs;
        this.closer = closer;
    }

    /** A new key, null when the account has too many. */
    String start(final VenueAccount account, final long nowNs) {
        if (of(account).size() >= MOST_KEYS) {
            return null;
        }
        final String name = String.format(Locale.ROOT, "%064x", 0xA11CEL << 32 | ++made);
        keys.put(name, new ListenKey(account));
        renew(name, nowNs);
        return name;
    }

    List<String> of(final VenueAccount account) {
        return keys.entrySet().stream().filter(one -> one.getValue().account == account).map(Map.Entry::getKey)
            .toList();
    }

    /** False when the account has no such key. */
    boolean renew(final VenueAccount account, final String name, final long nowNs) {
        if (!of(account).contains(name)) {
            return false;
        }
        renew(name, nowNs);
        return true;
    }

    private void renew(final String name, final long nowNs) {
        final ListenKey key = keys.get(name);
        key.expiresNs = nowNs + lifeNs;
        clock.at(key.expiresNs, due -> {
            if (keys.get(name) == key && key.expiresNs <= due) {
                end(name, true);
            }
        });
    }

    /** Ends a key; its connections are closed, or stay open and silent. */
    void end(final String name, final boolean closing) {
        final ListenKey key = keys.remove(name);
        if (key != null && closing) {
            List.copyOf(key.connections).forEach(closer::close);
        }
    }

    /** Ends all keys of an account. */
    void endAll(final VenueAccount account) {
        of(account).forEach(name -> end(name, true));
    }

    /** One key ends before its time, half of them without a word; false when there is none. */
    boolean expireOne(final SeededRandom random) {
        if (keys.isEmpty()) {
            return false;
        }
        end(new ArrayList<>(keys.keySet()).get(random.below(keys.size())), random.chance(0.5));
        return true;
    }

    /** A connection comes with a key; false when it is refused. */
    boolean join(final int connection, final String name) {
        final ListenKey key = keys.get(name);
        return key != null && key.connections.size() < MOST_CONNECTIONS && key.connections.add(connection);
    }

    void leave(final int connection) {
        keys.values().forEach(key -> key.connections.remove((Integer) connection));
    }

    /** Whether a connection may hear private channels. */
    boolean opened(final int connection) {
        return keys.values().stream().anyMatch(key -> key.connections.contains(connection));
    }

    /** A connection that hears something, -1 when none does. */
    int any(final SeededRandom random) {
        final List<Integer> all = new ArrayList<>();
        keys.values().forEach(key -> all.addAll(key.connections));
        return all.isEmpty() ? -1 : all.get(random.below(all.size()));
    }

    private void tell(final VenueAccount account, final String channel, final byte[] frame, final long nowNs) {
        for (final ListenKey key : keys.values()) {
            if (key.account != account) {
                continue;
            }
            for (final int connection : List.copyOf(key.connections)) {
                if (topics.of(connection).contains(channel)) {
                    context.gate().event(connection, frame, true, nowNs);
                }
            }
        }
    }

    @Override
    public void onOrder(final OwnOrder order, final What what, final OwnTrade trade, final long timeNs) {
        why = what == What.NEW ? "ENTRUST_PLACE" : what == What.TRADE ? "ENTRUST" : "ENTRUST_CANCEL";
        tell(order.account(), PrivateFrames.ORDERS, frames.order(order, trade, timeNs), timeNs);
        if (trade != null) {
            tell(order.account(), PrivateFrames.DEALS, frames.deal(trade, timeNs), timeNs);
        }
    }

    @Override
    public void onAccount(final VenueAccount account, final AccountChange change, final long timeNs) {
        final String type = change.cause() != AccountChange.Cause.TRANSFER ? why
            : change.delta().signum() < 0 ? "WITHDRAW" : "DEPOSIT";
        for (final String asset : change.assets()) {
            final Balance now = new Balance(account.free(asset), account.locked(asset));
            final Balance before = told.getOrDefault(account.name() + '/' + asset, Balance.NONE);
            told.put(account.name() + '/' + asset, now);
            tell(account, PrivateFrames.ACCOUNT, frames.balance(asset, now.free, now.free.subtract(before.free),
                now.locked, now.locked.subtract(before.locked), type, timeNs), timeNs);
        }
    }

    @Override
    public void onList(final OrderList list, final long timeNs) {
        // the venue has none
    }
}
