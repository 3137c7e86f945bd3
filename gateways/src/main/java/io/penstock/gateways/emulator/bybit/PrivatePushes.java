package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountEvents;
import io.penstock.gateways.emulator.account.EndReason;
import io.penstock.gateways.emulator.account.OrderList;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tells private topics what happens. What one step of the market does is told in one message per topic, with as many
 * rows as things happened: orders, executions, positions, wallet, in this order. One thread.
 */
final class PrivatePushes implements AccountEvents {
    /** A funding payment. Immutable. */
    record Paid(int instrument, long timeNs, String row) {
    }

    /** What waits for the end of a step, of one account. */
    private static final class Batch {
        private final Map<String, List<String>> rows = new LinkedHashMap<>();
        private final TreeSet<Integer> positions = new TreeSet<>();
        private final TreeSet<String> coins = new TreeSet<>();
        /** The order that came last in this step, while nothing else happened to it. */
        private OwnOrder fresh;

        private void add(final String topic, final String row) {
            rows.computeIfAbsent(topic, t -> new ArrayList<>()).add(row);
        }

        /** A post-only order that would take is told as cancelled, never as new. */
        private void forget(final OwnOrder order) {
            if (order == fresh && order.reason() == EndReason.POST_ONLY) {
                final List<String> told = rows.get("order");
                told.remove(told.size() - 1);
            }
        }
    }

    private static final List<String> TOPICS = List.of("order", "execution", "execution.fast", "position", "wallet");

    private final PrivateContext context;
    private final OrderWriter orders;
    private final MoneyWriter money;
    private final Map<Integer, BybitClient> clients = new LinkedHashMap<>();
    private final Map<VenueAccount, Batch> batches = new LinkedHashMap<>();
    private final Map<String, BigDecimal> held = new HashMap<>();
    private final Map<Long, BigDecimal> closed = new HashMap<>();
    private final Map<VenueAccount, List<Paid>> funding = new HashMap<>();
    private long messages;

    PrivatePushes(final PrivateContext context, final OrderWriter orders, final MoneyWriter money) {
        this.context = context;
        this.orders = orders;
        this.money = money;
    }

    void join(final BybitClient client) {
        clients.put(client.connection, client);
    }

    void leave(final int connection) {
        clients.remove(connection);
    }

    BybitClient client(final int connection) {
        return clients.get(connection);
    }

    List<BybitClient> clients() {
        return List.copyOf(clients.values());
    }

    /** A connection that hears something, null when none does. */
    BybitClient any(final SeededRandom random) {
        final List<BybitClient> hearing = clients.values().stream().filter(one -> !one.topics.isEmpty()).toList();
        return hearing.isEmpty() ? null : hearing.get(random.below(hearing.size()));
    }

    /** The plain name of a topic that may have a category behind it; empty when there is none such. */
    String plain(final String topic) {
        for (final String name : TOPICS) {
            if (topic.equals(name) || categorised(topic, name)) {
                return name;
            }
        }
        return topic.startsWith("dcp.") ? "dcp" : "";
    }

    private static boolean categorised(final String topic, final String name) {
        return !"wallet".equals(name) && List.of("spot", "linear", "inverse", "option").stream()
            .anyMatch(category -> topic.equals(name + "." + category));
    }

    private Batch batch(final VenueAccount account) {
        return batches.computeIfAbsent(account, a -> new Batch());
    }

    /** How much of a position a trade closed. */
    BigDecimal closed(final OwnTrade trade) {
        return closed.getOrDefault(trade.executionId(), BigDecimal.ZERO);
    }

    /** The funding payments of an account, in order. */
    List<Paid> funding(final VenueAccount account) {
        return funding.getOrDefault(account, List.of());
    }

    private void keep(final OwnTrade trade) {
        if (context.spot) {
            return;
        }
        final OwnOrder order = trade.order();
        final String key = order.account().name() + '/' + order.ticket().instrument();
        final BigDecimal before = held.getOrDefault(key, BigDecimal.ZERO);
        final BigDecimal change = order.ticket().buy() ? trade.quantity() : trade.quantity().negate();
        if (before.signum() * change.signum() < 0) {
            closed.put(trade.executionId(), before.abs().min(trade.quantity()));
        }
        held.put(key, before.add(change));
    }

    @Override
    public void onOrder(final OwnOrder order, final What what, final OwnTrade trade, final long timeNs) {
        final Batch batch = batch(order.account());
        batch.forget(order);
        batch.fresh = what == What.NEW ? order : null;
        if (what == What.TRIGGERED) {
            batch.add("order", orders.order(order, "Triggered"));
        }
        batch.add("order", orders.order(order));
        if (trade != null) {
            keep(trade);
            batch.add("execution", orders.execution(trade, closed(trade)));
            if (!order.system()) {
                batch.add("execution.fast", orders.fast(trade));
            }
        }
        if (!context.spot) {
            batch.positions.add(order.ticket().instrument());
        }
    }

    @Override
    public void onAccount(final VenueAccount account, final AccountChange change, final long timeNs) {
        final Batch batch = batch(account);
        if (change.cause() == AccountChange.Cause.FUNDING) {
            final int instrument = change.instruments().get(0);
            final TruthLedger.Flow flow = new TruthLedger.Flow(account.name(), change.assets().get(0), change.delta(),
                change.cause(), instrument, change.flowId(), timeNs);
            final String row = orders.funding(flow, account.position(instrument).quantity(),
                context.orders.mark(instrument), context.orders.perpetuals().rate());
            funding.computeIfAbsent(account, a -> new ArrayList<>()).add(new Paid(instrument, timeNs, row));
            batch.add("execution", row);
        }
        batch.positions.addAll(change.instruments());
        batch.coins.addAll(change.assets());
    }

    @Override
    public void onList(final OrderList list, final long timeNs) {
        // the venue has none
    }

    /** A row for the order topic that is no change of an order. */
    void add(final VenueAccount account, final String row) {
        batch(account).add("order", row);
    }

    /** Tells everything that waits. */
    void flush(final long nowNs) {
        if (batches.isEmpty()) {
            return;
        }
        final Map<VenueAccount, Batch> waiting = new LinkedHashMap<>(batches);
        batches.clear();
        waiting.forEach((account, batch) -> {
            for (final int instrument : batch.positions) {
                batch.add("position", money.position(account, instrument, nowNs));
            }
            if (!batch.coins.isEmpty()) {
                batch.add("wallet", money.wallet(account, batch.coins));
            }
            for (final String name : TOPICS) {
                if (batch.rows.containsKey(name)) {
                    tell(account, name, batch.rows.get(name), nowNs);
                }
            }
        });
    }

    private void tell(final VenueAccount account, final String name, final List<String> rows, final long nowNs) {
        for (final BybitClient client : clients()) {
            if (client.key == null || client.key.account() != account) {
                continue;
            }
            for (final String topic : client.topics) {
                if (topic.equals(name) || topic.equals(name + "." + context.category())) {
                    final JsonText out = new JsonText().object().text("id", "m-" + ++messages).text("topic", topic)
                        .raw("creationTime", context.time.millis(nowNs)).array("data");
                    rows.forEach(out::element);
                    context.gate().event(client.connection, Outbox.ascii(out.endArray().end().toString()), false,
                        nowNs);
                }
            }
        }
    }
}
