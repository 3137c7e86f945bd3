package io.penstock.tools.simulator;

import io.penstock.engine.portfolio.Portfolio;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Money and positions by naive sums over what was booked, in BigDecimal; amounts with exponent -8. */
final class MoneyModel {
    private final Map<String, BigDecimal> cash = new TreeMap<>();
    private final Map<Integer, BigDecimal> perpetualFlow = new HashMap<>();
    private final Map<Integer, BigDecimal> units = new HashMap<>();
    private final Set<String> bookedTrades = new HashSet<>();
    private final Set<String> bookedFlows = new HashSet<>();
    private final List<Listing> listings;

    MoneyModel(final Map<String, Long> balances, final List<Listing> listings) {
        this.listings = listings;
        balances.forEach((asset, amount) -> cash.put(asset, BigDecimal.valueOf(amount)));
    }

    private static String key(final int instrumentId, final long id) {
        return instrumentId + "/" + id;
    }

    /** Books a fill that an output told of. */
    void fill(
        final int instrumentId, final long executionId, final long price, final long signed, final long fee,
        final String feeAsset) {
        Violation.unless(bookedTrades.add(key(instrumentId, executionId)), "I6",
            "trade " + executionId + " of instrument " + instrumentId + " is booked twice");
        final Listing listing = listings.get(instrumentId);
        final BigDecimal notional = Listing.notional(price, signed);
        final BigDecimal baseUnits = BigDecimal.valueOf(signed).movePointRight(5);
        add(feeAsset, BigDecimal.valueOf(-fee));
        BigDecimal change = baseUnits;
        if (listing.spot()) {
            add(listing.base(), baseUnits);
            add("USDT", notional.negate());
            change = feeAsset.equals(listing.base()) ? baseUnits.subtract(BigDecimal.valueOf(fee)) : baseUnits;
        } else {
            perpetualFlow.merge(instrumentId, notional, BigDecimal::add);
        }
        units.merge(instrumentId, change, BigDecimal::add);
    }

    /** Books a flow that an output told of. */
    void flow(final int venue, final long flowId, final String asset, final long amount) {
        Violation.unless(bookedFlows.add(key(venue, flowId)), "I6", "flow " + flowId + " is booked twice");
        add(asset, BigDecimal.valueOf(amount));
    }

    private void add(final String asset, final BigDecimal amount) {
        cash.merge(asset, amount, BigDecimal::add);
    }

    boolean booked(final int instrumentId, final long executionId) {
        return bookedTrades.contains(key(instrumentId, executionId));
    }

    /** Whole quantity units held, as the fold counts them. */
    long position(final int instrumentId) {
        return units.getOrDefault(instrumentId, BigDecimal.ZERO).movePointLeft(5).longValue();
    }

    BigDecimal cash(final String asset) {
        return cash.getOrDefault(asset, BigDecimal.ZERO);
    }

    /** The fold's ledger says the same, to the last digit. */
    void compare(final Portfolio portfolio) {
        Violation.unless(portfolio.conserved(), "I5", "the ledger does not add up");
        for (final Map.Entry<String, BigDecimal> entry : cash.entrySet()) {
            final int asset = portfolio.assets().indexOf(entry.getKey());
            if (asset < 0) {
                Violation.unless(entry.getValue().signum() == 0, "I5", "the ledger does not know " + entry.getKey());
                continue;
            }
            // what perpetuals realised is cash in the fold; here only what was paid for them is known
            BigDecimal ours = BigDecimal.valueOf(portfolio.cash(asset));
            BigDecimal naive = entry.getValue();
            for (final Listing listing : listings) {
                if (!listing.spot() && entry.getKey().equals("USDT")) {
                    ours = ours.subtract(BigDecimal.valueOf(portfolio.position(listing.id()).costBasis()));
                    naive = naive.subtract(perpetualFlow.getOrDefault(listing.id(), BigDecimal.ZERO));
                }
            }
            Violation.unless(ours.compareTo(naive) == 0, "I5",
                entry.getKey() + " in the ledger " + ours + ", by the trades booked " + naive);
        }
        for (final Listing listing : listings) {
            final long ours = portfolio.position(listing.id()).position();
            Violation.unless(ours == position(listing.id()), "I5",
                "position of instrument " + listing.id() + " is " + ours + ", by the trades booked "
                    + position(listing.id()));
        }
    }
}
