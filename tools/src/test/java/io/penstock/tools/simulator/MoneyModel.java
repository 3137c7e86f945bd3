package io.penstock.tools.simulator;

import io.penstock.api.CashFlowKind;
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

    MoneyModel(final List<Listing> listings) {
        this.listings = listings;
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
        final int venue = listing.venue().code();
        add(venue, feeAsset, BigDecimal.valueOf(-fee));
        BigDecimal change = baseUnits;
        if (listing.spot()) {
            add(venue, listing.base(), baseUnits);
            add(venue, "USDT", notional.negate());
            change = feeAsset.equals(listing.base()) ? baseUnits.subtract(BigDecimal.valueOf(fee)) : baseUnits;
        } else {
            perpetualFlow.merge(instrumentId, notional, BigDecimal::add);
        }
        units.merge(instrumentId, change, BigDecimal::add);
    }

    /** Books a flow that an output told of; openings carry no number of their own. */
    void flow(final int venue, final CashFlowKind kind, final long flowId, final String asset, final long amount) {
        Violation.unless(kind == CashFlowKind.OPENING || bookedFlows.add(key(venue, flowId)), "I6",
            "flow " + flowId + " of venue " + venue + " is booked twice");
        add(venue, asset, BigDecimal.valueOf(amount));
    }

    private void add(final int venue, final String asset, final BigDecimal amount) {
        cash.merge(venue + "/" + asset, amount, BigDecimal::add);
    }

    boolean booked(final int instrumentId, final long executionId) {
        return bookedTrades.contains(key(instrumentId, executionId));
    }

    /** Whole quantity units held, as the fold counts them. */
    long position(final int instrumentId) {
        return units.getOrDefault(instrumentId, BigDecimal.ZERO).movePointLeft(5).longValue();
    }

    boolean bookedFlow(final int venue, final long flowId) {
        return bookedFlows.contains(key(venue, flowId));
    }

    BigDecimal cash(final int venue, final String asset) {
        return cash.getOrDefault(venue + "/" + asset, BigDecimal.ZERO);
    }

    /** The fold's ledger says the same, to the last digit. */
    void compare(final Portfolio portfolio) {
        Violation.unless(portfolio.conserved(), "I5", "the ledger does not add up");
        for (final Map.Entry<String, BigDecimal> entry : cash.entrySet()) {
            final int slash = entry.getKey().indexOf('/');
            final int venue = Integer.parseInt(entry.getKey().substring(0, slash));
            final String code = entry.getKey().substring(slash + 1);
            final int asset = portfolio.assets().indexOf(code);
            BigDecimal ours = asset < 0 ? BigDecimal.ZERO : BigDecimal.valueOf(portfolio.cash(venue, asset));
            BigDecimal naive = entry.getValue();
            // what perpetuals realised is cash in the fold; here only what was paid for them is known
            for (final Listing listing : listings) {
                if (!listing.spot() && listing.venue().code() == venue && code.equals("USDT")) {
                    ours = ours.subtract(BigDecimal.valueOf(portfolio.position(listing.id()).costBasis()));
                    naive = naive.subtract(perpetualFlow.getOrDefault(listing.id(), BigDecimal.ZERO));
                }
            }
            Violation.unless(ours.compareTo(naive) == 0, "I5",
                code + " of venue " + venue + " in the ledger " + ours + ", by what was booked " + naive);
        }
        for (final Listing listing : listings) {
            final long ours = portfolio.position(listing.id()).position();
            Violation.unless(ours == position(listing.id()), "I5",
                "position of instrument " + listing.id() + " is " + ours + ", by the trades booked "
                    + position(listing.id()));
        }
    }
}
