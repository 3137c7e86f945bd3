package io.penstock.gateways.common.net;

import static io.penstock.gateways.common.net.NetRig.MS;
import static io.penstock.gateways.common.net.NetRig.RULES;
import static io.penstock.gateways.common.net.NetRig.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.epoll.Epoll;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.LaneState;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The Netty shell over real sockets on 127.0.0.1. */
class NettyTransportTest {
    private static final ConnectionRules IMPATIENT =
        new ConnectionRules(0, 0, 0, 300 * MS, 3_000 * MS, 1 << 16);

    @Test
    void shouldHandFramesOnWhenTheyAreTextOrBinary() {
        for (final boolean nativeEpoll : new boolean[] {true, false}) {
            try (TestVenue venue = new TestVenue(null); NetRig rig = new NetRig("ws://127.0.0.1:" + venue.port(),
                RULES, null, nativeEpoll, (i, s, a) -> a.failed(0))) {
                assertEquals(nativeEpoll && Epoll.isAvailable(), rig.threads.nativeEpoll());
                rig.session.echo = true;
                rig.transport.start(rig.feed);
                await("subscribed", () -> venue.texts.size() == 1);
                assertArrayEquals("subscribe".getBytes(StandardCharsets.US_ASCII), venue.texts.poll());
                venue.text(1);
                venue.binary(2);
                await("echo of both", () -> venue.texts.size() == 2);
                assertEquals(2, rig.lastNumber);
                assertEquals(1, rig.session.binary);
                assertEquals("null", venue.extensionsAsked.peek(), "no extension is offered");
                await("view", () -> rig.view().frames() == 2 && rig.view().lane(0) == LaneState.OPEN);
            }
        }
    }

    private static X509Bundle certificate() throws Exception {
        return new CertificateBuilder().subject("CN=localhost").addSanDnsName("localhost")
            .setIsCertificateAuthority(true).ecp256().buildSelfSigned();
    }

    @Test
    void shouldSpeakTlsWhenTheCertificateIsTrustedAndNamed() throws Exception {
        final X509Bundle bundle = certificate();
        final SslContext server = SslContextBuilder.forServer(bundle.toKeyManagerFactory())
            .sslProvider(SslProvider.JDK).build();
        try (TestVenue venue = new TestVenue(server)) {
            try (NetRig rig = new NetRig("wss://localhost:" + venue.port() + "/", RULES,
                Tls.alsoTrusting(bundle.getCertificate()), true, (i, s, a) -> a.failed(0))) {
                rig.transport.start(rig.feed);
                await("subscribed", () -> venue.texts.size() == 1);
                for (int i = 1; i <= 1_000; i++) {
                    venue.text(i);
                }
                await("all", () -> rig.numbers == 1_000);
                assertTrue(rig.inOrder);
            }
            refusedTls(new NetRig("wss://localhost:" + venue.port(), RULES, Tls.system(), true,
                (i, s, a) -> a.failed(0)), "PKIX path");
            refusedTls(new NetRig("wss://127.0.0.1:" + venue.port(), RULES,
                Tls.alsoTrusting(bundle.getCertificate()), true, (i, s, a) -> a.failed(0)), "127.0.0.1");
            assertEquals(1, venue.opened.get());
        }
    }

    private static void refusedTls(final NetRig rig, final String words) {
        try (rig) {
            rig.transport.start(rig.feed);
            await("TLS failed", () -> rig.view().lastFailure().startsWith("TLS failed: "));
            assertTrue(rig.view().lastFailure().contains(words), rig.view().lastFailure());
        }
    }

