package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.capture.NumberShift.Role;
import io.penstock.gateways.emulator.dialect.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Binance, spot or USD-M, for captures: control frames, combined and raw streams, books over HTTP. */
final class BinanceCapture implements CaptureDialect {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SPOT_PING_NS = 20_000_000_000L;
    private static final long USDM_PING_NS = 180_000_000_000L;
    private static final List<String> MARKET_ROUTE =
        List.of("aggTrade", "markPrice", "kline", "ticker", "miniTicker", "forceOrder");

    private final boolean usdm;
    private final List<Path> files;
    private final NumberShift numbers = new NumberShift(BinanceCapture::role);
    private Overview overview;

    BinanceCapture(final Venue venue, final List<Path> files) {
        usdm = venue == Venue.BINANCE_USDM;
        this.files = List.copyOf(files);
    }

    private static Role role(final String parent, final String key, final boolean quoted) {
        if (quoted) {
            return Role.NONE;
        }
        if ("k".equals(parent)) {
            return "t".equals(key) || "T".equals(key) ? Role.MINUTE
                : "f".equals(key) || "L".equals(key) ? Role.ID : Role.NONE;
        }
        return switch (key) {
            case "E", "T" -> Role.TIME;
            case "U", "u", "pu", "lastUpdateId", "t", "a", "f", "l" -> Role.ID;
            default -> Role.NONE;
        };
    }

    @Override
    public Recording open() {
        return new BinanceRecording(files);
    }

    @Override
    public void know(final Overview found) {
        overview = found;
    }

    @Override
    public void forget() {
        // Nothing is kept.
    }

    @Override
    public boolean onOpen(final CapturedConnection connection, final String pathAndQuery) {
        String path = Query.of(pathAndQuery).path();
        String route = "";
        if (usdm && (path.startsWith("/public") || path.startsWith("/market"))) {
            route = path.substring(0, 7);
            path = path.substring(7);
        }
        connection.route(usdm && route.isEmpty() ? "/public" : route);
        if (path.startsWith("/stream")) {
            connection.combine(true);
            for (final String stream : Query.of(pathAndQuery).text("streams").split("/")) {
                subscribe(connection, stream);
            }
            return true;
        }
        if (path.startsWith("/ws/")) {
            subscribe(connection, path.substring(4));
        }
        return path.startsWith("/ws");
    }

    /** Streams on the wrong route of USD-M are acknowledged and stay silent, as the venue does. */
    private void subscribe(final CapturedConnection connection, final String stream) {
        if (stream.isEmpty()) {
            return;
        }
        boolean market = false;
        for (final String kind : MARKET_ROUTE) {
            market |= stream.contains("@" + kind);
        }
        final boolean served = !usdm || market == "/market".equals(connection.route());
        connection.streams().put(served ? recorded(stream) : "silent:" + stream, stream);
    }

    private String recorded(final String asked) {
        if (overview.streams().contains(asked) || !asked.matches("[^@]+@depth(@.*)?")) {
            return asked;
        }
        final String start = asked.substring(0, asked.indexOf('@')) + "@depth";
        for (final String stream : overview.streams()) {
            if (stream.equals(start) || stream.startsWith(start + "@")) {
                return stream;
            }
        }
        return asked;
    }

