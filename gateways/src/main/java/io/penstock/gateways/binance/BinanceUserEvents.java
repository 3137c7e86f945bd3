package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Venue;
import io.penstock.gateways.common.order.EventOutbox;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the venue tells of our orders and money by itself, as events. An event is read whole before anything of it is
 * written; one that cannot be read is an {@link IllegalArgumentException} and leaves nothing. One thread; allocates.
 *
 * <p>Source: Binance's user-data-stream.md and the USD-M user data pages as of 2026-09.
 */
final class BinanceUserEvents {
    /** What an event asks of the session. */
    enum Signal {
        /** Nothing. */
        NONE,
        /** The subscription ended; the connection did not. */
        ENDED,
        /** The key of the private stream is not valid any more. */
        KEY_EXPIRED,
        /** The connection will end. */
        SHUTDOWN
    }

    private final Venue venue;
    private final BinanceMarkets markets;
    private final BinanceOrderTable table;
    private final BinanceReports reports;
    private final EventOutbox outbox;
    private long unknown;
    private long foreignSymbols;

    BinanceUserEvents(
        final Venue venue, final BinanceMarkets markets, final BinanceOrderTable table, final BinanceReports reports,
        final EventOutbox outbox) {
        this.venue = venue;
        this.markets = markets;
        this.table = table;
        this.reports = reports;
        this.outbox = outbox;
    }

    /** Events of a kind that is not known. */
    long unknown() {
        return unknown;
    }

    /** Events about instruments that were not announced. */
    long foreignSymbols() {
        return foreignSymbols;
    }

    Signal onEvent(final JsonNode event, final long nowNs) {
        final String kind = event.path("e").asText();
        switch (kind) {
            case "executionReport" -> execution(event, nowNs);
            case "outboundAccountPosition" -> balances(event, nowNs);
            case "balanceUpdate" -> balanceMoved(event, nowNs);
            case "listStatus" -> list(event, nowNs);
            case "ORDER_TRADE_UPDATE" -> orderTrade(event.path("o"), nowNs);
            case "TRADE_LITE" -> tradeLite(event);
            case "ACCOUNT_UPDATE" -> account(event, nowNs);
            case "ALGO_UPDATE" -> algo(event, nowNs);
            case "externalLockUpdate", "ACCOUNT_CONFIG_UPDATE", "MARGIN_CALL", "STRATEGY_UPDATE", "GRID_UPDATE",
                "CONDITIONAL_ORDER_TRIGGER_REJECT" -> { }
            case "eventStreamTerminated" -> {
                return Signal.ENDED;
            }
            case "listenKeyExpired" -> {
                return Signal.KEY_EXPIRED;
            }
            case "serverShutdown" -> {
                return Signal.SHUTDOWN;
            }
            default -> unknown++;
        }
        return Signal.NONE;
    }

    private BinanceMarkets.Market market(final JsonNode node) {
        final BinanceMarkets.Market market = markets.bySymbol(BinanceFields.text(node, "s"));
        foreignSymbols += market == null ? 1 : 0;
        return market;
    }

    private void execution(final JsonNode event, final long nowNs) {
        final BinanceMarkets.Market market = market(event);
        if (market == null) {
            return;
        }
        final String kind = BinanceFields.text(event, "x");
        final String original = event.path("C").asText();
        final boolean swapped = !"NEW".equals(kind) && !original.isEmpty() && !"null".equals(original);
        final String clientText = swapped ? original : BinanceFields.text(event, "c");
        final int exponent = market.quantityExponent();
        final BinanceReports.Word word = new BinanceReports.Word(market, BinanceReports.ours(clientText),
            Long.toString(BinanceFields.whole(event, "i")), BinanceFields.side(event, "S"),
            BinanceFields.decimal(event, "z", exponent), BinanceFields.decimal(event, "q", exponent),
            BinanceFields.timeNs(event, "T"), 0);
        switch (kind) {
            case "NEW" -> accepted(word, BinanceFields.type(false, event.path("o").asText()),
                event.path("w").asBoolean(true), nowNs);
            case "TRADE" -> fill(word, event, "m", RejectReason.NONE, nowNs);
            case "CANCELED" -> reports.write(word, ExecutionType.CANCELED, RejectReason.NONE, nowNs);
            case "REPLACED" -> {
                final long price = BinanceFields.decimal(event, "p", market.priceExponent());
                reports.write(word, ExecutionType.REPLACED, RejectReason.NONE, nowNs).price(price)
                    .quantity(word.quantity());
            }
            case "REJECTED" -> reports.write(word, ExecutionType.REJECTED, refusal(event.path("r").asText()), nowNs);
            case "EXPIRED" -> reports.write(word, ExecutionType.EXPIRED, BinanceReports.expiry(
                event.path("eR").asText(), event.path("f").asText(), event.path("o").asText(),
                event.path("g").asLong(-1)), nowNs);
            case "TRADE_PREVENTION" -> {
                if ("EXPIRED_IN_MATCH".equals(event.path("X").asText())) {
                    reports.write(word, ExecutionType.EXPIRED, RejectReason.SELF_TRADE, nowNs);
                }
            }
            default -> unknown++;
        }
    }

