package io.penstock.gateways.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.UniverseReason;
import io.penstock.api.Venue;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.event.UniverseChangedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.rest.RestSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Venues over real HTTP on this machine: choice, definitions, clocks, and trouble that stays where it is. */
class MarketDataGatewayTest {
    private static final long MILLI = 1_000_000L;
    private static final long NEVER = 3_600_000 * MILLI;
    private static final RestSettings QUICK =
        new RestSettings(2_000, 2_000, 1 << 20, 4, 100, 2, 10, Optional.empty());
    private static final UniverseRules BIG = new UniverseRules(
        Set.of(), Set.of("USDT"), 1_000_00000000L, 1_000_000L, Set.of(), Set.of(), 0);

    private final ListSink sink = new ListSink();
    private final AtomicLong clockNs = new AtomicLong();
    private MarketDataGateway gateway;

    @AfterEach
    void end() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static VenueConfig venue(final Venue venue, final String rest, final UniverseRules universe) {
        return new VenueConfig(venue, Environment.PRODUCTION, Optional.of(new VenueEndpoints(rest, "ws://127.0.0.1:1")),
            universe, StreamSelection.TRADING, 0, Optional.empty());
    }

    private void gateway(final long definitionsNs, final long universeNs, final VenueConfig... venues) {
        gateway = new MarketDataGateway(
            new GatewayConfig(List.of(venues), 1, 16, definitionsNs, universeNs, NEVER, NEVER, 1),
            VenueProtocols::of, sink, () -> System.currentTimeMillis() * MILLI + clockNs.get(), QUICK);
    }