    @Override
    public void onText(
        final CapturedConnection connection, final String text, final Map<String, BookImage> books, final long nowNs) {
        final JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            connection.send("{\"code\":3,\"msg\":\"Invalid JSON: expected value at line 1 column 1\"}");
            return;
        }
        final String id = node.path("id").toString();
        final List<String> names = new ArrayList<>();
        for (final JsonNode name : node.path("params")) {
            names.add(name.asText());
        }
        String result = "null";
        switch (node.path("method").asText()) {
            case "SUBSCRIBE" -> names.forEach(name -> subscribe(connection, name));
            case "UNSUBSCRIBE" -> connection.streams().values().removeAll(names);
            case "LIST_SUBSCRIPTIONS" -> result = JSON.valueToTree(connection.streams().values()).toString();
            case "SET_PROPERTY" -> connection.combine(node.path("params").path(1).asBoolean());
            case "GET_PROPERTY" -> result = Boolean.toString(connection.combined());
            default -> {
                connection.send("{\"code\":2,\"msg\":\"Invalid request: unknown variant\",\"id\":"
                    + (id.isEmpty() ? "null" : id) + "}");
                return;
            }
        }
        connection.send("{\"result\":" + result + ",\"id\":" + (id.isEmpty() ? "null" : id) + "}");
    }

    @Override
    public String symbolOf(final String stream) {
        final int at = stream.indexOf('@');
        return at < 0 ? "" : stream.substring(0, at).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean book(final String stream) {
        return stream.matches("[^@]+@depth(@.*)?");
    }

    @Override
    public void onAnswer(final RecordedItem item) {
        // Nothing to learn: every answer in these captures is a book.
    }

    @Override
    public void restore(final String body, final BookImage image) {
        final JsonNode node = JsonTexts.tree(body);
        JsonTexts.levels(node.path("bids"), true, image);
        JsonTexts.levels(node.path("asks"), false, image);
        image.complete(node.path("lastUpdateId").asLong());
    }

    @Override
    public void apply(final RecordedItem item, final BookImage image) {
        final JsonNode node = JsonTexts.tree(item.text());
        final long id = node.path("u").asLong();
        if (id > image.lastUpdateId()) {
            JsonTexts.levels(node.path("b"), true, image);
            JsonTexts.levels(node.path("a"), false, image);
            image.complete(id);
        }
    }

    @Override
    public RecordedItem shifted(final RecordedItem item, final Shift shift) {
        return shift.none() ? item : new RecordedItem(item.kind(), item.atNs(), item.stream(), item.symbol(),
            numbers.shifted(item.text(), shift), item.data());
    }

    @Override
    public String shiftedBody(final String body, final Shift shift) {
        return numbers.shifted(body, shift);
    }

    @Override
    public void send(final CapturedConnection connection, final String asked, final RecordedItem item) {
        connection.send(connection.combined()
            ? "{\"stream\":\"" + asked + "\",\"data\":" + item.text() + "}" : item.text());
    }

    @Override
    public long timeMs(final RecordedItem item) {
        return JsonTexts.tree(item.text()).path("E").asLong();
    }

    @Override
    public String bookBody(final BookImage image, final int most, final long nowNs) {
        final StringBuilder out = new StringBuilder(1 << 14);
        out.append("{\"lastUpdateId\":").append(image.lastUpdateId());
        if (usdm) {
            out.append(",\"E\":").append(nowNs / 1_000_000).append(",\"T\":").append(nowNs / 1_000_000);
        }
        out.append(",\"bids\":");
        image.appendSide(out, true, most);
        out.append(",\"asks\":");
        image.appendSide(out, false, most);
        return out.append('}').toString();
    }

    @Override
    public String bookAsked(final String pathAndQuery) {
        return Query.of(pathAndQuery).path().equals(usdm ? "/fapi/v1/depth" : "/api/v3/depth")
            ? Query.of(pathAndQuery).text("symbol") : "";
    }

    @Override
    public int levelsAsked(final String pathAndQuery) {
        return Query.of(pathAndQuery).number("limit", 100, 5_000);
    }

    @Override
    public String wrapped(final String bookBody, final String symbol, final long nowNs) {
        return bookBody;
    }

    @Override
    public HttpAnswer onHttp(final String pathAndQuery, final List<EmulatedInstrument> instruments,
        final Map<String, BookImage> books, final long nowNs) {
        final String path = Query.of(pathAndQuery).path();
        final String root = usdm ? "/fapi/v1/" : "/api/v3/";
        final long nowMs = nowNs / 1_000_000;
        if (path.equals(root + "time")) {
            return HttpAnswer.ok("{\"serverTime\":" + nowMs + "}");
        }
        if (path.equals(root + "ping")) {
            return HttpAnswer.ok("{}");
        }
        if (path.equals(root + "exchangeInfo")) {
            return HttpAnswer.ok(BinanceInfo.exchangeInfo(usdm, instruments, nowMs));
        }
        if (path.equals(root + "ticker/24hr")) {
            return HttpAnswer.ok(BinanceInfo.tickers(instruments, books, nowMs));
        }
        return new HttpAnswer(path.equals(root + "depth") ? 400 : 404, Map.of(),
            "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
    }

    @Override
    public long pingEveryNs() {
        return usdm ? USDM_PING_NS : SPOT_PING_NS;
    }

    @Override
    public String ending(final CapturedConnection connection, final long nowNs) {
        return nowNs - connection.openedNs() > 86_400_000_000_000L ? "24 hours are over" : "";
    }
}
