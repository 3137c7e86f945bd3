package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.Fields;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers questions about orders, executions, balances, positions and keys. One thread. */
final class QueryCalls {
    /** A row with its time: lists are told from the youngest. */
    private record Row(long timeNs, long number, String text) {
    }

    private static final long WEEK_MS = TimeUnit.DAYS.toMillis(7);
    private static final int RECENT = 500;

    private final PrivateContext context;
    private final OrderWriter orders;
    private final MoneyWriter money;
    private final PrivatePushes pushes;
    private final int instruments;

    QueryCalls(final PrivateContext context, final OrderWriter orders, final MoneyWriter money,
        final PrivatePushes pushes, final int instruments) {
        this.context = context;
        this.orders = orders;
        this.money = money;
        this.pushes = pushes;
        this.instruments = instruments;
    }

    /** The result as JSON. */
    String call(final String name, final ApiKey key, final Fields fields, final long nowNs) {
        final VenueAccount account = key.account();
        return switch (name) {
            case "order.realtime" -> realtime(account, fields, nowNs);
            case "order.history" -> history(account, fields, nowNs);
            case "execution.list" -> executions(account, fields, nowNs);
            case "wallet-balance" -> wallet(account, fields);
            case "position.list" -> positions(account, fields, nowNs);
            case "position.set-leverage" -> leverage(account, fields);
            case "fee-rate" -> fees(fields);
            default -> rights(key);
        };
    }

    /** Whether an instrument is of the coins that a request names, if it names any. */
    static boolean coins(final PrivateContext context, final Fields fields, final int instrument) {
        return (!fields.has("baseCoin") || fields.text("baseCoin").equals(context.instrument(instrument).baseAsset()))
            && (!fields.has("settleCoin")
            || fields.text("settleCoin").equals(context.instrument(instrument).quoteAsset()));
    }

    private boolean wanted(final Fields fields, final int only, final OwnOrder order, final long nowNs) {
        return (only < 0 || order.ticket().instrument() == only)
            && coins(context, fields, order.ticket().instrument()) && context.gate().visible(order.id(), nowNs)
            && (!fields.has("orderId") || fields.text("orderId").equals(context.orderId(order.id())))
            && (!fields.has("orderLinkId") || fields.text("orderLinkId").equals(order.ticket().clientOrderId()))
            && (!fields.has("orderFilter")
            || fields.text("orderFilter").equals("Order") == (order.ticket().trigger() == null));
    }

    private void rejected(final List<Row> rows, final VenueAccount account, final Fields fields, final int only) {
        for (final PrivateContext.Rejection one : context.rejections) {
            if (one.account() == account && (only < 0 || one.ticket().instrument() == only)
                && (!fields.has("orderId") || fields.text("orderId").equals(context.orderId(one.number())))
                && (!fields.has("orderLinkId") || fields.text("orderLinkId").equals(one.ticket().clientOrderId()))) {
                rows.add(new Row(one.timeNs(), one.number(), orders.rejected(one)));
            }
        }
    }

    /** The order that is named, as the only one; orders of a name are not looked for among all of them. */
    private List<OwnOrder> candidates(final VenueAccount account, final Fields fields, final long nowNs) {
        if (fields.has("orderId") || fields.has("orderLinkId")) {
            final OwnOrder named = context.find(account, fields, true, nowNs);
            return named == null ? List.of() : List.of(named);
        }
        return context.orders.orders(account);
    }

    private String realtime(final VenueAccount account, final Fields fields, final long nowNs) {
        final int only = context.anyInstrument(fields);
        if (only < 0 && !context.spot && !fields.has("settleCoin") && !fields.has("baseCoin")
            && !fields.has("orderId") && !fields.has("orderLinkId")) {
            throw PrivateContext.COMPLAINTS.missing("symbol, settleCoin or baseCoin");
        }
        final boolean named = fields.has("orderId") || fields.has("orderLinkId");
        final boolean done = "1".equals(fields.text("openOnly"));
        final List<Row> rows = new ArrayList<>();
        final List<OwnOrder> all = named || done ? candidates(account, fields, nowNs)
            : context.orders.openOrders(account, only);
        int recent = 0;
        for (int i = all.size() - 1; i >= 0; i--) {
            final OwnOrder order = all.get(i);
            final boolean open = order.state().open();
            if (!open && ++recent > RECENT || !open && order.updatedNs() < context.closedFromNs()) {
                continue;
            }
            if ((named || open != done) && wanted(fields, only, order, nowNs)) {
                rows.add(new Row(order.createdNs(), order.id(), orders.order(order)));
            }
        }
        if (named || done) {
            rejected(rows, account, fields, only);
        }
        return page(rows, fields, 20, 50);
    }