    /** A stop is told of twice: when it is taken, and when its trigger put it on the book. */
    private void accepted(
        final BinanceReports.Word word, final OrderType type, final boolean works, final long nowNs) {
        final BinanceOrderTable.Entry known = table.byClientId(word.clientOrderId());
        final boolean triggered = known != null && known.accepted() && works
            && BinanceOrderParameters.conditional(type);
        reports.write(word, triggered ? ExecutionType.TRIGGERED : ExecutionType.ACCEPTED, RejectReason.NONE, nowNs);
    }

    private void fill(
        final BinanceReports.Word word, final JsonNode event, final String makerField, final RejectReason reason,
        final long nowNs) {
        final BinanceMarkets.Market market = word.market();
        final long tradeId = BinanceFields.whole(event, "t");
        final long price = BinanceFields.decimal(event, "L", market.priceExponent());
        final long quantity = BinanceFields.decimal(event, "l", market.quantityExponent());
        final long fee = BinanceFields.decimalOr0(event, "n", FixedPoint.AMOUNT_EXPONENT);
        final String feeAsset = BinanceReports.feeAsset(event, "N", fee);
        if (tradeId <= 0 || price <= 0 || quantity <= 0) {
            throw new IllegalArgumentException("a fill without number, price or quantity");
        }
        final Liquidity liquidity = event.path(makerField).asBoolean() ? Liquidity.MAKER : Liquidity.TAKER;
        reports.fill(word, tradeId, price, quantity, fee, feeAsset, liquidity, reason, nowNs);
    }

    private static RejectReason refusal(final String word) {
        return switch (word) {
            case "INSUFFICIENT_BALANCES", "INSUFFICIENT_BALANCE" -> RejectReason.INSUFFICIENT_BALANCE;
            case "STOP_PRICE_WOULD_TRIGGER_IMMEDIATELY" -> RejectReason.WOULD_TRIGGER;
            case "WOULD_MATCH_IMMEDIATELY" -> RejectReason.WOULD_TAKE;
            case "OCO_BAD_PRICES" -> RejectReason.FILTER;
            default -> RejectReason.OTHER;
        };
    }

    private record Balance(String asset, long free, long locked) {
    }

    private void balances(final JsonNode event, final long nowNs) {
        final long timeNs = BinanceFields.timeNs(event, "u");
        final List<Balance> found = new ArrayList<>();
        for (final JsonNode each : event.path("B")) {
            found.add(new Balance(BinanceFields.asset(each, "a"), BinanceFields.amount(each, "f"),
                BinanceFields.amount(each, "l")));
        }
        for (final Balance each : found) {
            outbox.one().balance(venue, each.asset(), each.free(), each.locked(), timeNs, nowNs);
        }
    }

    private void balanceMoved(final JsonNode event, final long nowNs) {
        final String asset = BinanceFields.asset(event, "a");
        final long delta = BinanceFields.amount(event, "d");
        final long timeNs = BinanceFields.timeNs(event, "T");
        if (delta != 0) {
            outbox.one().cashFlow(venue, delta > 0 ? CashFlowKind.DEPOSIT : CashFlowKind.WITHDRAWAL,
                flowId(asset, delta, timeNs, "balance"), -1, asset, delta, timeNs, nowNs);
        }
    }

