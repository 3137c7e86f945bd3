package io.penstock.gateways.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.UniverseReason;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Rules by which instruments are chosen. */
class UniverseTest {
    private static final long UNIT = 100_000_000L;
    private final List<InstrumentDefinition> definitions = new ArrayList<>(List.of(
        defined("BTCUSDT", "USDT", InstrumentStatus.TRADING), defined("ETHUSDT", "USDT", InstrumentStatus.TRADING),
        defined("ETHBTC", "BTC", InstrumentStatus.TRADING), defined("OLDUSDT", "USDT", InstrumentStatus.HALTED),
        defined("NEWUSDT", "USDT", InstrumentStatus.TRADING), defined("DUSTUSDT", "USDT", InstrumentStatus.TRADING)));
    private final List<MarketSize> sizes = List.of(
        new MarketSize("DUSTUSDT", 10 * UNIT, 90 * UNIT, 110 * UNIT),
        new MarketSize("BTCUSDT", 9_000_000 * UNIT, 65_000 * UNIT, 65_001 * UNIT),
        new MarketSize("ETHUSDT", 5_000_000 * UNIT, 3_000 * UNIT, 3_003 * UNIT),
        new MarketSize("ETHBTC", 400 * UNIT, 0, 5_000_000L),
        new MarketSize("OLDUSDT", 0, 0, 0));

    private static InstrumentDefinition defined(
        final String symbol, final String quoteAsset, final InstrumentStatus status) {
        return new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT, status, symbol,
            symbol.replace(quoteAsset, ""), quoteAsset, -8, -8, 1, 1, 0, 0, 0);
    }

    private String judged(final UniverseRules rules) {
        return new Universe(rules).judge(definitions, sizes).stream()
            .map(verdict -> verdict.symbol() + "=" + verdict.reason()).collect(Collectors.joining(" "));
    }

    private static UniverseRules rules(
        final Set<String> quoteAssets, final long volume, final long spread, final Set<String> allow,
        final Set<String> deny, final int count) {
        return new UniverseRules(Set.of(), quoteAssets, volume, spread, allow, deny, count);
    }

    @Test
    void shouldTakeOnlyTheListWhenThereIsOne() {
        assertEquals("BTCUSDT=DENIED ETHUSDT=LISTED ETHBTC=ALLOWED OLDUSDT=LISTED NEWUSDT=UNLISTED DUSTUSDT=UNLISTED "
            + "TYPOUSDT=GONE", judged(new UniverseRules(Set.of("BTCUSDT", "ETHUSDT", "OLDUSDT", "TYPOUSDT"),
            Set.of("USDT"), 1, 1, Set.of("ETHBTC"), Set.of("BTCUSDT"), 1)));
        assertFalse(UniverseRules.of(Set.of("A")).asksForSizes());
    }

    @Test
    void shouldGiveOneReasonEachWhenRulesChoose() {
        assertEquals("BTCUSDT=RULES ETHUSDT=RULES ETHBTC=ASSET OLDUSDT=HALTED NEWUSDT=UNKNOWN DUSTUSDT=VOLUME",
            judged(rules(Set.of("USDT"), 1_000 * UNIT, 0, Set.of(), Set.of(), 0)));
        assertEquals("BTCUSDT=RULES ETHUSDT=SPREAD ETHBTC=SPREAD OLDUSDT=HALTED NEWUSDT=UNKNOWN DUSTUSDT=SPREAD",
            judged(rules(Set.of(), 0, 50_000, Set.of(), Set.of(), 0)));
        assertEquals("BTCUSDT=RULES ETHUSDT=RULES ETHBTC=RULES OLDUSDT=HALTED NEWUSDT=RULES DUSTUSDT=RULES",
            judged(rules(Set.of(), 0, 0, Set.of(), Set.of(), 0)), "no rule needs statistics");
        assertEquals("BTCUSDT=DENIED ETHUSDT=RULES ETHBTC=ASSET OLDUSDT=ALLOWED NEWUSDT=UNKNOWN DUSTUSDT=COUNT",
            judged(rules(Set.of("USDT"), 1, 0, Set.of("OLDUSDT"), Set.of("BTCUSDT"), 2)), "deny wins, allowed counts");
    }

    @Test
    void shouldKeepTheBiggestWhenThereAreTooMany() {
        final UniverseRules two = rules(Set.of(), 0, 0, Set.of(), Set.of(), 2);
        assertTrue(two.asksForSizes());
        assertEquals("BTCUSDT=RULES ETHUSDT=RULES ETHBTC=COUNT OLDUSDT=HALTED NEWUSDT=UNKNOWN DUSTUSDT=COUNT",
            judged(two));
        final Set<String> chosen = chosen(two);
        Collections.shuffle(definitions, new Random(7));
        assertEquals(chosen, chosen(two), "whatever the order they come in");
    }

    private Set<String> chosen(final UniverseRules rules) {
        return new Universe(rules).judge(definitions, sizes).stream().filter(Verdict::member).map(Verdict::symbol)
            .collect(Collectors.toSet());
    }

    @Test
    void shouldTellVolumeAndSpreadWhenTheyAreKnown() {
        final List<Verdict> verdicts = new Universe(rules(Set.of(), 0, 0, Set.of(), Set.of(), 0))
            .judge(definitions, sizes);
        assertEquals(new Verdict("DUSTUSDT", UniverseReason.RULES, 10 * UNIT, 20_000_000L),
            verdicts.get(5), "20 of 100 are 20 %");
        assertEquals(Universe.NOT_KNOWN, verdicts.get(2).spread(), "no bid");
        assertEquals(Universe.NOT_KNOWN, verdicts.get(4).quoteVolume());
        assertEquals(1_539, verdicts.get(0).spread(), "1 of 65,000.5, rounded up");
    }

    @Test
    void shouldRefuseWhenALimitIsNegative() {
        assertEquals("minimum volume 0, maximum spread -1 and maximum count 0 must not be negative; 0 means no limit",
            assertThrows(IllegalArgumentException.class, () -> rules(Set.of(), 0, -1, Set.of(), Set.of(), 0))
                .getMessage());
    }
}
