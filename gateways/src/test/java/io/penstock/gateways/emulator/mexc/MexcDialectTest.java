package io.penstock.gateways.emulator.mexc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnknownFieldSet;
import io.penstock.api.Venue;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.capture.Heard;
import io.penstock.gateways.emulator.capture.SessionRig;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.mexc.MexcProtocol;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes, chains, limits and switches of the emulated MEXC, and the gateway's session on it. */
class MexcDialectTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STEP_NS = 5_000_000L;
    private static final String DEPTH = "spot@public.aggre.depth.v3.api.pb@100ms@BTCUSDT";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Heard heard = new Heard();

    private static MexcDialect venue(final MexcSettings settings, final int rate) {
        final List<EmulatedInstrument> instruments = List.of(
            new EmulatedInstrument(Venue.MEXC_SPOT, "BTCUSDT", "BTC", "USDT", "0.01", "0.000001", "1", "65000", rate),
            new EmulatedInstrument(Venue.MEXC_SPOT, "ETHUSDT", "ETH", "USDT", "0.01", "0.00001", "1", "3000", rate));
        return new MexcDialect(new MatchingMarket(instruments, MatchingSettings.of(11)), settings, START_NS);
    }

    private static String subscribe(final String... channels) {
        return "{\"method\":\"SUBSCRIPTION\",\"params\":[\"" + String.join("\",\"", channels) + "\"],\"id\":1}";
    }

    private List<UnknownFieldSet> run(final MexcDialect venue, final long seconds) throws IOException {
        final List<UnknownFieldSet> all = new ArrayList<>();
        for (long now = START_NS; now <= START_NS + seconds * SECOND_NS; now += STEP_NS) {
            venue.advance(now);
            for (final byte[] data : heard.binaries(venue)) {
                all.add(UnknownFieldSet.parseFrom(data));
            }
        }
        return all;
    }

    private static String text(final UnknownFieldSet message, final int field) {
        return message.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
    }

    private static UnknownFieldSet inside(final UnknownFieldSet message, final int field, final int place)
        throws IOException {
        return UnknownFieldSet.parseFrom(message.getField(field).getLengthDelimitedList().get(place));
    }

    @Test
    void shouldWriteThePublishedVectorWhenTheReferenceIsEncoded() {
        final ProtoWriter body = new ProtoWriter();
        body.message(1, new ProtoWriter().text(1, "65000.30").text(2, "0.4"));
        body.message(2, new ProtoWriter().text(1, "65000.10").text(2, "0"));
        body.text(3, "spot@public.aggre.depth.v3.api.pb@100ms").text(4, "9001").text(5, "9003").number(6, 0);
        final ProtoWriter frame = new ProtoWriter().text(1, "spot@public.aggre.depth.v3.api.pb@100ms@BTCUSDC")
            .text(3, "BTCUSDC").number(6, 1790000000123L).message(313, body);
        final byte[] wanted = HexFormat.of().parseHex("0a2f73706f74407075626c69632e61676772652e64657074682e76332e61"
            + "70692e7062403130306d73404254435553"
            + "44431a074254435553444330fbd8c1a28c34ca13550a0f0a0836353030302e33301203302e34"
            + "120d0a0836353030302e31301201301a2773706f74407075626c69632e61676772652e64657074682e76332e6170692e70624031"
            + "30306d732204393030312a0439303033");
        assertArrayEquals(wanted, frame.toBytes());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldChainVersionsWhenChangesArePublished(final boolean unknown) throws IOException {
        final MexcDialect venue = venue(new MexcSettings(unknown, Set.of(), 0, 30 * SECOND_NS, 60 * SECOND_NS,
            86_400 * SECOND_NS), 300);
        venue.onOpen(1, "/ws", START_NS);
        venue.onText(1, subscribe(DEPTH), START_NS);
        assertEquals(List.of("{\"id\":1,\"code\":0,\"msg\":\"" + DEPTH + "\"}"), heard.texts(venue));
        long last = 0;
        boolean span = false;
        final List<UnknownFieldSet> frames = run(venue, 5);
        for (final UnknownFieldSet frame : frames) {
            assertEquals(DEPTH, text(frame, 1));
            assertEquals("BTCUSDT", text(frame, 3));
            final UnknownFieldSet body = inside(frame, 313, 0);
            assertEquals("spot@public.aggre.depth.v3.api.pb@100ms", text(body, 3));
            final long from = Long.parseLong(text(body, 4));
            final long to = Long.parseLong(text(body, 5));
            assertTrue(last == 0 || from == last + 1, "versions have no hole");
            assertTrue(to >= from);
            span |= to > from;
            last = to;
            assertEquals(unknown, frame.hasField(96));
            assertEquals(unknown, body.hasField(97));
            for (final int side : new int[] {1, 2}) {
                for (int i = 0; i < body.getField(side).getLengthDelimitedList().size(); i++) {
                    final UnknownFieldSet level = inside(body, side, i);
                    assertFalse(text(level, 1).matches(".*\\..*0"), "needless zeros");
                    assertTrue(text(level, 2).matches("[0-9]+(\\.[0-9]*[1-9])?"), text(level, 2));
                }
            }
        }
        assertTrue(span && frames.size() > 20, frames.size() + " frames");
        assertEquals(last, venue.book("BTCUSDT").lastUpdateId());
    }

    @Test
    void shouldPutAsksFirstWhenAFrameIsRead() throws IOException {
        final MexcDialect venue = venue(MexcSettings.USUAL, 300);
        venue.onOpen(1, "/ws", START_NS);
        venue.onText(1, subscribe("spot@public.limit.depth.v3.api.pb@BTCUSDT@5"), START_NS);
        final UnknownFieldSet frame = run(venue, 1).get(0);
        final CodedInputStream body = frame.getField(303).getLengthDelimitedList().get(0).newCodedInput();
        final List<Integer> fields = new ArrayList<>();
        for (int tag = body.readTag(); tag != 0; tag = body.readTag()) {
            fields.add(tag >>> 3);
            body.skipField(tag);
        }
        assertEquals(List.of(1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4, 5), fields);
        final UnknownFieldSet level = inside(inside(frame, 303, 0), 1, 0);
        assertTrue(text(level, 1).matches("[0-9]+\\.[0-9]{2}") && text(level, 2).matches("[0-9]+\\.[0-9]{8}"));
    }

    @Test
    void shouldSendTradesQuotesAndBarsWhenTheyAreHeard() throws IOException {
        final MexcDialect venue = venue(MexcSettings.USUAL, 200);
        venue.onOpen(1, "/ws", START_NS);
        venue.onText(1, subscribe("spot@public.aggre.deals.v3.api.pb@100ms@BTCUSDT",
            "spot@public.aggre.bookTicker.v3.api.pb@10ms@BTCUSDT",
            "spot@public.kline.v3.api.pb@BTCUSDT@Min1"), START_NS);
        int deals = 0;
        int quotes = 0;
        final List<Long> bars = new ArrayList<>();
        for (final UnknownFieldSet frame : run(venue, 65)) {
            if (frame.hasField(314)) {
                final UnknownFieldSet body = inside(frame, 314, 0);
                for (int i = 0; i < body.getField(1).getLengthDelimitedList().size(); i++) {
                    final UnknownFieldSet deal = inside(body, 1, i);
                    final long side = deal.getField(3).getVarintList().get(0);
                    assertTrue(side == 1 || side == 2);
                    assertTrue(deal.getField(4).getVarintList().get(0) * 1_000_000 >= START_NS);
                    assertTrue(text(deal, 5).matches("[0-9]+X[01]_[0-9]+X[01]"));
                    deals++;
                }
            } else if (frame.hasField(315)) {
                final UnknownFieldSet body = inside(frame, 315, 0);
                assertTrue(Double.parseDouble(text(body, 1)) < Double.parseDouble(text(body, 3)));
                assertTrue(Long.parseLong(text(body, 5)) > 0);
                quotes++;
            } else {
                final UnknownFieldSet body = inside(frame, 308, 0);
                assertEquals("Min1", text(body, 1));
                bars.add(body.getField(2).getVarintList().get(0));
                assertEquals(60, body.getField(9).getVarintList().get(0) - body.getField(2).getVarintList().get(0));
                assertTrue(frame.hasField(5) && frame.hasField(4) && !frame.hasField(6));
            }
        }
        assertTrue(deals > 100 && quotes > 100, deals + " deals, " + quotes + " quotes");
        assertEquals(2, bars.stream().distinct().count());
        assertEquals(0, bars.get(0) % 60);
    }

    @Test
    void shouldSayNoInTheTextWhenAChannelIsBlockedOrTooMuch() {
        final String blocked = "spot@public.aggre.depth.v3.api.pb@10ms@BTCUSDT";
        final MexcDialect venue = venue(new MexcSettings(false, Set.of(blocked), 0, 30 * SECOND_NS, 60 * SECOND_NS,
            86_400 * SECOND_NS), 50);
        venue.onOpen(1, "/ws", START_NS);
        venue.onText(1, subscribe(blocked), START_NS);
        venue.onText(1, subscribe("spot@public.aggre.depth.v3.api.pb@100ms@NOSUCH"), START_NS);
        venue.onText(1, "{\"method\":\"PING\"}", START_NS);
        venue.onText(1, "{\"method\":\"SING\",\"id\":4}", START_NS);
        final List<String> texts = heard.texts(venue);
        assertEquals("{\"id\":1,\"code\":0,\"msg\":\"Not Subscribed successfully! [" + blocked
            + "].  Reason\uFF1A Blocked! \"}", texts.get(0));
        assertTrue(texts.get(1).contains("Not Subscribed successfully!"));
        assertEquals("{\"id\":0,\"code\":0,\"msg\":\"PONG\"}", texts.get(2));
        assertEquals("{\"id\":4,\"code\":1,\"msg\":\"Unknown method\"}", texts.get(3));
        final String[] intervals = {"Min1", "Min5", "Min15", "Min30", "Min60", "Hour4", "Hour8", "Day1", "Week1",
            "Month1"};
        final List<String> many = new ArrayList<>();
        for (final String interval : intervals) {
            many.add("spot@public.kline.v3.api.pb@BTCUSDT@" + interval);
            many.add("spot@public.kline.v3.api.pb@ETHUSDT@" + interval);
        }
        for (final String symbol : List.of("BTCUSDT", "ETHUSDT")) {
            for (final String kind : List.of("depth", "deals", "bookTicker")) {
                many.add("spot@public.aggre." + kind + ".v3.api.pb@100ms@" + symbol);
                many.add("spot@public.aggre." + kind + ".v3.api.pb@10ms@" + symbol);
            }
        }
        many.remove(blocked);
        venue.onText(1, subscribe(many.toArray(new String[0])), START_NS);
        final String reply = heard.texts(venue).get(0);
        assertEquals(31, many.size());
        assertTrue(reply.contains("Not Subscribed successfully! [" + many.get(30) + "]"), reply);
    }

    @Test
    void shouldCloseConnectionsWhenTheyAreUnusedSilentNoisyOrOld() {
        final MexcDialect venue = venue(
            new MexcSettings(false, Set.of(), 0, 30 * SECOND_NS, 60 * SECOND_NS, 200 * SECOND_NS), 0);
        venue.onOpen(1, "/ws", START_NS);
        venue.onOpen(2, "/ws", START_NS);
        venue.onOpen(3, "/ws", START_NS);
        venue.onOpen(4, "/other", START_NS);
        venue.onOpen(5, "/ws", START_NS);
        venue.onText(2, subscribe("spot@public.aggre.deals.v3.api.pb@100ms@BTCUSDT"), START_NS);
        venue.onText(5, subscribe("spot@public.aggre.deals.v3.api.pb@100ms@BTCUSDT"), START_NS);
        for (int i = 0; i <= 100; i++) {
            venue.onText(3, "{\"method\":\"PING\"}", START_NS);
        }
        final List<Integer> order = new ArrayList<>();
        for (int second = 1; second < 205; second++) {
            final long now = START_NS + second * SECOND_NS;
            venue.advance(now);
            if (second % 20 == 0) {
                venue.onText(5, "{\"method\":\"PING\"}", now);
            }
            venue.poll(heard);
            while (order.size() < heard.closed.size()) {
                order.add(second);
            }
        }
        assertEquals(List.of(4, 3, 1, 2, 5), heard.closed);
        assertEquals(List.of(1, 1, 30, 60, 200), order);
    }

    @Test
    void shouldAnswerOverHttpWhenAskedWithinLimits() throws IOException {
        final MexcDialect venue = venue(MexcSettings.USUAL, 50);
        final JsonNode book = JSON.readTree(ask(venue, "/api/v3/depth?symbol=BTCUSDT&limit=5", START_NS).body());
        assertEquals(venue.book("BTCUSDT").lastUpdateId(), book.get("lastUpdateId").asLong());
        assertEquals(5, book.get("asks").size());
        assertEquals(400, ask(venue, "/api/v3/depth?symbol=NO", START_NS).status());
        final JsonNode info = JSON.readTree(ask(venue, "/api/v3/exchangeInfo", START_NS).body());
        assertEquals(2, info.get("symbols").get(0).get("quotePrecision").asInt());
        assertEquals("0.000001", info.get("symbols").get(0).get("baseSizePrecision").asText());
        assertEquals(2, JSON.readTree(ask(venue, "/api/v3/ticker/24hr", START_NS).body()).size());
        assertEquals(2, JSON.readTree(ask(venue, "/api/v3/defaultSymbols", START_NS).body()).get("data").size());
        assertEquals(START_NS / 1_000_000,
            JSON.readTree(ask(venue, "/api/v3/time", START_NS).body()).get("serverTime").asLong());
        HttpAnswer last = ask(venue, "/api/v3/ping", START_NS);
        for (int i = 0; i < 500; i++) {
            last = ask(venue, "/api/v3/ping", START_NS);
        }
        assertEquals(429, last.status());
        assertEquals("10", last.headers().get("Retry-After"));
        for (int i = 0; i < 11; i++) {
            last = ask(venue, "/api/v3/ping", START_NS + SECOND_NS);
        }
        assertEquals(418, last.status());
        assertEquals("120", last.headers().get("Retry-After"));
        assertEquals(200, ask(venue, "/api/v3/ping", START_NS + 130 * SECOND_NS).status());
    }

    private static HttpAnswer ask(final MexcDialect venue, final String pathAndQuery, final long nowNs) {
        return venue.onHttp("GET", pathAndQuery, Map.of(), "", nowNs);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3})
    void shouldKeepTheSessionsBooksTrueWhenNothingFails(final long quietSeconds) {
        final MexcDialect venue = venue(new MexcSettings(quietSeconds > 0, Set.of(), quietSeconds * SECOND_NS,
            30 * SECOND_NS, 60 * SECOND_NS, 86_400 * SECOND_NS), 200);
        final SessionRig rig =
            new SessionRig(venue, new MexcProtocol(), StreamSelection.ALL, List.of(), START_NS, 1);
        rig.run(START_NS + 10 * SECOND_NS, 2 * STEP_NS);
        for (int i = 0; i < 2; i++) {
            assertTrue(rig.session(i).synced(i));
            assertEquals(0, rig.session(i).counters(i).gaps());
            assertTrue(rig.session(i).counters(i).diffsApplied() > 50);
            assertTrue(rig.session(i).counters(i).trades() > 50);
        }
        assertEquals(0, rig.session(0).totals().malformedFrames());
        assertEquals(0, rig.reconnects);
        assertTrue(rig.checks > 200, rig.checks + " checks");
    }
}
