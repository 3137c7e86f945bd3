package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One listing of everything: open orders of each instrument, balances, trades of each instrument since the last
 * complete listing began, in a bracket of SNAPSHOT_BEGIN and SNAPSHOT_END, or SNAPSHOT_FAILED whatever failed. Trades
 * of orders that this session never heard of are held back until the venue has said whose they are. One thread.
 */
final class MexcReconciliation implements OrderOutbox.Waiter, MexcTradeList.Reader {
    private static final long OVERLAP_MS = 60_000;
    private static final int ORDERS_WEIGHT = 3;
    private static final int ACCOUNT_WEIGHT = 10;
    private static final int ORDER_WEIGHT = 2;

    private enum Step { ORDERS, BALANCES, TRADES, NAMES }

    private final MexcAccount account;
    private final MexcOrderRows rows;
    private final long number;
    private final Deque<Listed> instruments = new ArrayDeque<>();
    private final Set<String> assets = new HashSet<>();
    private final Map<String, List<JsonNode>> nameless = new LinkedHashMap<>();
    private Step step = Step.ORDERS;
    private long begunMs;
    private long sinceMs;
    private boolean over;

    MexcReconciliation(final MexcAccount account, final MexcOrderRows rows, final long number) {
        this.account = account;
        this.rows = rows;
        this.number = number;
    }

    void begin(final long nowNs) {
        begunMs = account.time.stampMs(nowNs);
        final long known = account.listedToMs == 0 ? begunMs - account.settings.historyMs()
            : account.listedToMs - OVERLAP_MS;
        sinceMs = Math.max(known, begunMs - MexcOrderSettings.MOST_HISTORY_MS + OVERLAP_MS);
        status(VenueCondition.SNAPSHOT_BEGIN, 0, nowNs);
        instruments.addAll(account.instruments.all());
        next(nowNs);
    }

    /** Asks the next question of this step, or goes on to the next step. */
    private void next(final long nowNs) {
        if (step == Step.ORDERS) {
            if (!instruments.isEmpty()) {
                ask("/api/v3/openOrders", "symbol=" + instruments.poll().symbol(), ORDERS_WEIGHT, nowNs);
                return;
            }
            step = Step.BALANCES;
            ask("/api/v3/account", "", ACCOUNT_WEIGHT, nowNs);
            return;
        }
        if (step == Step.BALANCES) {
            absentAssets(nowNs);
            step = Step.TRADES;
            instruments.addAll(account.instruments.all());
        }
        if (step == Step.TRADES) {
            if (!instruments.isEmpty()) {
                MexcTradeList.ask(account, instruments.poll().symbol(), "", sinceMs, this, nowNs);
                return;
            }
            step = Step.NAMES;
        }
        if (nameless.isEmpty()) {
            over = true;
            account.listedToMs = begunMs;
            status(VenueCondition.SNAPSHOT_END, 0, nowNs);
        } else {
            final Map.Entry<String, List<JsonNode>> first = nameless.entrySet().iterator().next();
            ask("/api/v3/order", "symbol=" + first.getValue().get(0).path("symbol").asText() + "&orderId="
                + first.getKey(), ORDER_WEIGHT, nowNs);
        }
    }

    private void ask(final String path, final String query, final int weight, final long nowNs) {
        account.out.ask(account.ask("GET", path, query, weight, true, nowNs), this);
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final MexcAccount.Reply reply = account.read(answer, nowNs);
        if (over) {
            return;
        }
        if (!reply.good()) {
            abandon(reply.code(), nowNs);
            return;
        }
        final boolean good = switch (step) {
            case ORDERS -> orders(reply.body(), nowNs);
            case BALANCES -> balances(reply.body(), nowNs);
            default -> named(reply.body(), nowNs);
        };
        if (good) {
            next(nowNs);
        } else {
            abandon(0, nowNs);
        }
    }

    private boolean orders(final JsonNode body, final long nowNs) {
        boolean good = body.isArray();
        for (final JsonNode row : body) {
            good &= rows.open(row, nowNs);
        }
        return good;
    }

    private boolean balances(final JsonNode body, final long nowNs) {
        boolean good = body.path("balances").isArray();
        for (final JsonNode row : body.path("balances")) {
            good &= rows.listedBalance(row, assets, nowNs);
        }
        return good;
    }

    /** What is not listed is not held. */
    private void absentAssets(final long nowNs) {
        for (final Listed listed : account.instruments.all()) {
            for (final String asset : List.of(listed.definition().baseAsset(), listed.definition().quoteAsset())) {
                if (assets.add(asset)) {
                    account.out.event().balance(MexcAccount.VENUE, asset, 0, 0, Long.MIN_VALUE, nowNs);
                }
            }
        }
    }

    @Override
    public boolean trade(final JsonNode row, final long nowNs) {
        if (over) {
            return true;
        }
        final String orderId = row.path("orderId").asText("");
        final long told = MexcAccount.idOf(row.path("clientOrderId").asText(""));
        final long id = told != 0 ? told : account.named(orderId);
        if (id >= 0) {
            return rows.listedTrade(row, id, nowNs);
        }
        if (orderId.isEmpty() || !orderId.chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 0x7F || c == '_')) {
            account.counters.malformed("trade.orderId");
            return false;
        }
        nameless.computeIfAbsent(orderId, key -> new ArrayList<>()).add(row);
        return true;
    }

    private boolean named(final JsonNode body, final long nowNs) {
        final MexcOrderRows.Row order = rows.listed(body);
        final String orderId = nameless.keySet().iterator().next();
        if (order == null || !order.orderId().equals(orderId)) {
            return false;
        }
        if (order.clientOrderId() == 0) {
            account.nameForeign(orderId);
        }
        boolean good = true;
        for (final JsonNode row : nameless.remove(orderId)) {
            good &= rows.listedTrade(row, order.clientOrderId(), nowNs);
        }
        return good;
    }

    @Override
    public void done(final long nowNs) {
        if (!over) {
            next(nowNs);
        }
    }

    @Override
    public void failed(final int code, final VenueVerdict verdict, final long nowNs) {
        abandon(code, nowNs);
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        abandon(0, nowNs);
    }

    /** Another one begins, or the venue cannot be asked. */
    void abandon(final int code, final long nowNs) {
        if (!over) {
            over = true;
            status(VenueCondition.SNAPSHOT_FAILED, code, nowNs);
        }
    }

    private void status(final VenueCondition condition, final int code, final long nowNs) {
        account.out.event().venueStatus(MexcAccount.VENUE, condition, code, 0, number, nowNs);
    }
}