    private void until(final String what, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + 60_000 * MILLI;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "waited 60 s for " + what + "; status "
                + gateway.status() + ", universe " + universe() + ", defined " + defined());
            Thread.onSpinWait();
        }
    }

    /** Every change of the universe: id, + or -, reason. */
    private List<String> universe() {
        final List<String> all = new ArrayList<>();
        for (final UnsafeBuffer record : sink.of(UniverseChangedDecoder.TEMPLATE_ID)) {
            final UniverseChangedDecoder event = new UniverseChangedDecoder().wrap(
                record, Records.HEADER_LENGTH, UniverseChangedDecoder.BLOCK_LENGTH, 2);
            all.add(event.instrumentId() + (event.member() == 1 ? "+" : "-") + UniverseReason.of(event.reason()));
        }
        return all;
    }

    /** Every definition: id, symbol, status, tick and its exponent. */
    private List<String> defined() {
        final List<String> all = new ArrayList<>();
        for (final UnsafeBuffer record : sink.of(InstrumentDefinedDecoder.TEMPLATE_ID)) {
            final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder().wrap(
                record, Records.HEADER_LENGTH, InstrumentDefinedDecoder.BLOCK_LENGTH, 2);
            all.add(event.instrumentId() + " " + event.symbol() + " " + InstrumentStatus.of(event.status()) + " "
                + event.tickSize() + "e" + event.priceExponent());
        }
        return all;
    }

    private static InstrumentDefinition seeded(final String symbol) {
        return new InstrumentDefinition(Venue.BYBIT_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol,
            symbol.replace("USDT", ""), "USDT", -8, -8, 1_000_000, 100, 0, 0, 0);
    }

    @Test
    void shouldFollowTheUniverseWhenMarketsGrowAndShrink() throws IOException {
        try (RestVenue bybit = new RestVenue()) {
            bybit.list("AAAUSDT", "0.01", "5000");
            bybit.list("BBBUSDT", "0.01", "4000");
            bybit.list("CCCUSDT", "0.01", "10");
            bybit.list("DDDUSDT", "0.01", "10");
            bybit.fail(1);
            gateway(NEVER, 100 * MILLI, venue(Venue.BYBIT_SPOT, bybit.address(), BIG));
            gateway.seed(List.of(seeded("CCCUSDT")));
            gateway.start();
            until("the first choice", () -> universe().size() == 3);
            assertEquals(List.of("1+RULES", "2+RULES", "0-VOLUME"), universe(), "what the journal knows is told too");
            assertEquals(List.of("AAAUSDT", "BBBUSDT"), symbols(defined()).subList(0, 2));
            bybit.list("BBBUSDT", "0.01", "20");
            until("one to leave", () -> universe().size() == 4);
            bybit.list("DDDUSDT", "0.01", "9000");
            until("one to join", () -> universe().size() == 5);
            assertEquals(List.of("2-VOLUME", "3+RULES"), universe().subList(3, 5));
            until("its feed", () -> gateway.status().get(0).feeds().size() == 2);
            final VenueStatus status = gateway.status().get(0);
            assertEquals(VenueStatus.Phase.RUNNING, status.phase());
            assertEquals("bybit-spot/1 bybit-spot/1+2",
                status.feeds().get(0).name() + " " + status.feeds().get(1).name());
            assertEquals(2, status.feeds().get(0).books(), "who left stays subscribed");
            assertEquals(UniverseReason.VOLUME, status.verdicts().get(2).reason());
            assertTrue(status.rest().answered() > 5);
        }
    }

    private static List<String> symbols(final List<String> all) {
        return all.stream().map(text -> text.split(" ")[1]).filter(symbol -> !symbol.startsWith("CCC")).toList();
    }

    @Test
    void shouldDefineAgainWhenLimitsChangeOrAnInstrumentGoes() throws IOException {
        try (RestVenue bybit = new RestVenue()) {
            bybit.list("AAAUSDT", "0.01", "1");
            bybit.list("BBBUSDT", "0.01", "1");
            gateway(150 * MILLI, 0, venue(Venue.BYBIT_SPOT, bybit.address(),
                UniverseRules.of(Set.of("AAAUSDT", "BBBUSDT", "TYPOUSDT"))));
            gateway.start();
            until("the first choice", () -> universe().size() == 2);
            final List<String> first = defined();
            assertEquals(2, first.size());
            bybit.list("AAAUSDT", "0.1", "1");
            until("a new tick", () -> defined().size() == 3);
            final String[] before = first.get(0).split(" ");
            final String[] after = defined().get(2).split(" ");
            assertEquals(before[0] + before[1], after[0] + after[1]);
            assertEquals(before[3].replaceFirst("e", "0e"), after[3], "ten times the tick, the same exponent");
            bybit.delist("BBBUSDT");
            until("it to go", () -> universe().size() == 3);
            assertEquals("1-GONE", universe().get(2));
            assertTrue(defined().get(3).startsWith("1 BBBUSDT HALTED"), defined().get(3));
            assertEquals("TYPOUSDT=GONE", gateway.status().get(0).verdicts().stream()
                .filter(verdict -> verdict.symbol().startsWith("TYPO"))
                .map(verdict -> verdict.symbol() + "=" + verdict.reason()).findFirst().orElse(""));
        }
    }

    @Test
    void shouldAskForDefinitionsAtOnceWhenTheyAreSaidToBeOld() throws IOException {
        try (RestVenue bybit = new RestVenue()) {
            bybit.list("AAAUSDT", "0.01", "5000");
            gateway(NEVER, 0, venue(Venue.BYBIT_SPOT, bybit.address(), UniverseRules.of(Set.of("AAAUSDT"))));
            gateway.refresh(Venue.BYBIT_SPOT);
            gateway.start();
            until("the first choice", () -> defined().size() == 1);
            until("it to run", () -> gateway.status().get(0).phase() == VenueStatus.Phase.RUNNING);
            final long began = System.nanoTime();
            clockNs.addAndGet(11_000 * MILLI);
            bybit.list("AAAUSDT", "0.1", "5000");
            bybit.fail(1);
            gateway.refresh(Venue.BYBIT_SPOT);
            gateway.refresh(Venue.BINANCE_SPOT);
            until("a new tick, asked for twice", () -> defined().size() == 2);
            assertTrue(System.nanoTime() - began < 10_000 * MILLI);
            final int asked = bybit.listings();
            bybit.list("AAAUSDT", "1", "5000");
            for (int i = 0; i < 50; i++) {
                gateway.refresh(Venue.BYBIT_SPOT);
            }
            clockNs.addAndGet(11_000 * MILLI);
            gateway.refresh(Venue.BYBIT_SPOT);
            until("the newest tick", () -> defined().size() == 3);
            assertTrue(bybit.listings() <= asked + 2, () -> bybit.listings() - asked + " questions");
            assertTrue(System.nanoTime() - began < 30_000 * MILLI);
        }
    }

    @Test
    void shouldGoOnWithOneVenueWhenAnotherCannotBeReached() throws IOException {
        try (RestVenue bybit = new RestVenue()) {
            bybit.list("AAAUSDT", "0.01", "1");
            gateway(NEVER, 0, venue(Venue.BYBIT_LINEAR, "http://127.0.0.1:1", UniverseRules.of(Set.of("BTCUSDT"))),
                venue(Venue.BYBIT_SPOT, bybit.address(), UniverseRules.of(Set.of("AAAUSDT"))));
            gateway.start();
            until("the good one", () -> gateway.status().get(1).phase() == VenueStatus.Phase.RUNNING);
            until("the bad one", () -> gateway.status().get(0).phase() == VenueStatus.Phase.RETRYING);
            final String words = gateway.status().get(0).lastFailure();
            assertTrue(words.startsWith("BYBIT_LINEAR: /v5/market/") && words.contains("nobody listens at 127.0.0.1:1"),
                words);
            until("its clock", () -> sink.of(ServerTimeDecoder.TEMPLATE_ID).size() == 1);
            final ServerTimeDecoder time = new ServerTimeDecoder().wrap(sink.of(ServerTimeDecoder.TEMPLATE_ID).get(0),
                Records.HEADER_LENGTH, ServerTimeDecoder.BLOCK_LENGTH, 2);
            assertEquals(Venue.BYBIT_SPOT.code(), time.venue());
            assertEquals(5_000.0, time.offsetNs() / 1e6, 50 + time.uncertaintyNs() / 1e6);
            assertTrue(gateway.status().get(1).clockKnown());
            assertFalse(gateway.status().get(0).clockKnown());
            gateway.close();
            assertEquals(VenueStatus.Phase.STOPPED, gateway.status().get(1).phase());
        }
    }

    @Test
    void shouldSayThatNoBookIsTrustedWhenAHostStarts() {
        sink.refuse(1);
        assertFalse(MarketDataGateway.distrustBooks(sink, 7));
        assertTrue(MarketDataGateway.distrustBooks(sink, 7));
        final UnsafeBuffer record = sink.of(FeedStatusDecoder.TEMPLATE_ID).get(0);
        final FeedStatusDecoder event = new FeedStatusDecoder().wrap(
            record, Records.HEADER_LENGTH, FeedStatusDecoder.BLOCK_LENGTH, 2);
        assertEquals(-1, event.instrumentId());
        assertEquals(FeedState.DISCONNECTED.code(), event.status());
        assertEquals(0, record.getShort(Records.SOURCE_OFFSET), "the host's word");
    }

    @Test
    void shouldRefuseToStartWhenTheWorldOrTheListIsImpossible() {
        assertEquals("SYNTHETIC is not reached over a network", assertThrows(IllegalArgumentException.class,
            () -> gateway(NEVER, 0, venue(Venue.SYNTHETIC, "http://127.0.0.1:1", BIG))).getMessage());
        final VenueConfig mexc = venue(Venue.MEXC_SPOT, "http://127.0.0.1:1", BIG);
        assertEquals("a venue is configured twice: [MEXC_SPOT, MEXC_SPOT]", assertThrows(
            IllegalArgumentException.class, () -> GatewayConfig.of(List.of(mexc, mexc), 4)).getMessage());
        final VenueConfig testnet = new VenueConfig(Venue.MEXC_SPOT, Environment.TESTNET, Optional.empty(), BIG,
            StreamSelection.ALL, 0, Optional.empty());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> gateway(NEVER, 0, testnet)).getMessage()
            .startsWith("MEXC has no test network"));
    }
}
