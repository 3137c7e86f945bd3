package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.StreamSelection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MexcMarketDataSessionTest {
    private static final long S = MexcRig.SECOND;
    private static final String SYMBOL = "BTCUSDT";
    private static final StreamSelection BOOK_ONLY = new StreamSelection(false, false, false, false);
    private static final String DEPTH = MexcSymbolMap.channel(SYMBOL, MexcSymbolMap.DEPTH);
    private static final String LEVEL = "[\"1\",\"1\"]";

    private final MexcRig rig = new MexcRig(BOOK_ONLY, SYMBOL);

    private byte[] diff(final long from, final long to) {
        return rig.proto.diff(SYMBOL, from, to, "1", "2");
    }

    private List<String> after(final int taken) {
        assertEquals(MarketDataSession.TAKEN, taken);
        return rig.polled();
    }

    /** Connected on lane 0, subscribed, synced at version 10. */
    private void synced() {
        rig.session.onConnected(0, 0);
        rig.polled();
        rig.acknowledge(0, DEPTH, 0);
        rig.binary(0, diff(9, 10), 0);
        rig.polled();
        assertEquals(List.of("snapshot 3 10>10", "SYNCED NONE 3"), after(rig.snapshot(0, 10, LEVEL, 0)));
    }

    @Test
    void shouldSubscribeAskForSnapshotFollowAndResync() {
        assertEquals(List.of("send 0 {\"method\":\"SUBSCRIPTION\",\"params\":[\"" + DEPTH + "\"],\"id\":1}",
            "CONNECTED NONE -1"), after(rig.session.onConnected(0, 0)));
        assertEquals(List.of(), after(rig.acknowledge(0, DEPTH, 0)));
        assertEquals(List.of("snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(5, 6), S)));
        assertEquals(List.of(), after(rig.binary(0, diff(7, 8), S)));
        assertEquals(List.of("snapshot 3 6>6", "diff 3 6>8", "SYNCED NONE 3"), after(rig.snapshot(0, 6, LEVEL, 2 * S)));
        assertEquals(List.of("diff 3 8>9"), after(rig.binary(0, diff(9, 9), 2 * S)));
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(12, 13), 3 * S)));
        assertEquals(List.of(), after(rig.snapshot(0, 10, LEVEL, 3 * S)), "too old");
        rig.session.onTimer(4 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(List.of("snapshot 3 12>12", "diff 3 12>13", "SYNCED NONE 3"),
            after(rig.snapshot(0, 12, LEVEL, 4 * S)));
        assertTrue(rig.session.synced(0));
        assertEquals(List.of("DISCONNECTED NONE 3"), after(rig.session.onDisconnected(0, 5 * S)));
        assertFalse(rig.session.synced(0));
        assertEquals(1, rig.session.counters(0).gaps());
    }

    @Test
    void shouldSyncFromSnapshotAloneWhenNothingComes() {
        rig.session.onConnected(0, 0);
        rig.polled();
        rig.session.onTimer(3 * S);
        assertEquals(List.of(), rig.polled(), "nothing is asked before the stream is subscribed");
        rig.acknowledge(0, DEPTH, 3 * S);
        rig.session.onTimer(6 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(List.of("snapshot 3 7>7", "SYNCED NONE 3"), after(rig.snapshot(0, 7, LEVEL, 6 * S)));
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(9, 9), 7 * S)));
    }

    @Test
    void shouldDropAnswerThatWasAskedForBeforeTheBookWasLost() {
        rig.session.onConnected(0, 0);
        rig.polled();
        assertEquals(List.of("snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(5, 6), S)));
        assertEquals(List.of("DISCONNECTED NONE 3"), after(rig.session.onDisconnected(0, S)));
        assertEquals(2, after(rig.session.onConnected(0, S)).size());
        assertEquals(List.of(), after(rig.snapshot(0, 6, LEVEL, 2 * S)));
        assertFalse(rig.session.synced(0), "diffs may have been missed since");
        assertEquals(List.of("snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(8, 9), 2 * S)));
        final byte[] refusal = "{\"code\":429,\"msg\":\"x\"}".getBytes(StandardCharsets.US_ASCII);
        rig.session.onSnapshot(0, new UnsafeBuffer(refusal), 0, refusal.length, 3 * S);
        rig.session.onTimer(5 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled(), "an error body is no answer");
        assertEquals(1, rig.session.counters(0).snapshotsOld());
    }

    @Test
    void shouldHandOverAtFirstDiffThatConnects() {
        synced();
        assertEquals(List.of("send 1 {\"method\":\"SUBSCRIPTION\",\"params\":[\"" + DEPTH + "\"],\"id\":1}"),
            after(rig.session.onConnected(1, S)));
        assertEquals(List.of(), after(rig.binary(1, diff(12, 12), S)), "ahead of the book: not yet");
        assertFalse(rig.session.follows(1));
        assertEquals(List.of("diff 3 10>11"), after(rig.binary(0, diff(11, 11), S)));
        assertEquals(List.of("diff 3 11>13"), after(rig.binary(1, diff(11, 13), S)), "it may overlap");
        assertTrue(rig.session.follows(1));
        assertEquals(List.of(), after(rig.binary(0, diff(14, 14), S)), "the old one is not heard any more");
        assertEquals(List.of(), after(rig.session.onDisconnected(0, S)));
        assertEquals(List.of("diff 3 13>14"), after(rig.binary(1, diff(14, 14), S)));
        assertEquals(0, rig.session.counters(0).gaps());
    }

    @Test
    void shouldHandOverBySnapshotWhenNoDiffComes() {
        synced();
        rig.session.onConnected(1, S);
        rig.acknowledge(1, DEPTH, S);
        rig.polled();
        rig.session.onTimer(5 * S);
        assertEquals(List.of(), rig.polled());
        rig.session.onTimer(6 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(List.of(), after(rig.snapshot(0, 10, LEVEL, 6 * S)));
        assertTrue(rig.session.follows(1));
        assertEquals(List.of("diff 3 10>11"), after(rig.binary(1, diff(11, 11), 7 * S)));
    }

    @Test
    void shouldBeginAnewWhenOtherConnectionHasNotProvedItself() {
        synced();
        rig.session.onConnected(1, S);
        rig.acknowledge(1, DEPTH, S);
        rig.polled();
        assertEquals(List.of("DISCONNECTED NONE 3"), after(rig.session.onDisconnected(0, 2 * S)));
        rig.session.onTimer(3 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(List.of("snapshot 3 12>12", "SYNCED NONE 3"), after(rig.snapshot(0, 12, LEVEL, 3 * S)));
    }

    @Test
    void shouldGoBackToOldConnectionWhenNewOneIsLost() {
        synced();
        rig.session.onConnected(1, S);
        rig.polled();
        assertEquals(List.of("diff 3 10>11"), after(rig.binary(1, diff(11, 11), S)));
        rig.binary(0, diff(11, 11), S);
        assertEquals(List.of(), after(rig.session.onDisconnected(1, 2 * S)));
        assertEquals(List.of("diff 3 11>12"), after(rig.binary(0, diff(12, 12), 2 * S)));
    }

    @Test
    void shouldPingAndReplaceConnectionThatDoesNotAnswer() {
        synced();
        rig.session.onTimer(15 * S - 1);
        assertEquals(List.of(), rig.polled());
        rig.session.onTimer(15 * S);
        assertEquals(List.of("send 0 {\"method\":\"PING\"}"), rig.polled().stream().filter(
            line -> line.startsWith("send")).toList());
        rig.text(0, "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}", 16 * S);
        rig.session.onTimer(26 * S);
        rig.session.onTimer(31 * S);
        assertTrue(rig.polled().contains("send 0 {\"method\":\"PING\"}"));
        rig.session.onTimer(41 * S);
        assertEquals(List.of("reconnect 0 now"), rig.polled());
        rig.session.onTimer(42 * S);
        assertEquals(List.of(), rig.polled(), "told once");
    }

    @Test
    void shouldReplaceConnectionBeforeVenueCutsItForWantOfData() {
        synced();
        for (int second = 1; second < 50; second++) {
            rig.session.onTimer(second * S);
            rig.text(0, "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}", second * S);
            assertFalse(rig.polled().stream().anyMatch(line -> line.startsWith("reconnect")), "at " + second + " s");
        }
        rig.session.onTimer(50 * S);
        assertEquals(List.of("reconnect 0"), rig.polled());
        rig.session.onTimer(60 * S);
        assertTrue(rig.polled().contains("STALE SILENT 3"));
    }

    @Test
    void shouldReplaceBusyConnectionSoonWhenItStalls() {
        synced();
        for (int i = 0; i < 50; i++) {
            rig.binary(0, diff(11 + i, 11 + i), i * S / 10);
            rig.polled();
        }
        rig.session.onTimer(10 * S);
        assertEquals(List.of("STALE SILENT 3"), rig.polled());
        rig.session.onTimer(21 * S);
        assertTrue(rig.polled().contains("reconnect 0 now"));
    }

    @Test
    void shouldAskAgainWhenSubscriptionIsRefusedInWordsWithCodeZero() {
        rig.session.onConnected(0, 0);
        rig.polled();
        rig.acknowledge(0, "Not Subscribed successfully! [" + DEPTH + "].  Reason\uff1a Blocked! ", 0);
        assertEquals(1, rig.session.totals().refusalCount());
        assertFalse(rig.session.follows(0));
        rig.session.onTimer(10 * S);
        assertEquals(List.of("send 0 {\"method\":\"SUBSCRIPTION\",\"params\":[\"" + DEPTH + "\"],\"id\":2}"),
            rig.polled());
        rig.text(0, "{\"id\":2,\"code\":1,\"msg\":\"blocked\"}", 11 * S);
        assertEquals(3, rig.session.totals().refusalCount(), "in words, in time, by code");
        rig.session.onTimer(25 * S);
        assertTrue(rig.polled().contains("reconnect 0 now"), "before the venue closes it");
    }

    @Test
    void shouldTakeAcknowledgementOfSeveralChannelsAndAskForTheRest() {
        final MexcRig two = new MexcRig(StreamSelection.TRADING, SYMBOL, "ETHUSDT");
        two.session.onConnected(0, 0);
        assertTrue(two.polled().get(0).endsWith("@ETHUSDT\"],\"id\":1}"));
        final String[] channels = Stream.of(0, 1, 2).map(i -> MexcSymbolMap.channel(SYMBOL, i)).toArray(String[]::new);
        two.acknowledge(0, String.join(", ", channels), 0);
        two.binary(0, two.proto.deals("ETHUSDT"), 0);
        two.session.onTimer(10 * S);
        final String again = two.polled().stream().filter(line -> line.startsWith("send")).findFirst().orElseThrow();
        assertEquals("send 0 {\"method\":\"SUBSCRIPTION\",\"params\":[\""
            + MexcSymbolMap.channel("ETHUSDT", 0) + "\",\"" + MexcSymbolMap.channel("ETHUSDT", 2)
            + "\"],\"id\":2}", again);
    }

    @Test
    void shouldPublishTradesOnceAndNoZeroTrade() {
        synced();
        final DynamicMessage one = rig.proto.deal("1", "1", 1, 5, "71");
        final DynamicMessage text = rig.proto.deal("1", "1", 2, 5, "7X0_7X1");
        final DynamicMessage old = rig.proto.deal("1", "1", 2, 4, "");
        assertEquals(List.of("trade 3 71", "trade 3 hash", "trade 3 hash"),
            after(rig.binary(0, rig.proto.deals(SYMBOL, one, text, old, rig.proto.deal("0", "1", 1, 5, "9")), 0)));
        assertEquals(1, rig.session.counters(0).zeroTrades());
        assertEquals(List.of("trade 3 hash"), after(rig.binary(0, rig.proto.deals(SYMBOL, one, text, old), 0)),
            "without an id it may be another one");
        rig.session.onConnected(1, 0);
        rig.polled();
        assertEquals(List.of("trade 3 72"), after(
            rig.binary(1, rig.proto.deals(SYMBOL, old, text, rig.proto.deal("1", "1", 1, 6, "72")), 0)));
        assertEquals(List.of(), after(
            rig.binary(0, rig.proto.deals(SYMBOL, one, rig.proto.deal("1", "1", 1, 6, "72")), 0)));
    }

    @Test
    void shouldConflateQuotesAndTakeNothingElseWhileEventsWait() {
        synced();
        rig.full = true;
        rig.binary(0, diff(11, 11), 0);
        assertFalse(rig.session.poll(rig));
        assertEquals(MarketDataSession.BUSY, rig.binary(0, diff(12, 12), 1));
        assertEquals(MarketDataSession.BUSY, rig.session.onTimer(1));
        assertEquals(MarketDataSession.TAKEN, rig.binary(0, rig.proto.ticker(SYMBOL, 11, "1", "2"), 1));
        assertEquals(MarketDataSession.TAKEN, rig.binary(0, rig.proto.ticker(SYMBOL, 12, "1", "2"), 1));
        assertEquals(1, rig.session.totals().conflatedQuotes());
        rig.full = false;
        assertEquals(List.of("diff 3 10>11", "quote 3 12"), rig.polled());
        assertEquals(List.of("diff 3 11>12"), after(rig.binary(0, diff(12, 12), 1)));
        assertEquals(List.of(), after(rig.binary(0, rig.proto.ticker(SYMBOL, 11, "1", "2"), 1)), "older than the last");
    }

    @Test
    void shouldInvalidateEveryBookWhenOverrun() {
        synced();
        rig.full = true;
        rig.binary(0, diff(11, 11), 0);
        assertFalse(rig.session.poll(rig));
        rig.session.onOverrun(S);
        rig.full = false;
        assertEquals(List.of("INVALID BACK_PRESSURE 3", "snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(1, rig.session.totals().overrunCount());
        assertEquals(List.of(), after(rig.binary(0, diff(12, 12), S)));
        assertEquals(List.of("snapshot 3 11>11", "diff 3 11>12", "SYNCED NONE 3"),
            after(rig.snapshot(0, 11, LEVEL, S)));
    }

    @Test
    void shouldPublishBarsAndCloseEachOnce() {
        synced();
        assertEquals(List.of("bar 3 60"), after(rig.binary(0, bar(60, 100_000), 0)));
        assertEquals(List.of("bar 3 60 closed"), after(rig.binary(0, bar(60, 120_000), 0)));
        assertEquals(List.of(), after(rig.binary(0, bar(60, 120_001), 0)));
        assertEquals(List.of("bar 3 120"), after(rig.binary(0, bar(120, 121_000), 0)));
        assertEquals(3, rig.session.counters(0).candles());
    }

    private byte[] bar(final long start, final long timeMs) {
        final DynamicMessage.Builder body = rig.proto.message("PublicSpotKlineV3Api");
        for (final String field : List.of("openingPrice", "closingPrice", "highestPrice", "lowestPrice", "volume",
            "amount")) {
            MexcProto.set(body, field, "1");
        }
        MexcProto.set(body, "windowStart", start);
        MexcProto.set(body, "windowEnd", start + 60);
        return rig.proto.frame("c", SYMBOL, timeMs, "publicSpotKline", body.build());
    }

    @Test
    void shouldAskAgainWhenSnapshotFails() {
        rig.session.onConnected(0, 0);
        rig.polled();
        assertEquals(List.of("snapshot of BTCUSDT wanted"), after(rig.binary(0, diff(5, 6), 0)));
        rig.session.onSnapshotFailed(0, 3 * S, S);
        rig.session.onTimer(2 * S);
        assertEquals(List.of(), rig.polled());
        rig.session.onTimer(3 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
    }

    @Test
    void shouldCountAndPublishNothingOfBadAndUnknownFrames() {
        synced();
        assertEquals(List.of(), after(rig.binary(0, new byte[] {1, 2, 3}, 0)));
        assertEquals(List.of(), after(rig.binary(0, rig.proto.diff("ETHUSDT", 11, 11, "1", "1"), 0)));
        assertEquals(List.of(), after(rig.text(0, "?", 0)));
        assertEquals(2, rig.session.totals().malformedFrames());
        assertEquals(1, rig.session.totals().unknownFrames());
    }

    @Test
    void shouldBeginABookAnewWhenTheEngineSaysThatItCannotBe() {
        assertEquals(List.of(), after(rig.session.resync(0, 0)), "there is no book");
        synced();
        rig.binary(0, diff(11, 11), S);
        assertEquals(MarketDataSession.BUSY, rig.session.resync(0, S), "something waits");
        rig.polled();
        assertEquals(List.of("INVALID CROSSED 3", "snapshot of BTCUSDT wanted"), after(rig.session.resync(0, S)));
        assertFalse(rig.session.synced(0));
        assertEquals(List.of(), after(rig.session.resync(0, S)), "it is under way");
        assertEquals(List.of(), after(rig.binary(0, diff(12, 13), S)));
        assertEquals(List.of("snapshot 3 12>12", "diff 3 12>13", "SYNCED NONE 3"),
            after(rig.snapshot(0, 12, LEVEL, S)));
        assertEquals(List.of("INVALID CROSSED 3"), after(rig.session.resync(0, S + 1)), "the third question waits");
        rig.session.onTimer(2 * S);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(0, rig.session.counters(0).gaps(), "nothing was missed");
    }
}
