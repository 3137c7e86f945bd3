package io.penstock.tools.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the venue says we own: the truth about money and positions, in BigDecimal. Amounts with exponent -8. */
final class VenueLedger {
    private final Map<String, BigDecimal> cash = new TreeMap<>();
    private final Map<Integer, Long> positions = new TreeMap<>();
    private final Map<Integer, BigDecimal> costs = new TreeMap<>();
    private final List<VenueTrade> trades = new ArrayList<>();
    private final Map<Long, VenueTrade> byId = new HashMap<>();
    private final List<VenueFlow> flows = new ArrayList<>();

    void open(final String asset, final long amount) {
        cash.merge(asset, BigDecimal.valueOf(amount), BigDecimal::add);
    }

    /** Books a trade; perpetuals realise against their average cost, rounded half up as the venue does. */
    void book(final VenueTrade trade, final Listing listing) {
        trades.add(trade);
        byId.put(trade.executionId(), trade);
        final BigDecimal notional = Listing.notional(trade.price(), trade.signed());
        final long before = position(trade.instrumentId());
        final long after = before + trade.signed();
        positions.put(trade.instrumentId(), after);
        add(trade.feeAsset(), BigDecimal.valueOf(-trade.fee()));
        if (listing.spot()) {
            add(listing.base(), BigDecimal.valueOf(trade.signed()).movePointRight(5));
            add("USDT", notional.negate());
            return;
        }
        final BigDecimal cost = costs.getOrDefault(trade.instrumentId(), BigDecimal.ZERO);
        final BigDecimal newCost;
        if (before == 0 || Long.signum(before) == Long.signum(trade.signed())) {
            newCost = cost.add(notional);
        } else if (after == 0) {
            newCost = BigDecimal.ZERO;
        } else if (Long.signum(after) == Long.signum(before)) {
            newCost = cost.subtract(share(cost, Math.abs(trade.signed()), Math.abs(before)));
        } else {
            newCost = notional.subtract(share(notional, Math.abs(before), Math.abs(trade.signed())));
        }
        costs.put(trade.instrumentId(), newCost);
        // what was paid beyond the change of cost is the loss
        add("USDT", newCost.subtract(cost).subtract(notional));
    }

    private static BigDecimal share(final BigDecimal whole, final long part, final long of) {
        return whole.multiply(BigDecimal.valueOf(part)).divide(BigDecimal.valueOf(of), 0, RoundingMode.HALF_UP);
    }

    void book(final VenueFlow flow) {
        flows.add(flow);
        add(flow.asset(), BigDecimal.valueOf(flow.amount()));
    }

    private void add(final String asset, final BigDecimal amount) {
        cash.merge(asset, amount, BigDecimal::add);
    }

    long position(final int instrumentId) {
        return positions.getOrDefault(instrumentId, 0L);
    }

    Map<String, BigDecimal> cash() {
        return cash;
    }

    BigDecimal cost(final int instrumentId) {
        return costs.getOrDefault(instrumentId, BigDecimal.ZERO);
    }

    /** A trade by its id, null when there is none. */
    VenueTrade trade(final long executionId) {
        return byId.get(executionId);
    }

    List<VenueTrade> trades() {
        return trades;
    }

    /** A flow by its number, null when there is none. */
    VenueFlow flow(final long flowId) {
        for (final VenueFlow flow : flows) {
            if (flow.flowId() == flowId) {
                return flow;
            }
        }
        return null;
    }

    List<VenueFlow> flows() {
        return flows;
    }
}
