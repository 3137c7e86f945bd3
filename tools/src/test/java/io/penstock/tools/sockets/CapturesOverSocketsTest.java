package io.penstock.tools.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.host.RingSettings;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.capture.CaptureSettings;
import io.penstock.gateways.emulator.capture.CapturedVenue;
import io.penstock.gateways.emulator.capture.Captures;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.BookText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every capture of every venue, served over real sockets, ends in exactly the books of the reference. */
class CapturesOverSocketsTest {
    private static final long MOST_NS = 60_000_000_000L;
    private static final CaptureSettings SETTINGS =
        new CaptureSettings(130, 1, false, 300_000_000L, 10_000_000_000L);
    private static final int MOST_ATTEMPTS = 4;
    private static final int SLOTS = 131_072;

    @TempDir
    private Path directory;

    private static EmulatedInstrument bitcoin(final Venue venue) {
        return new EmulatedInstrument(venue, "BTCUSDT", "BTC", "USDT", "0.01", "0.00001", "5", "61000", 0);
    }

    private static CapturedVenue binance(final String capture) {
        final Venue venue = SharedData.usdm(capture) ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        return Captures.venue(venue, SharedData.files(capture),
            capture.startsWith("cryptofeed") ? List.of() : List.of(bitcoin(venue)), SETTINGS);
    }

    private static Configuration configuration() {
        return ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.DEMO).load();
    }

    private static JsonNode books(final String capture) throws IOException {
        return SharedData.expected(capture).get("books");
    }

    /**
     * Serves captures until they were heard without a break: on a busy machine the engine may take too little for too
     * long, and a book that is begun anew has fewer levels than the one of the reference.
     */
    private void play(
        final Supplier<Map<Venue, CapturedVenue>> captured, final Map<Venue, Map<String, JsonNode>> expected) {
        int left = MOST_ATTEMPTS;
        while (!playedWithoutABreak(captured.get(), expected, directory.resolve("attempt-" + left))) {
            assertTrue(--left > 0, "the captures were not heard without a break in " + MOST_ATTEMPTS + " attempts");
        }
    }

    /** Serves captures, one of a venue, and holds the fold's books against what is expected; false after a break. */
    private static boolean playedWithoutABreak(final Map<Venue, CapturedVenue> captured,
        final Map<Venue, Map<String, JsonNode>> expected, final Path journal) {
        final EmulatorConfig config = EmulatorConfig.of(1, captured.keySet().toArray(Venue[]::new));
        final Map<Venue, Set<String>> symbols = new EnumMap<>(Venue.class);
        captured.forEach((venue, one) -> symbols.put(venue,
            one.instruments().stream().map(EmulatedInstrument::symbol).collect(Collectors.toSet())));
        final BookWitness witness = new BookWitness(50);
        final SocketSession.Shape usual = SocketSession.Shape.of(journal, configuration());
        final SocketSession.Shape shape = new SocketSession.Shape(journal, usual.configuration(),
            new RingSettings(SLOTS, usual.rings().outboundSlots(), "blocking", usual.rings().oneThread(),
                usual.rings().threads(), true), StreamSelection.TRADING, 10_000, usual.brake());
        try (Emulator emulator = Emulator.start(config, (venue, seed, startNs) -> captured.get(venue.venue()));
            BookJudge judge = new BookJudge(witness, emulator);
            SocketSession session = new SocketSession(shape, emulator, symbols, witness)) {
            final int count = expected.values().stream().mapToInt(Map::size).sum();
            session.await("the captures' ends", MOST_NS, () -> witness.allSynced(count)
                && captured.keySet().stream().allMatch(venue -> emulator.look(venue,
                    seen -> captured.get(venue).ended()))
                && witness.books().stream().allMatch(book -> book.lastUpdateId()
                    == expected.get(book.venue()).get(book.symbol()).get("last_update_id").asLong()));
            if (captured.keySet().stream().mapToLong(witness::syncs).sum() > count) {
                return false;
            }
            final Map<String, String> differences = new TreeMap<>();
            assertEquals(count, session.still(market -> {
                final JsonNode book =
                    expected.get(market.definition().venue()).get(market.definition().symbol());
                final String got = sha256(BookText.of(market)) + " " + market.book().lastUpdateId() + " "
                    + market.book().levels(Side.BUY) + " " + market.book().levels(Side.SELL);
                final String wanted = book.get("book_sha256").asText() + " " + book.get("last_update_id").asLong()
                    + " " + book.get("bid_levels").asInt() + " " + book.get("ask_levels").asInt();
                if (!wanted.equals(got)) {
                    differences.put(market.definition().venue() + " " + market.definition().symbol(), got);
                }
            }));
            assertEquals(Map.of(), differences);
            session.stop();
            judge.finish();
            assertEquals(0, witness.lost());
            assertEquals(0, judge.wrong(), judge.firstWrong());
            assertEquals(0, witness.badOrders(), witness.firstBadOrder());
            assertTrue(judge.right() > 20, judge.right() + " books were judged on the way");
            System.out.println(captured.keySet() + ": " + witness.journaled() + " events, " + count
                + " books as expected, on the way judged " + judge.right() + ", wrong 0");
            return true;
        }
    }

    private static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, JsonNode> bySymbol(final JsonNode books) {
        return books.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void shouldEndWithTheExpectedBooksWhenAllVenuesAreServed() throws IOException {
        final Path bybit = SharedData.root().resolve("bybit-raw/bybit_v5_btcusdt.jsonl.gz");
        final Path mexc = SharedData.root().resolve("mexc/mexc_reencoded_btcusdt_A.jsonl.gz");
        final String spot = "spot_btcusdt_20240808+09";
        final String usdm = "usdm_btcusdt_20240808";
        final JsonNode both = books("bybit_v5_btcusdt");
        play(() -> Map.of(Venue.BINANCE_SPOT, binance(spot), Venue.BINANCE_USDM, binance(usdm),
            Venue.BYBIT_LINEAR, Captures.venue(Venue.BYBIT_LINEAR, List.of(bybit), SETTINGS),
            Venue.BYBIT_SPOT, Captures.venue(Venue.BYBIT_SPOT, List.of(bybit), SETTINGS),
            Venue.MEXC_SPOT, Captures.venue(Venue.MEXC_SPOT, List.of(mexc), SETTINGS)),
            Map.of(Venue.BINANCE_SPOT, bySymbol(books(spot)), Venue.BINANCE_USDM, bySymbol(books(usdm)),
                Venue.BYBIT_LINEAR, Map.of("BTCUSDT", both.get("BYBIT.ws.2/orderbook.200.BTCUSDT")),
                Venue.BYBIT_SPOT, Map.of("BTCUSDT", both.get("BYBIT.ws.3/orderbook.200.BTCUSDT")),
                Venue.MEXC_SPOT, bySymbol(books("mexc_reencoded_btcusdt_A"))));
    }

    @Test
    void shouldEndWithTheExpectedBooksWhenManySymbolsAreServed() throws IOException {
        final String spot = "cryptofeed_spot_btc_eth_dot_20210404";
        final String usdm = "cryptofeed_usdm_5sym_20210405";
        play(() -> Map.of(Venue.BINANCE_SPOT, binance(spot), Venue.BINANCE_USDM, binance(usdm)),
            Map.of(Venue.BINANCE_SPOT, bySymbol(books(spot)), Venue.BINANCE_USDM, bySymbol(books(usdm))));
    }
}
