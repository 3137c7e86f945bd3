package io.penstock.gateways.live;

import io.penstock.api.InstrumentStatus;
import io.penstock.api.UniverseReason;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses instruments by rules. The same input gives the same verdicts in the same order. Stateless; any thread;
 * allocates.
 */
public final class Universe {
    /** A volume or spread that nobody told. */
    public static final long NOT_KNOWN = Long.MIN_VALUE;
    private static final BigInteger RATE = BigInteger.valueOf(100_000_000L);

    private final UniverseRules rules;

    /**
     * A universe.
     *
     * @param rules what is wanted
     */
    public Universe(final UniverseRules rules) {
        this.rules = rules;
    }

    /**
     * Judges every instrument of a venue, and every symbol that is named in the rules and not listed there.
     *
     * @param definitions of the venue
     * @param sizes       of its markets, in any order; may lack some
     * @return one verdict each, in the order of the definitions, then those that are gone
     */
    public List<Verdict> judge(final List<InstrumentDefinition> definitions, final List<MarketSize> sizes) {
        final Map<String, MarketSize> bySymbol = new HashMap<>();
        for (final MarketSize size : sizes) {
            bySymbol.put(size.symbol(), size);
        }
        final List<Verdict> verdicts = new ArrayList<>();
        final Set<String> listed = new HashSet<>();
        for (final InstrumentDefinition definition : definitions) {
            listed.add(definition.symbol());
            verdicts.add(judge(definition, bySymbol.get(definition.symbol())));
        }
        keepTheBiggest(verdicts);
        final Set<String> named = new TreeSet<>(rules.symbols());
        named.addAll(rules.allow());
        for (final String symbol : named) {
            if (!listed.contains(symbol)) {
                verdicts.add(new Verdict(symbol, UniverseReason.GONE, NOT_KNOWN, NOT_KNOWN));
            }
        }
        return verdicts;
    }

    private Verdict judge(final InstrumentDefinition definition, final MarketSize size) {
        final long volume = size == null ? NOT_KNOWN : size.quoteVolume();
        final long spread = size == null ? NOT_KNOWN : spread(size);
        return new Verdict(definition.symbol(), reason(definition, size, spread), volume, spread);
    }

    private UniverseReason reason(final InstrumentDefinition definition, final MarketSize size, final long spread) {
        final String symbol = definition.symbol();
        if (rules.deny().contains(symbol)) {
            return UniverseReason.DENIED;
        }
        if (rules.symbols().contains(symbol)) {
            return UniverseReason.LISTED;
        }
        if (rules.allow().contains(symbol)) {
            return UniverseReason.ALLOWED;
        }
        if (!rules.symbols().isEmpty()) {
            return UniverseReason.UNLISTED;
        }
        if (definition.status() != InstrumentStatus.TRADING) {
            return UniverseReason.HALTED;
        }
        if (!rules.quoteAssets().isEmpty() && !rules.quoteAssets().contains(definition.quoteAsset())) {
            return UniverseReason.ASSET;
        }
        if (size == null && rules.asksForSizes()) {
            return UniverseReason.UNKNOWN;
        }
        if (rules.minQuoteVolume() > 0 && size.quoteVolume() < rules.minQuoteVolume()) {
            return UniverseReason.VOLUME;
        }
        if (rules.maxSpread() > 0 && (spread == NOT_KNOWN || spread > rules.maxSpread())) {
            return UniverseReason.SPREAD;
        }
        return UniverseReason.RULES;
    }

    /** (ask - bid) / mid, rounded up. */
    private static long spread(final MarketSize size) {
        if (size.bid() <= 0 || size.ask() <= 0) {
            return NOT_KNOWN;
        }
        final BigInteger bid = BigInteger.valueOf(size.bid());
        final BigInteger ask = BigInteger.valueOf(size.ask());
        final BigInteger sum = ask.add(bid);
        final BigInteger twice = ask.subtract(bid).multiply(RATE).shiftLeft(1);
        return twice.add(sum).subtract(BigInteger.ONE).divide(sum).longValueExact();
    }

    private void keepTheBiggest(final List<Verdict> verdicts) {
        if (rules.maxCount() == 0 || !rules.symbols().isEmpty()) {
            return;
        }
        final List<Verdict> byRule = new ArrayList<>();
        int room = rules.maxCount();
        for (final Verdict verdict : verdicts) {
            if (verdict.reason() == UniverseReason.RULES) {
                byRule.add(verdict);
            } else if (verdict.member()) {
                room--;
            }
        }
        byRule.sort(Comparator.comparingLong(Verdict::quoteVolume).reversed().thenComparing(Verdict::symbol));
        final Set<String> out = new HashSet<>();
        for (int i = Math.max(0, room); i < byRule.size(); i++) {
            out.add(byRule.get(i).symbol());
        }
        verdicts.replaceAll(verdict -> out.contains(verdict.symbol()) && verdict.reason() == UniverseReason.RULES
            ? new Verdict(verdict.symbol(), UniverseReason.COUNT, verdict.quoteVolume(), verdict.spread()) : verdict);
    }
}