    @Test
    void shouldAnswerPingsWithTheirPayloadAndNotTooOften() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            venue.ping("1790000000123");
            await("pong", () -> venue.pongs.size() == 1);
            assertEquals("1790000000123", venue.pongs.poll());
            for (int i = 0; i < 50; i++) {
                venue.ping("flood" + i);
            }
            await("the latest", () -> "flood49".equals(venue.pongs.peek()));
            assertEquals(1, venue.pongs.size(), "one pong within 250 ms");
            assertEquals(0, rig.view().failedAttempts());
        }
    }

    @Test
    void shouldConnectAgainWhenTheVenueEndsTheConnection() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            venue.rst();
            await("again after RST", () -> venue.opened.get() == 2);
            assertEquals("connection reset by the venue", rig.view().lastFailure());
            await("again", () -> venue.texts.size() == 2);
            venue.fin();
            await("again after FIN", () -> venue.opened.get() == 3);
            assertEquals("the venue ended the connection without a close frame", rig.view().lastFailure());
            await("again", () -> venue.texts.size() == 3);
            venue.closeFrame(1008, "Too many requests");
            await("again after a close frame", () -> venue.opened.get() == 4);
            assertEquals("the venue closed with 1008: Too many requests", rig.view().lastFailure());
            assertEquals(1008, venue.closeFrames.poll(), "the close frame is answered");
        }
    }

    @Test
    void shouldConnectAgainWhenTheVenueIsSilent() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.started(venue, IMPATIENT)) {
            await("again", () -> venue.opened.get() >= 2);
            await("view", () -> "silent".equals(rig.view().lastFailure()));
        }
    }

    @Test
    void shouldPutFragmentsTogetherWhenAMessageComesInPieces() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            venue.textInPieces(0x0102030405060708L);
            await("message", () -> rig.lastNumber == 0x0102030405060708L);
            await("ping between the pieces", () -> "between".equals(venue.pongs.peek()));
            venue.text(0x0102030405060709L);
            await("and a whole one", () -> rig.numbers == 2);
        }
    }

    @Test
    void shouldEndTheConnectionWhenTheVenueBreaksTheProtocol() {
        final int[][] broken = {
            {0xC1, 1, 'a'}, {0x81, 0x81, 1, 2, 3, 4, 5}, {0x83, 0}, {0x80, 1, 'a'}, {0x89, 126, 0, 126}, {0x09, 0},
            {0x01, 1, 'a', 0x81, 1, 'b'}, {0x82, 127, 0, 0, 0, 0, 0, 1, 0, 1}, {0x82, 127, 0xff, 0, 0, 0, 0, 0, 0, 0},
        };
        final String[] words = {
            "reserved bits or a mask in a frame of the server", "reserved bits or a mask in a frame of the server",
            "unknown opcode 3", "a continuation of nothing", "a control frame that is long or in pieces",
            "a control frame that is long or in pieces", "a new message within a fragmented one",
            "a frame of 65537 bytes; at most 65536 are read",
            "a frame of 18374686479671623680 bytes; at most 65536 are read",
        };
        for (int i = 0; i < broken.length; i++) {
            try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
                venue.raw(broken[i]);
                final String expected = words[i];
                await(expected, () -> expected.equals(rig.view().lastFailure()));
                await("close frame", () -> !venue.closeFrames.isEmpty());
                assertEquals(expected.startsWith("a frame of") ? 1009 : 1002, venue.closeFrames.poll());
                assertEquals(0, rig.numbers);
            }
        }
    }

    @Test
    void shouldStayAwayWhenTheUpgradeIsRefused() {
        try (TestVenue venue = new TestVenue(null)) {
            venue.refusal = HttpResponseStatus.FORBIDDEN;
            try (NetRig rig = NetRig.started(venue, RULES)) {
                await("refused", () -> rig.view().failedAttempts() >= 2);
                assertEquals("upgrade refused: HTTP 403 Forbidden", rig.view().lastFailure());
            }
            venue.refusal = HttpResponseStatus.TOO_MANY_REQUESTS;
            venue.retryAfter = "600";
            try (NetRig rig = NetRig.started(venue, RULES)) {
                await("refused", () -> rig.view().failedAttempts() == 1);
                assertTrue(rig.view().lastFailure().matches(
                    "upgrade refused: HTTP 429 Too Many Requests, not before (599|600) s from now"),
                    rig.view().lastFailure());
            }
            assertEquals(0, venue.opened.get());
        }
    }

    @Test
    void shouldReadRetryAfterWhenItIsSecondsOrADate() {
        final long nowNs = 1_700_000_000L * 1_000 * MS;
        assertEquals(nowNs + 30_000 * MS, Upgrade.retryAfterNs(" 30 ", nowNs));
        assertEquals(nowNs + 7 * 86_400_000 * MS, Upgrade.retryAfterNs("999999999999999999", nowNs));
        assertEquals(nowNs + 10_000 * MS, Upgrade.retryAfterNs("Tue, 14 Nov 2023 22:13:30 GMT", nowNs));
        assertEquals(0, Upgrade.retryAfterNs("soon", nowNs));
        assertEquals(0, Upgrade.retryAfterNs(null, nowNs));
    }

    @Test
    void shouldRefuseWhenTheVenueInsistsOnAnExtension() {
        try (TestVenue venue = new TestVenue(null)) {
            venue.extension = "permessage-deflate";
            try (NetRig rig = NetRig.started(venue, RULES)) {
                await("refused", () -> rig.view().failedAttempts() >= 1);
                assertEquals("the venue insists on an extension that was not offered: permessage-deflate",
                    rig.view().lastFailure());
            }
        }
    }

    @Test
    void shouldSayWhyWhenThereIsNoConnection() {
        final TestVenue gone = new TestVenue(null);
        final int port = gone.port();
        gone.close();
        try (NetRig rig = new NetRig("ws://127.0.0.1:" + port, RULES, null, true, (i, s, a) -> a.failed(0))) {
            rig.transport.start(rig.feed);
            await("refused", () -> rig.view().failedAttempts() >= 1);
            assertTrue(rig.view().lastFailure().startsWith("no connection: "), rig.view().lastFailure());
        }
        try (NetRig rig = new NetRig("ws://venue.invalid", RULES, null, true, (i, s, a) -> a.failed(0))) {
            rig.transport.start(rig.feed);
            await("unknown", () -> rig.view().failedAttempts() >= 1);
            assertEquals("host 'venue.invalid' cannot be resolved", rig.view().lastFailure());
        }
    }

    @Test
    void shouldStallTheVenueAndLoseNothingWhenTheEngineIsSlow() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            final int frames = 40_000;
            // Room for 400 frames, then two refusals: the feed waits for its next tick, never long enough to overrun.
            rig.burst = 400;
            final Channel channel = venue.latest;
            final int length = frameOf(0).readableBytes();
            for (int i = 1; i <= frames; i++) {
                channel.pipeline().firstContext().write(frameOf(i));
            }
            channel.flush();
            await("all is queued", () -> channel.bytesBeforeWritable() > 0);
            long mostUnderWay = 0;
            while (rig.numbers < frames) {
                final long before = rig.numbers;
                final long unsent = channel.bytesBeforeWritable();
                if (unsent > 0) {
                    mostUnderWay = Math.max(mostUnderWay, (long) frames * length - before * length - unsent);
                }
                await("some more than " + before, () -> rig.numbers > before || rig.numbers == frames);
            }
            assertTrue(mostUnderWay < 16 << 20, "between the venue and the engine wait " + mostUnderWay + " bytes");
            assertTrue(rig.inOrder);
            assertEquals(frames, rig.lastNumber);
            await("view", () -> rig.view().frames() == frames);
            assertEquals(0, rig.view().overruns());
            assertEquals(0, rig.view().droppedFrames());
        }
    }

    private static ByteBuf frameOf(final long value) {
        final int length = 1_000;
        final ByteBuf frame = Unpooled.buffer();
        return frame.writeByte(0x81).writeByte(126).writeShort(length).writeBytes(TestVenue.number(value, length));
    }

    @Test
    void shouldDropAndGoOnWhenTheEngineIsFullForLong() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            rig.full = true;
            for (int i = 1; i <= 1_000; i++) {
                venue.text(i);
            }
            await("overrun", () -> rig.view().overruns() == 1);
            rig.full = false;
            await("reading again", () -> !rig.view().blocked());
            venue.text(2_000);
            await("goes on", () -> rig.lastNumber == 2_000);
            assertTrue(rig.inOrder);
            assertEquals(1, venue.opened.get());
        }
    }

    @Test
    void shouldHandSnapshotsOverWhenTheyComeFromAnotherThread() {
        final CompletableFuture<String> asked = new CompletableFuture<>();
        try (TestVenue venue = new TestVenue(null); NetRig rig = new NetRig("ws://127.0.0.1:" + venue.port(), RULES,
            null, true, (instrument, symbol, answer) -> {
                asked.complete(symbol);
                CompletableFuture.runAsync(() -> answer.body(new byte[100]));
                CompletableFuture.runAsync(() -> answer.failed(0));
            })) {
            rig.session.wantSnapshot();
            rig.transport.start(rig.feed);
            await("both answers", () -> rig.session.snapshots == 1 && rig.session.snapshotsFailed == 1);
            assertEquals("BTCUSDT", asked.join());
        }
    }

    @Test
    void shouldCloseProperlyWhenStopped() {
        try (TestVenue venue = new TestVenue(null)) {
            final NetRig rig = NetRig.open(venue);
            rig.close();
            assertTrue(rig.feed.stopped());
            await("close frame", () -> !venue.closeFrames.isEmpty());
            assertEquals(1000, venue.closeFrames.poll());
            assertEquals(1, rig.feed.closed(CloseReason.OURS));
        }
    }

    @Test
    void shouldAllocateNothingWhenFramesCome() {
        try (TestVenue venue = new TestVenue(null); NetRig rig = NetRig.open(venue)) {
            final int frames = 60_000;
            rig.markAt = 20_000;
            rig.markAgainAt = frames;
            final Channel channel = venue.latest;
            for (int i = 1; i <= frames; i++) {
                channel.write(new TextWebSocketFrame(TestVenue.number(i, 200)));
                if (i % 50 == 0) {
                    channel.flush();
                }
            }
            await("all", () -> rig.allocatedBetween >= 0);
            final double perFrame = (double) rig.allocatedBetween / (rig.markAgainAt - rig.markAt);
            assertTrue(perFrame < 2, "bytes a frame, Netty's reading included: " + perFrame);
        }
    }
}