    /** Start and end in milliseconds; seven days at most. */
    private long[] span(final Fields fields, final long nowNs) {
        final long nowMs = context.time.millis(nowNs) + 1;
        final long from = fields.whole("startTime", fields.has("endTime") ? fields.whole("endTime", 0) - WEEK_MS
            : nowMs - WEEK_MS);
        final long till = fields.whole("endTime", fields.has("startTime") ? from + WEEK_MS : nowMs);
        if (till < from || till - from > WEEK_MS) {
            throw PrivateContext.refused(PrivateContext.PARAMETER, "The time range between startTime and endTime "
                + "cannot exceed 7 days.");
        }
        return new long[] {from, till};
    }

    private boolean within(final long[] span, final long timeNs) {
        final long ms = context.time.millis(timeNs);
        return ms >= span[0] && ms <= span[1];
    }

    private String history(final VenueAccount account, final Fields fields, final long nowNs) {
        final int only = context.anyInstrument(fields);
        final long[] span = span(fields, nowNs);
        final List<Row> rows = new ArrayList<>();
        for (final OwnOrder order : candidates(account, fields, nowNs)) {
            if (!order.state().open() && within(span, order.createdNs()) && wanted(fields, only, order, nowNs)) {
                rows.add(new Row(order.createdNs(), order.id(), orders.order(order)));
            }
        }
        rejected(rows, account, fields, only);
        return page(rows, fields, 20, 50);
    }

    private String executions(final VenueAccount account, final Fields fields, final long nowNs) {
        final int only = context.anyInstrument(fields);
        final long[] span = span(fields, nowNs);
        final String type = fields.text("execType");
        final List<Row> rows = new ArrayList<>();
        final boolean named = fields.has("orderId") || fields.has("orderLinkId");
        final OwnOrder order = named ? context.find(account, fields, true, nowNs) : null;
        final List<OwnTrade> trades = !named ? context.orders.trades(account, only, 0)
            : order == null ? List.of() : order.trades();
        for (final OwnTrade trade : trades) {
            if (within(span, trade.timeNs()) && coins(context, fields, trade.order().ticket().instrument())
                && (type.isEmpty() || type.equals(OrderWriter.executionType(trade.order())))) {
                rows.add(new Row(trade.timeNs(), trade.executionId(), orders.execution(trade, pushes.closed(trade))));
            }
        }
        if (!named && (type.isEmpty() || "Funding".equals(type))) {
            for (final PrivatePushes.Paid paid : pushes.funding(account)) {
                if (within(span, paid.timeNs()) && (only < 0 || paid.instrument() == only)) {
                    rows.add(new Row(paid.timeNs(), 0, paid.row()));
                }
            }
        }
        return page(rows, fields, 50, 100);
    }

    /** Rows from the youngest; the cursor says how many were told before. */
    private String page(final List<Row> rows, final Fields fields, final int usual, final int most) {
        rows.sort(Comparator.comparingLong(Row::timeNs).thenComparingLong(Row::number).reversed());
        final int size = (int) Math.max(1, Math.min(most, fields.whole("limit", usual)));
        final String cursor = fields.text("cursor");
        final int from = cursor.isEmpty() ? 0 : Query.of("?" + "page=" + cursor.replaceAll("[^0-9]", ""))
            .number("page", 0, rows.size());
        final int end = Math.min(rows.size(), from + size);
        final JsonText out = new JsonText().object().array("list");
        rows.subList(Math.min(from, end), end).forEach(row -> out.element(row.text()));
        return out.endArray().text("nextPageCursor", end < rows.size() ? "page:" + end : "")
            .text("category", context.category()).end().toString();
    }

