package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.SessionRig.SECOND;
import static io.penstock.gateways.binance.SessionRig.ack;
import static io.penstock.gateways.binance.SessionRig.diff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.StreamSelection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Subscriptions, their answers, silence, and when another connection is wanted. */
class BinanceConnectionsTest {
    private final SessionRig rig = SessionRig.spot();
    private final BinanceMarketDataSession session = rig.session;

    private List<String> timer(final SessionRig of, final long nowNs) {
        of.session.onTimer(nowNs);
        return of.polled();
    }

    @Test
    void shouldBatchNamesAndKeepWithinLimitOfControlFrames() {
        final String[] symbols = new String[200];
        final List<String> streams = new ArrayList<>();
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = "SYMBOL" + i + "USDT";
            streams.addAll(BinanceSymbolMap.spotStreams(symbols[i], StreamSelection.ALL));
        }
        final SessionRig many = new SessionRig(false, streams, symbols);
        many.session.onConnected(0, 0);
        final Set<String> asked = new HashSet<>();
        int frames = 0;
        int inSecond = 0;
        for (long nowNs = 0; nowNs < 10 * SECOND; nowNs += SECOND / 100) {
            inSecond = nowNs % SECOND == 0 ? 0 : inSecond;
            for (final String line : timer(many, nowNs)) {
                if (line.startsWith("send 0 ")) {
                    assertTrue(line.length() <= BinanceSubscriptions.MOST_FRAME_BYTES, line);
                    assertTrue(++inSecond <= 4, "spot takes 5 a second with our pongs");
                    final String names = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
                    for (final String name : names.split(",")) {
                        assertTrue(asked.add(name.replace("\"", "")), "asked twice");
                    }
                    assertTrue(line.endsWith("],\"id\":" + ++frames + "}"), line);
                }
            }
        }
        assertEquals(new HashSet<>(streams), asked);
        assertEquals(0, many.session.totals().refusalCount());
    }

    @Test
    void shouldReconnectOnceWhenSubscriptionIsRefused() {
        session.onConnected(0, 0);
        rig.polled();
        rig.text(0, "{\"code\":2,\"msg\":\"Invalid request\",\"id\":1}", SECOND);
        assertEquals(List.of("reconnect 0"), rig.polled());
        assertEquals(List.of(), timer(rig, 60 * SECOND), "answered, if badly");
        assertEquals(1, session.totals().refusalCount());
        session.onDisconnected(0, 61 * SECOND);
        rig.polled();
        session.onConnected(0, 61 * SECOND);
        rig.polled();
        rig.text(0, "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":2}", 62 * SECOND);
        assertEquals(List.of("reconnect 0"), rig.polled());
        session.onDisconnected(0, 63 * SECOND);
        rig.polled();
        session.onConnected(0, 63 * SECOND);
        rig.polled();
        rig.text(0, "{\"code\":2,\"msg\":\"Invalid request\",\"id\":3}", 64 * SECOND);
        assertEquals(List.of(), rig.polled(), "not in a hot loop");
        assertEquals(List.of("reconnect 0"), timer(rig, 82 * SECOND));
        assertEquals(3, session.totals().refusalCount());
    }

    @Test
    void shouldReconnectWhenSubscriptionIsNotAnswered() {
        session.onConnected(0, 0);
        rig.polled();
        rig.text(0, ack(77), SECOND);
        assertEquals(List.of(), timer(rig, 10 * SECOND - 1));
        assertEquals(List.of("reconnect 0"), timer(rig, 10 * SECOND));
        assertEquals(List.of(), timer(rig, 25 * SECOND));
        assertEquals(1, session.totals().refusalCount());
    }

    @Test
    void shouldReconnectUrgentlyWhenAcknowledgedButSilent() {
        final SessionRig market = new SessionRig(true, List.of("btcusdt@aggTrade"), "BTCUSDT");
        market.session.onConnected(0, 0);
        market.polled();
        market.text(0, ack(1), SECOND);
        assertEquals(List.of(), timer(market, 11 * SECOND - 1));
        assertEquals(List.of("reconnect 0 urgent"), timer(market, 11 * SECOND), "the route is probably wrong");
    }

    @Test
    void shouldSayStaleOfOneInstrumentAndReconnectSilentConnection() {
        final SessionRig two = new SessionRig(
            false, List.of("btcusdt@depth@100ms", "ethusdt@depth@100ms"), "BTCUSDT", "ETHUSDT");
        two.follow(1, 0);
        long nowNs = 0;
        for (int i = 2; i <= 300; i++) {
            nowNs = i * SECOND / 10;
            two.text(0, diff("BTCUSDT", i, i), nowNs);
            two.polled();
            if (i < 200) {
                two.text(0, diff("ETHUSDT", i, i), nowNs);
                two.polled();
            }
            if (timer(two, nowNs).contains("STALE SILENT 4")) {
                assertEquals(249, i, "5 s after the last");
            }
        }
        assertEquals(List.of(), timer(two, nowNs + 5 * SECOND - 1));
        assertEquals(List.of("reconnect 0 urgent", "STALE SILENT 3"), timer(two, nowNs + 5 * SECOND));
        assertEquals(List.of(), timer(two, nowNs + 9 * SECOND));
        two.text(0, diff("BTCUSDT", 301, 301), nowNs + 10 * SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 300>301"), two.polled(), "which makes the book fresh again");
    }

    @Test
    void shouldReplaceConnectionOnceWhenOneStreamOfItStalls() {
        final SessionRig two = new SessionRig(
            false, List.of("btcusdt@depth@100ms", "ethusdt@depth@100ms"), "BTCUSDT", "ETHUSDT");
        two.follow(1, 0);
        final List<String> done = new ArrayList<>();
        for (int i = 2; i <= 9_000; i++) {
            final long nowNs = i * SECOND / 10;
            two.text(0, diff("BTCUSDT", i, i), nowNs);
            if (i < 200) {
                two.polled();
                two.text(0, diff("ETHUSDT", i, i), nowNs);
            }
            two.polled();
            done.addAll(timer(two, nowNs));
        }
        assertEquals(List.of("STALE SILENT 4", "reconnect 0"), done);
    }

    @Test
    void shouldNotReplaceConnectionOfQuietInstruments() {
        rig.follow(1, 0);
        final List<String> done = new ArrayList<>();
        long id = 1;
        for (long nowNs = SECOND; nowNs < 3_600 * SECOND; nowNs += SECOND) {
            if (nowNs % (90 * SECOND) == 0) {
                id++;
                rig.text(0, diff(id, id), nowNs);
                rig.polled();
            }
            done.addAll(timer(rig, nowNs));
        }
        done.removeIf("STALE SILENT 3"::equals);
        assertEquals(List.of(), done);
        assertTrue(session.synced(0));
    }

    @Test
    void shouldReconnectWhenVenueAnnouncesShutdown() {
        rig.follow(5, 0);
        rig.text(0, "{\"e\":\"serverShutdown\",\"E\":1790000000000}", SECOND);
        assertEquals(List.of("reconnect 0"), rig.polled());
        session.onConnected(1, 2 * SECOND);
        rig.polled();
        session.onDisconnected(0, 5 * SECOND);
        rig.polled();
        rig.text(1, "{\"stream\":\"!serverShutdown\",\"data\":{\"e\":\"serverShutdown\",\"E\":1790000000000}}",
            60 * SECOND);
        assertEquals(List.of("reconnect 1"), rig.polled());
    }
}