    /** Each order of a pair that was refused as a whole; otherwise the orders speak for themselves. */
    private void list(final JsonNode event, final long nowNs) {
        if (!"REJECT".equals(event.path("L").asText())) {
            return;
        }
        final long timeNs = BinanceFields.timeNs(event, "T");
        final List<BinanceOrderTable.Entry> refused = new ArrayList<>();
        for (final JsonNode each : event.path("O")) {
            final BinanceOrderTable.Entry entry =
                table.byClientId(BinanceReports.ours(BinanceFields.text(each, "c")));
            if (entry != null) {
                refused.add(entry);
            }
        }
        for (final BinanceOrderTable.Entry each : refused) {
            reports.write(new BinanceReports.Word(each.market(), each.clientOrderId(), each.venueOrderId(),
                each.side(), 0, 0, timeNs, 0), ExecutionType.REJECTED, refusal(event.path("r").asText()), nowNs);
        }
    }

    private void orderTrade(final JsonNode order, final long nowNs) {
        final BinanceMarkets.Market market = market(order);
        if (market == null) {
            return;
        }
        final String clientText = BinanceFields.text(order, "c");
        final boolean forced = BinanceReports.forced(clientText);
        final int exponent = market.quantityExponent();
        final BinanceReports.Word word = new BinanceReports.Word(market, BinanceReports.ours(clientText),
            Long.toString(BinanceFields.whole(order, "i")), BinanceFields.side(order, "S"),
            BinanceFields.decimal(order, "z", exponent), BinanceFields.decimal(order, "q", exponent),
            BinanceFields.timeNs(order, "T"), 0);
        final RejectReason why = forced ? RejectReason.LIQUIDATION : RejectReason.NONE;
        switch (BinanceFields.text(order, "x")) {
            case "NEW" -> {
                // A conditional order lives on under its own client id once its trigger was reached.
                final boolean triggered = "ALGO_CONDITION".equals(order.path("st").asText());
                reports.write(word, triggered ? ExecutionType.TRIGGERED : ExecutionType.ACCEPTED, why, nowNs);
            }
            case "TRADE" -> fill(word, order, "m", why, nowNs);
            case "CALCULATED" -> {
                if (order.path("t").asLong() > 0 && !"0".equals(order.path("l").asText("0"))) {
                    fill(word, order, "m", RejectReason.LIQUIDATION, nowNs);
                } else {
                    reports.write(word, ExecutionType.EXPIRED, RejectReason.LIQUIDATION, nowNs);
                }
            }
            case "CANCELED" -> reports.write(word, ExecutionType.CANCELED, why, nowNs);
            case "EXPIRED" -> reports.write(word, ExecutionType.EXPIRED, expiry(order), nowNs);
            case "AMENDMENT" -> {
                final long price = BinanceFields.decimal(order, "p", market.priceExponent());
                reports.write(word, ExecutionType.REPLACED, why, nowNs).price(price).quantity(word.quantity());
            }
            default -> unknown++;
        }
    }

    /** By the number that stands for the reason, else by what kind of order it was. */
    private static RejectReason expiry(final JsonNode order) {
        if ("EXPIRED_IN_MATCH".equals(order.path("X").asText())) {
            return RejectReason.SELF_TRADE;
        }
        return switch (order.path("er").asText("0")) {
            case "1", "3" -> RejectReason.SELF_TRADE;
            case "2", "9" -> "FOK".equals(order.path("f").asText())
                ? RejectReason.NOT_FILLABLE : RejectReason.NO_LIQUIDITY;
            case "4" -> RejectReason.REDUCE_ONLY;
            case "5" -> RejectReason.LIQUIDATION;
            case "7" -> RejectReason.INSTRUMENT_HALTED;
            case "0" -> "GTD".equals(order.path("f").asText()) ? RejectReason.TIME_EXPIRED
                : BinanceReports.expiry("", order.path("f").asText(), order.path("o").asText(), -1);
            default -> RejectReason.OTHER;
        };
    }

    /** Has no fee: the whole fill follows, and a fill is booked once. Only that we trade there is worth knowing. */
    private void tradeLite(final JsonNode event) {
        final BinanceMarkets.Market market = market(event);
        if (market != null) {
            market.activate();
        }
    }

    private record Position(BinanceMarkets.Market market, long quantity, long entry) {
    }

    private record Wallet(String asset, long balance, long change) {
    }