    private String wallet(final VenueAccount account, final Fields fields) {
        if (!"UNIFIED".equals(fields.need("accountType"))) {
            throw PrivateContext.refused(PrivateContext.PARAMETER, "accountType only support UNIFIED.");
        }
        final List<String> coins = fields.has("coin") ? Arrays.asList(fields.text("coin").split(","))
            : account.assets();
        return new JsonText().object().array("list").element(money.wallet(account, coins)).endArray().end().toString();
    }

    private String positions(final VenueAccount account, final Fields fields, final long nowNs) {
        if (context.spot) {
            throw PrivateContext.COMPLAINTS.wrong("category");
        }
        final int only = context.anyInstrument(fields);
        if (only < 0 && !fields.has("settleCoin")) {
            throw PrivateContext.COMPLAINTS.missing("symbol or settleCoin");
        }
        final JsonText out = new JsonText().object().array("list");
        for (int i = 0; i < instruments; i++) {
            final boolean held = account.position(i).quantity().signum() != 0;
            if (only == i || only < 0 && held && coins(context, fields, i)) {
                out.element(money.position(account, i, nowNs));
            }
        }
        return out.endArray().text("nextPageCursor", "").text("category", context.category()).end().toString();
    }

    private String leverage(final VenueAccount account, final Fields fields) {
        if (context.spot) {
            throw PrivateContext.COMPLAINTS.wrong("category");
        }
        final int instrument = context.instrument(fields);
        final int wanted = fields.decimal("buyLeverage").intValue();
        if (wanted < 1 || wanted > 100 || fields.decimal("sellLeverage").intValue() != wanted) {
            throw fields.wrong("buyLeverage");
        }
        if (account.leverage(instrument) == wanted) {
            throw PrivateContext.refused(110043, "leverage not modified");
        }
        account.leverage(instrument, wanted);
        return "{}";
    }

    private String fees(final Fields fields) {
        final int only = context.anyInstrument(fields);
        final JsonText out = new JsonText().object().text("category", context.spot ? "spot" : "").array("list");
        for (int i = 0; i < instruments; i++) {
            if (only < 0 || only == i) {
                out.object().text("symbol", context.instrument(i).symbol()).text("baseCoin", "")
                    .decimal("takerFeeRate", context.orders.settings().takerFee(), -1)
                    .decimal("makerFeeRate", context.orders.settings().makerFee(), -1).end();
            }
        }
        return out.endArray().end().toString();
    }

    private String rights(final ApiKey key) {
        final boolean spot = key.may(ApiKey.Right.SPOT);
        final boolean futures = key.may(ApiKey.Right.FUTURES);
        return new JsonText().object().text("id", "13770661").text("note", "emulated").text("apiKey", key.key())
            .raw("readOnly", spot || futures ? 0 : 1).text("secret", "").object("permissions")
            .raw("ContractTrade", futures ? "[\"Order\",\"Position\"]" : "[]")
            .raw("Spot", spot ? "[\"SpotTrade\"]" : "[]")
            .raw("Wallet", key.may(ApiKey.Right.WITHDRAW)
                ? "[\"AccountTransfer\",\"SubMemberTransfer\",\"Withdraw\"]" : "[]")
            .raw("Options", "[]").raw("Derivatives", futures ? "[\"DerivativesTrade\"]" : "[]")
            .raw("CopyTrading", "[]").raw("BlockTrade", "[]").raw("Exchange", "[]").raw("NFT", "[]")
            .raw("Affiliate", "[]").raw("Earn", "[]").end()
            .raw("ips", key.ipRestricted() ? "[\"127.0.0.1\"]" : "[\"*\"]").raw("type", 1)
            .raw("deadlineDay", key.ipRestricted() ? 0 : 83)
            .text("expiredAt", key.ipRestricted() ? "1970-01-01T00:00:00Z" : "2030-01-01T00:00:00Z")
            .text("createdAt", "2026-01-01T00:00:00Z").raw("unified", 0).raw("uta", 1).raw("userID", 24_617_703)
            .raw("inviterID", 0).text("vipLevel", "No VIP").text("mktMakerLevel", "0").raw("affiliateID", 0)
            .text("rsaPublicKey", "").raw("isMaster", true).text("parentUid", "0").text("kycLevel", "LEVEL_DEFAULT")
            .text("kycRegion", "").end().toString();
    }
}
