package io.penstock.tools.orders;

import io.penstock.api.AlertCode;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.order.Order;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Position;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.account.VenueOffice;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what the fold holds for true is what truly happened at the venue. */
final class Agreement {
    private final OrderPath path;
    private final TruthLedger ledger;
    private final VenueAccount account;
    private final Venue venue;
    private final List<InstrumentDefinition> definitions;

    Agreement(
        final OrderPath path, final VenueOffice office, final Venue venue,
        final List<InstrumentDefinition> definitions) {
        this.path = path;
        this.venue = venue;
        this.definitions = definitions;
        ledger = office.accounts().ledger();
        account = office.accounts().accounts().get(0);
    }

    /** What differs, empty when nothing does. */
    String disorder() {
        final List<String> wrong = new ArrayList<>();
        if (ledger.maxSimultaneouslyLiveForClientId() > 1) {
            wrong.add("a client order id had two live orders");
        }
        if (path.mismatches() > 0) {
            wrong.add(path.mismatches() + " orders left without an approval");
        }
        if (!path.engine.fold().portfolio().conserved()) {
            wrong.add("the ledger does not add up");
        }
        if (path.said.alerts(AlertCode.OVERFILL) > 0) {
            wrong.add("an order is filled beyond its quantity");
        }
        compare("order", ours(), live(), wrong);
        compare("trade", booked(), happened(), wrong);
        money(wrong);
        return wrong.isEmpty() ? "" : String.join("; ", wrong.subList(0, Math.min(8, wrong.size())));
    }

    private static void compare(
        final String what, final Map<String, Integer> here, final Map<String, Integer> there,
        final List<String> wrong) {
        here.forEach((key, count) -> {
            if (!count.equals(there.get(key))) {
                wrong.add(what + " here " + count + " times, there " + there.getOrDefault(key, 0) + ": " + key);
            }
        });
        there.forEach((key, count) -> {
            if (!here.containsKey(key)) {
                wrong.add(what + " only there: " + key);
            }
        });
    }

    private Map<String, Integer> ours() {
        final Map<String, Integer> all = new TreeMap<>();
        for (Order order = path.engine.fold().orders().oldestOpen(); order != Order.NONE;
            order = path.engine.fold().orders().nextOpen(order)) {
            if (!order.held()) {
                final InstrumentDefinition market = definitions.get(order.instrumentId());
                all.merge(text(order.clientOrderId()) + " " + market.symbol() + " " + order.side() + " leaves "
                    + decimal(order.leavesQuantity(), market.quantityExponent()), 1, Integer::sum);
            }
        }
        return all;
    }

    private static String text(final long clientOrderId) {
        return clientOrderId == 0 ? "-" : ClientOrderIdText.text(clientOrderId, true);
    }

    private static String name(final OwnOrder order) {
        final String id = order.ticket().clientOrderId();
        return ClientOrderIdText.parse(id) > 0 ? id : "-";
    }

    private static String decimal(final long value, final int exponent) {
        return plain(BigDecimal.valueOf(value).movePointRight(exponent));
    }

    private static String plain(final BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Orders that live at the venue. */
    Map<String, Integer> live() {
        final Map<String, Integer> all = new TreeMap<>();
        for (final OwnOrder order : ledger.liveOrders()) {
            all.merge(name(order) + " " + definitions.get(order.ticket().instrument()).symbol() + " "
                + (order.ticket().buy() ? "BUY" : "SELL") + " leaves "
                + plain(order.ticket().quantity().subtract(order.executed())), 1, Integer::sum);
        }
        return all;
    }

    private Map<String, Integer> booked() {
        final Map<String, Integer> all = new TreeMap<>();
        for (final Said.Fill fill : path.said.fills) {
            final InstrumentDefinition market = definitions.get(fill.instrumentId());
            all.merge(text(fill.clientOrderId()) + " " + market.symbol() + " " + fill.side() + " "
                + decimal(fill.quantity(), market.quantityExponent()) + "@"
                + decimal(fill.price(), market.priceExponent()) + " fee " + decimal(fill.fee(), -8) + " "
                + fill.feeAsset(), 1, Integer::sum);
        }
        return all;
    }

    private Map<String, Integer> happened() {
        final Map<String, Integer> all = new TreeMap<>();
        for (final OwnTrade trade : ledger.trades()) {
            all.merge(name(trade.order()) + " " + definitions.get(trade.order().ticket().instrument()).symbol() + " "
                + (trade.order().ticket().buy() ? "BUY" : "SELL") + " " + plain(trade.quantity()) + "@"
                + plain(trade.price()) + " fee " + plain(trade.fee()) + " " + trade.feeAsset(), 1, Integer::sum);
        }
        return all;
    }

    /** Cash less what open perpetuals cost: how much of it is realised depends on rounding, this does not. */
    private void money(final List<String> wrong) {
        final Portfolio portfolio = path.engine.fold().portfolio();
        BigDecimal cost = BigDecimal.ZERO;
        for (int i = 0; i < definitions.size(); i++) {
            if (venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR) {
                final Position theirs = account.position(i);
                final int exponent = definitions.get(i).quantityExponent();
                final String here = decimal(portfolio.position(i).position(), exponent);
                if (!here.equals(plain(theirs.quantity()))) {
                    wrong.add("position of " + definitions.get(i).symbol() + " here " + here + ", there "
                        + plain(theirs.quantity()));
                }
                cost = cost.add(BigDecimal.valueOf(portfolio.position(i).costBasis(), 8))
                    .subtract(theirs.quantity().signum() < 0 ? theirs.cost().negate() : theirs.cost());
            }
        }
        for (final String asset : account.assets()) {
            final int index = portfolio.assets().indexOf(asset);
            final BigDecimal here = BigDecimal.valueOf(index < 0 ? 0 : portfolio.cash(venue.code(), index), 8);
            BigDecimal there = account.free(asset).add(account.locked(asset));
            there = asset.equals("USDT") ? there.add(cost) : there;
            if (here.subtract(there).abs().compareTo(new BigDecimal("0.000001")) > 0) {
                wrong.add(asset + " here " + plain(here) + ", there " + plain(there));
            }
        }
    }
}