    private void account(final JsonNode event, final long nowNs) {
        final JsonNode body = event.path("a");
        final long timeNs = BinanceFields.timeNs(event, "T");
        final String why = BinanceFields.text(body, "m");
        final List<Wallet> wallets = new ArrayList<>();
        for (final JsonNode each : body.path("B")) {
            wallets.add(new Wallet(BinanceFields.asset(each, "a"), BinanceFields.amount(each, "wb"),
                BinanceFields.decimalOr0(each, "bc", FixedPoint.AMOUNT_EXPONENT)));
        }
        final List<Position> positions = new ArrayList<>();
        for (final JsonNode each : body.path("P")) {
            final BinanceMarkets.Market market = market(each);
            if (market != null && "BOTH".equals(each.path("ps").asText("BOTH"))) {
                positions.add(new Position(market, BinanceFields.decimal(each, "pa", market.quantityExponent()),
                    BinanceFields.mean(each, "ep", market.priceExponent())));
            }
        }
        final CashFlowKind kind = flow(why);
        final int instrument = positions.size() == 1 ? positions.get(0).market().id() : -1;
        for (final Wallet each : wallets) {
            if (each.change() != 0) {
                outbox.one().cashFlow(venue, sign(kind, each.change()),
                    flowId(each.asset(), each.change(), timeNs, why), instrument, each.asset(), each.change(), timeNs,
                    nowNs);
            }
            outbox.one().balance(venue, each.asset(), each.balance(), 0, timeNs, nowNs);
        }
        for (final Position each : positions) {
            outbox.one().position(venue, each.market().id(), each.quantity(), each.entry(), 0, 0, timeNs, nowNs);
        }
    }

    private static CashFlowKind flow(final String why) {
        return switch (why) {
            case "FUNDING_FEE" -> CashFlowKind.FUNDING;
            case "DEPOSIT" -> CashFlowKind.DEPOSIT;
            case "WITHDRAW", "WITHDRAW_REJECT" -> CashFlowKind.WITHDRAWAL;
            case "MARGIN_TRANSFER", "ASSET_TRANSFER", "COIN_SWAP_DEPOSIT", "COIN_SWAP_WITHDRAW",
                "AUTO_EXCHANGE" -> CashFlowKind.TRANSFER;
            case "INSURANCE_CLEAR" -> CashFlowKind.LIQUIDATION_FEE;
            default -> CashFlowKind.ADJUSTMENT;
        };
    }

    private static CashFlowKind sign(final CashFlowKind kind, final long amount) {
        return kind == CashFlowKind.WITHDRAWAL && amount > 0 ? CashFlowKind.DEPOSIT : kind;
    }

    private void algo(final JsonNode event, final long nowNs) {
        final JsonNode order = event.path("o");
        final BinanceMarkets.Market market = market(order);
        if (market == null) {
            return;
        }
        final BinanceReports.Word word = new BinanceReports.Word(market,
            BinanceReports.ours(BinanceFields.text(order, "caid")), Long.toString(BinanceFields.whole(order, "aid")),
            BinanceFields.side(order, "S"), 0, BinanceFields.decimal(order, "q", market.quantityExponent()),
            BinanceFields.timeNs(event, "T"), 0);
        switch (BinanceFields.text(order, "X")) {
            case "NEW" -> reports.write(word, ExecutionType.ACCEPTED, RejectReason.NONE, nowNs);
            case "TRIGGERED" -> reports.write(word, ExecutionType.TRIGGERED, RejectReason.NONE, nowNs);
            case "CANCELED" -> {
                // One that was triggered lives on as an order of its own, which tells of its own end.
                if (order.path("ai").asText().isEmpty()) {
                    reports.write(word, ExecutionType.CANCELED, RejectReason.NONE, nowNs);
                }
            }
            case "REJECTED" -> reports.write(word, ExecutionType.REJECTED,
                order.path("rm").asText().contains("margin") ? RejectReason.INSUFFICIENT_BALANCE
                    : RejectReason.OTHER, nowNs);
            case "EXPIRED" -> {
                if (order.path("ai").asText().isEmpty()) {
                    reports.write(word, ExecutionType.EXPIRED, RejectReason.OTHER, nowNs);
                }
            }
            case "TRIGGERING", "FINISHED" -> market.activate();
            default -> unknown++;
        }
    }

    /** The venue numbers no flow: asset, amount, time and reason together are one (FNV-1a, 64 bits). */
    static long flowId(final String asset, final long amount, final long timeNs, final String why) {
        long hash = 0xCBF29CE484222325L;
        for (final byte each : (asset + '|' + amount + '|' + timeNs + '|' + why).getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash ^ each & 0xFF) * 0x100000001B3L;
        }
        return hash & Long.MAX_VALUE;
    }
}
