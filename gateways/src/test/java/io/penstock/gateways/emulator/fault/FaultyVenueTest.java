package io.penstock.gateways.emulator.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.MemoryWire;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.binance.NaiveClient;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FaultyVenueTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final String STREAM = "/ws/btcusdt@depth@100ms";
    private static final String SNAPSHOT = "/api/v3/depth?symbol=BTCUSDT&limit=1000";

    private final MemoryWire wire = new MemoryWire();
    private final List<String> hit = new ArrayList<>();
    private FaultyVenue venue;
    private NaiveClient client;
    private long nowNs = START_NS;

    private void open(final boolean usdm, final FaultPlan plan) {
        final BinanceDialect right = new BinanceDialect(new MatchingMarket(
            EmulatedInstruments.known(usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT), MatchingSettings.of(4)),
            (usdm ? BinanceSettings.usdm() : BinanceSettings.spot()).limits(300, 1_000_000), nowNs);
        venue = new FaultyVenue(right, plan, nowNs, (fault, connection, frame, at) ->
            hit.add(new String(frame, StandardCharsets.ISO_8859_1)));
        client = new NaiveClient(usdm);
    }

    private void run(final long ns) {
        final long until = nowNs + ns;
        while (nowNs < until) {
            nowNs = Math.min(until, nowNs + 10 * MS);
            venue.advance(nowNs);
            venue.poll(wire);
        }
    }

    /** A client that follows, and fetches a snapshot whenever it lost the book; every state is held to the truth. */
    private void follow(final boolean usdm, final long ns) throws IOException {
        venue.onOpen(1, usdm ? "/public" + STREAM : STREAM, nowNs);
        final long until = nowNs + ns;
        while (nowNs < until) {
            run(20 * MS);
            for (final String frame : wire.take(1)) {
                client.frame(frame);
                if (client.synced()) {
                    assertEquals(venue.book("BTCUSDT").digestAt(client.lastUpdateId()), client.digest(), frame);
                }
            }
            if (!client.synced()) {
                final HttpAnswer answer = venue.onHttp(
                    "GET", usdm ? SNAPSHOT.replace("/api/v3", "/fapi/v1") : SNAPSHOT, Map.of(), "", nowNs);
                if (answer.status() == 200) {
                    client.snapshot(answer.body());
                }
            }
        }
    }

    private void check(final Fault fault, final double rate, final int least) throws IOException {
        for (final boolean usdm : new boolean[] {false, true}) {
            hit.clear();
            open(usdm, FaultPlan.none(9).with(fault, rate).between(0, 80 * SECOND));
            follow(usdm, 90 * SECOND);
            assertTrue(venue.count(fault) >= least, fault + ": " + venue.count(fault));
            assertEquals(venue.count(fault), hit.size());
            assertTrue(client.synced(), fault + ": the book is not found again");
            assertEquals(venue.book("BTCUSDT").digestAt(client.lastUpdateId()), client.digest());
            wire.take(1);
        }
    }

    @Test
    void shouldShowAGapWhenAFrameIsLostOrLate() throws IOException {
        check(Fault.DROP, 0.05, 20);
        assertTrue(client.gaps() > 10 && client.gaps() <= venue.count(Fault.DROP), client.gaps() + " gaps");
        check(Fault.REORDER, 0.05, 20);
        assertTrue(client.gaps() > 10, client.gaps() + " gaps");
        check(Fault.WRONG_SEQUENCE, 0.05, 20);
        assertTrue(client.gaps() > 10, client.gaps() + " gaps");
    }

    @Test
    void shouldBeMalformedWhenAFrameIsSpoiled() throws IOException {
        check(Fault.CORRUPT, 0.05, 20);
        assertEquals(venue.count(Fault.CORRUPT), client.malformed());
        check(Fault.TRUNCATE, 0.05, 20);
        assertEquals(venue.count(Fault.TRUNCATE), client.malformed());
    }

    @Test
    void shouldShowNoGapWhenFramesComeTwiceOrTogether() throws IOException {
        check(Fault.DUPLICATE, 0.05, 20);
        assertEquals(0, client.gaps());
        assertTrue(client.stale() >= venue.count(Fault.DUPLICATE), client.stale() + " stale");
        check(Fault.DELAY, 0.05, 20);
        assertEquals(0, client.gaps());
    }

    @Test
    void shouldBeTheSameWhenSeedIsTheSame() throws IOException {
        final FaultPlan plan = FaultPlan.none(3).with(Fault.DROP, 0.1).with(Fault.DUPLICATE, 0.1)
            .with(Fault.CORRUPT, 0.02).with(Fault.STALL, 0.02).with(Fault.SNAPSHOT_5XX, 0.3);
        open(false, plan);
        follow(false, 60 * SECOND);
        final List<String> first = List.copyOf(hit);
        final long digest = client.digest();
        hit.clear();
        wire.take(1);
        nowNs = START_NS;
        open(false, plan);
        follow(false, 60 * SECOND);
        assertEquals(first, hit);
        assertEquals(digest, client.digest());
    }

    @Test
    void shouldCutWhenItIsTime() {
        for (final var cut : Map.of(Fault.CUT_FIN, EmulatorWire.Ending.FIN, Fault.CUT_RST, EmulatorWire.Ending.RST,
            Fault.EARLY_CLOSE, EmulatorWire.Ending.CLOSE_FRAME, Fault.CUT_HALF_OPEN, EmulatorWire.Ending.HALF_OPEN)
            .entrySet()) {
            open(false, FaultPlan.none(1).at(cut.getKey(), 5 * SECOND));
            final int connection = 10 + cut.getKey().ordinal();
            venue.onOpen(connection, STREAM, nowNs);
            run(5 * SECOND - 10 * MS);
            assertNull(wire.ending(connection));
            assertTrue(wire.take(connection).size() > 20);
            run(10 * MS);
            assertEquals(cut.getValue(), wire.ending(connection));
            wire.take(connection);
            run(200 * SECOND);
            assertEquals(List.of(), wire.take(connection), cut.getKey() + ": nothing comes any more");
            assertEquals(cut.getValue(), wire.ending(connection), "a half-open connection is not told of its end");
            venue.onClosed(connection, nowNs);
            assertEquals(1, venue.count(cut.getKey()));
        }
    }

    @Test
    void shouldBeSilentWhenStalledAndShowAGapBehindIt() throws IOException {
        open(false, FaultPlan.none(1).at(Fault.STALL, 5 * SECOND));
        venue.onOpen(1, STREAM, nowNs);
        client.snapshot(venue.onHttp("GET", SNAPSHOT, Map.of(), "", nowNs).body());
        run(5 * SECOND);
        wire.take(1).forEach(client::frame);
        assertEquals(0, client.gaps());
        run(19 * SECOND);
        assertEquals(List.of(), wire.take(1));
        assertEquals(0, wire.pings(1).size());
        run(2 * SECOND);
        wire.take(1).forEach(client::frame);
        assertEquals(1, client.gaps());
    }

    @Test
    void shouldComeSlowlyWhenConsumerIsSlow() throws IOException {
        final FaultPlan.Sizes usual = FaultPlan.Sizes.USUAL;
        final FaultPlan plan = FaultPlan.none(1).at(Fault.SLOW_CONSUMER, SECOND);
        open(false, plan.sized(new FaultPlan.Sizes(0, 0, 10 * SECOND, 300, 1 << 20, 0, 0, 1)));
        venue.onOpen(1, STREAM, nowNs);
        client.snapshot(venue.onHttp("GET", SNAPSHOT, Map.of(), "", nowNs).body());
        run(SECOND);
        wire.take(1).forEach(client::frame);
        run(10 * SECOND);
        final List<String> slow = wire.take(1);
        final int bytes = slow.stream().mapToInt(String::length).sum();
        assertTrue(bytes <= 3_300 && bytes >= 1_000, bytes + " bytes in 10 s, less where a long frame waits");
        slow.forEach(client::frame);
        run(60 * SECOND);
        wire.take(1).forEach(client::frame);
        assertEquals(0, client.gaps(), "late, not lost");
        open(false, plan.sized(new FaultPlan.Sizes(0, 0, 60 * SECOND, 300, 5_000, 0, 0, 1)));
        venue.onOpen(2, STREAM, nowNs);
        run(60 * SECOND);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(2), "too much waits");
        assertEquals(9_000_000, usual.oversizeBytes());
    }

    @Test
    void shouldSendTooMuchWhenFrameIsOversized() {
        open(false, FaultPlan.none(1).at(Fault.OVERSIZE, SECOND));
        venue.onOpen(1, STREAM, nowNs);
        run(3 * SECOND);
        assertEquals(1, wire.take(1).stream().filter(frame -> frame.length() == 9_000_000).count());
    }

    @Test
    void shouldTellAndCloseWhenVenueGoesDown() {
        int told = 0;
        for (int seed = 0; seed < 8; seed++) {
            open(false, FaultPlan.none(seed).at(Fault.SHUTDOWN, 5 * SECOND));
            venue.onOpen(100 + seed, "/ws", nowNs);
            run(16 * SECOND);
            assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(100 + seed));
            told += wire.take(100 + seed).stream().anyMatch(frame -> frame.contains("serverShutdown")) ? 1 : 0;
        }
        assertTrue(told > 0 && told < 8, told + " of 8 were told before");
    }

    private HttpAnswer snapshot() {
        return venue.onHttp("GET", SNAPSHOT, Map.of(), "", nowNs);
    }

    @Test
    void shouldSpoilSnapshotsWhenPlanSaysSo() {
        open(false, FaultPlan.none(1).with(Fault.SNAPSHOT_429, 1));
        assertEquals(429, snapshot().status());
        assertEquals("2", snapshot().headers().get("Retry-After"));
        assertEquals(200, venue.onHttp("GET", "/api/v3/time", Map.of(), "", nowNs).status(), "only snapshots");
        open(false, FaultPlan.none(1).with(Fault.SNAPSHOT_418, 1));
        assertEquals(418, snapshot().status());
        open(false, FaultPlan.none(1).with(Fault.SNAPSHOT_5XX, 1));
        assertEquals(5, snapshot().status() / 100);
        open(false, FaultPlan.none(1).with(Fault.SNAPSHOT_TIMEOUT, 1));
        assertEquals(HttpAnswer.NONE, snapshot());
        open(false, FaultPlan.none(1).at(Fault.STALE_SNAPSHOT, 10 * SECOND));
        final HttpAnswer old = snapshot();
        run(10 * SECOND);
        assertEquals(old, snapshot());
        assertTrue(!old.equals(snapshot()), "only once");
        assertEquals(1, venue.count(Fault.STALE_SNAPSHOT));
    }

    @Test
    void shouldSpoilBinaryFramesSoThatItShows() {
        final SeededRandom random = new SeededRandom(1, 1);
        final byte[] frame = "\n\u0005spot!\"\u0009104857600*\u00091048576.1".getBytes(StandardCharsets.ISO_8859_1);
        final String wrong =
            new String(FrameSpoiler.sequence(frame, true, random), StandardCharsets.ISO_8859_1);
        assertEquals(frame.length, wrong.length());
        assertTrue(wrong.matches("(?s).*10485760[1-5].*1048576\\.1"), wrong);
        assertNull(FrameSpoiler.sequence("{\"a\":1}".getBytes(StandardCharsets.ISO_8859_1), false, random));
        assertNull(FrameSpoiler.sequence(
            "{\"type\":\"snapshot\",\"data\":{\"u\":5}}".getBytes(StandardCharsets.ISO_8859_1), false, random));
        assertEquals(7, FrameSpoiler.structure(frame, true, random)[0]);
        final byte[] longer = FrameSpoiler.oversized(frame, true, 100);
        assertEquals(100, longer.length);
        assertArrayEquals(frame, Arrays.copyOf(longer, frame.length));
    }

    @Test
    void shouldRefuseRatesWhenTheyAreOutOfRange() {
        assertEquals("rate 1.5 of DROP must be between 0 and 1.0", assertThrows(IllegalArgumentException.class,
            () -> FaultPlan.none(1).with(Fault.DROP, 1.5)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.none(1).with(Fault.STALL, Double.NaN));
    }
}
