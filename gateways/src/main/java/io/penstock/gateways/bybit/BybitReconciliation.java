package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.VenueVerdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One listing of everything: open orders, balances, positions, trades since the last complete listing, in a bracket of
 * SNAPSHOT_BEGIN and SNAPSHOT_END, or SNAPSHOT_FAILED whatever failed. What the venue leaves out because it is nothing
 * (a flat position, a coin of ours that is not held) is told as zero. The newest trade seen is no measure of what is
 * known: after a gap of the stream the first new trade would hide those in the gap. One thread.
 */
final class BybitReconciliation implements BybitListing.Reader {
    /** Trades are asked for from a little before the last complete listing began, for the venue's lists lag. */
    private static final long OVERLAP_MS = 60_000;

    private enum Kind { ORDERS, WALLET, POSITIONS, TRADES }

    private record Step(Kind kind, String path, String query) {
    }

    private final BybitAccount account;
    private final BybitOrderRows orders;
    private final BybitMoneyRows money;
    private final long number;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<String> coins = new HashSet<>();
    private final Set<Integer> positions = new HashSet<>();
    private long begunMs;
    private boolean over;

    BybitReconciliation(
        final BybitAccount account, final BybitOrderRows orders, final BybitMoneyRows money, final long number) {
        this.account = account;
        this.orders = orders;
        this.money = money;
        this.number = number;
    }

    void begin(final long nowNs) {
        final String category = "category=" + account.category;
        final Set<String> settle = new LinkedHashSet<>();
        for (final Listed listed : account.instruments.all()) {
            settle.add(listed.definition().quoteAsset());
        }
        if (account.linear) {
            for (final String coin : settle) {
                steps.add(new Step(
                    Kind.ORDERS, "/v5/order/realtime", category + "&settleCoin=" + coin + "&openOnly=0&limit=50"));
            }
        } else {
            steps.add(new Step(Kind.ORDERS, "/v5/order/realtime", category + "&openOnly=0&limit=50"));
        }
        steps.add(new Step(Kind.WALLET, "/v5/account/wallet-balance", "accountType=UNIFIED"));
        if (account.linear) {
            for (final String coin : settle) {
                steps.add(new Step(
                    Kind.POSITIONS, "/v5/position/list", category + "&settleCoin=" + coin + "&limit=200"));
            }
        }
        steps.add(new Step(Kind.TRADES, "/v5/execution/list", category + "&startTime=" + sinceMs(nowNs)
            + "&limit=100"));
        status(VenueCondition.SNAPSHOT_BEGIN, 0, nowNs);
        ask(nowNs);
    }

    private long sinceMs(final long nowNs) {
        begunMs = account.time.stampMs(nowNs);
        final long known = account.listedToMs == 0 ? begunMs - account.settings.historyMs()
            : account.listedToMs - OVERLAP_MS;
        return Math.max(known, begunMs - BybitOrderSettings.MOST_HISTORY_MS + OVERLAP_MS);
    }

    private void ask(final long nowNs) {
        BybitListing.ask(account, steps.peek().path, steps.peek().query, this, nowNs);
    }

    /** Another one begins, or the venue cannot be asked. */
    void abandon(final int code, final long nowNs) {
        if (!over) {
            over = true;
            status(VenueCondition.SNAPSHOT_FAILED, code, nowNs);
        }
    }

    boolean isOver() {
        return over;
    }

    @Override
    public boolean page(final JsonNode result, final long nowNs) {
        if (over) {
            return true;
        }
        final Kind kind = steps.peek().kind;
        boolean good = result.path("list").isArray();
        for (final JsonNode row : result.path("list")) {
            good &= switch (kind) {
                case ORDERS -> orders.listed(row, nowNs);
                case WALLET -> money.wallet(row, Long.MIN_VALUE, coins, nowNs);
                case POSITIONS -> money.position(row, positions, nowNs);
                case TRADES -> money.execution(row, true, nowNs);
            };
        }
        return good;
    }

    @Override
    public void done(final long nowNs) {
        if (over) {
            return;
        }
        final Kind done = steps.poll().kind;
        final Kind next = steps.isEmpty() ? null : steps.peek().kind;
        if (done == Kind.WALLET) {
            absentCoins(nowNs);
        } else if (done == Kind.POSITIONS && next != Kind.POSITIONS) {
            flatPositions(nowNs);
        }
        if (next == null) {
            over = true;
            account.listedToMs = begunMs;
            status(VenueCondition.SNAPSHOT_END, 0, nowNs);
        } else {
            ask(nowNs);
        }
    }

    private void absentCoins(final long nowNs) {
        for (final Listed listed : account.instruments.all()) {
            final String quote = listed.definition().quoteAsset();
            if (coins.add(quote)) {
                account.out.event().balance(account.venue, quote, 0, 0, Long.MIN_VALUE, nowNs);
            }
            final String base = listed.definition().baseAsset();
            if (!account.linear && coins.add(base)) {
                account.out.event().balance(account.venue, base, 0, 0, Long.MIN_VALUE, nowNs);
            }
        }
    }

    private void flatPositions(final long nowNs) {
        for (final Listed listed : account.instruments.all()) {
            if (positions.add(listed.id())) {
                account.out.event().position(account.venue, listed.id(), 0, 0, 0, 0, Long.MIN_VALUE, nowNs);
            }
        }
    }

    @Override
    public void failed(final int code, final VenueVerdict verdict, final long nowNs) {
        abandon(code, nowNs);
    }

    private void status(final VenueCondition condition, final int code, final long nowNs) {
        account.out.event().venueStatus(account.venue, condition, code, 0, number, nowNs);
    }
}
