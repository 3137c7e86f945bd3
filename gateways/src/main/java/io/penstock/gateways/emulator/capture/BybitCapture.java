package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.bybit.BybitReplies;
import io.penstock.gateways.emulator.bybit.BybitRequest;
import io.penstock.gateways.emulator.capture.NumberShift.Role;
import io.penstock.gateways.emulator.dialect.Query;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bybit, linear or spot, for captures. A topic that is asked for late begins with a snapshot as things stand by then,
 * for books and linear tickers.
 */
final class BybitCapture implements CaptureDialect {
    private static final long IDLE_NS = 600_000_000_000L;

    private final Venue venue;
    private final String category;
    private final List<Path> files;
    private final NumberShift numbers = new NumberShift(BybitCapture::role);
    private final Map<String, ObjectNode> tickers = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> timesMs = new HashMap<>();
    private Overview overview;
    private String info = "";

    BybitCapture(final Venue venue, final List<Path> files) {
        this.venue = venue;
        category = venue == Venue.BYBIT_SPOT ? "spot" : "linear";
        this.files = List.copyOf(files);
    }

    private static Role role(final String parent, final String key, final boolean quoted) {
        return switch (key) {
            case "ts", "cts", "timestamp", "T" -> quoted ? Role.NONE : Role.TIME;
            case "u", "seq", "cs" -> quoted ? Role.NONE : Role.ID;
            case "i" -> quoted ? Role.ID : Role.NONE;
            case "start", "end" -> quoted ? Role.NONE : Role.MINUTE;
            case "nextFundingTime" -> quoted ? Role.MINUTE : Role.NONE;
            default -> Role.NONE;
        };
    }

    @Override
    public Recording open() {
        return new BybitRecording(files, category);
    }

    @Override
    public void know(final Overview found) {
        overview = found;
    }

    @Override
    public void forget() {
        tickers.clear();
        sequences.clear();
        timesMs.clear();
    }

    @Override
    public boolean onOpen(final CapturedConnection connection, final String pathAndQuery) {
        return Query.of(pathAndQuery).path().equals("/v5/public/" + category);
    }

    @Override
    public void onText(
        final CapturedConnection connection, final String text, final Map<String, BookImage> books, final long nowNs) {
        final BybitRequest request = BybitRequest.of(text);
        final String id = BybitReplies.connectionId(connection.number());
        switch (request.op()) {
            case "ping" -> connection.send(BybitReplies.pong(id, request));
            case "subscribe" -> {
                for (final String topic : request.args()) {
                    if (!overview.symbols().contains(symbolOf(topic))) {
                        connection.send(BybitReplies.refused(id, request, "error:handler not found,topic:" + topic));
                        return;
                    }
                }
                connection.send(BybitReplies.done(venue, id, request));
                for (final String topic : request.args()) {
                    if (connection.streams().put(topic, topic) == null) {
                        late(connection, topic, books.get(symbolOf(topic)));
                    }
                }
            }
            case "unsubscribe" -> {
                connection.streams().keySet().removeAll(request.args());
                connection.send(BybitReplies.done(venue, id, request));
            }
            default -> connection.send(BybitReplies.refused(id, request, "Invalid op"));
        }
    }

    private void late(final CapturedConnection connection, final String topic, final BookImage image) {
        final long ts = timesMs.getOrDefault(topic, 0L);
        if (ts == 0) {
            return;
        }
        if (book(topic)) {
            final StringBuilder out = new StringBuilder(1 << 14);
            out.append("{\"topic\":\"").append(topic).append("\",\"type\":\"snapshot\",\"ts\":").append(ts)
                .append(",\"data\":{\"s\":\"").append(symbolOf(topic)).append("\",\"b\":");
            image.appendSide(out, true, Integer.MAX_VALUE);
            out.append(",\"a\":");
            image.appendSide(out, false, Integer.MAX_VALUE);
            out.append(",\"u\":").append(image.lastUpdateId()).append(",\"seq\":").append(sequences.get(topic))
                .append("},\"cts\":").append(ts).append('}');
            connection.send(out.toString());
        } else if (tickers.containsKey(topic)) {
            connection.send("{\"topic\":\"" + topic + "\",\"type\":\"snapshot\",\"data\":" + tickers.get(topic)
                + ",\"ts\":" + ts + "}");
        }
    }

    @Override
    public String symbolOf(final String stream) {
        return stream.substring(stream.lastIndexOf('.') + 1);
    }

    @Override
    public boolean book(final String stream) {
        return stream.startsWith("orderbook.");
    }

    @Override
    public void onAnswer(final RecordedItem item) {
        info = item.text();
    }

    @Override
    public void restore(final String body, final BookImage image) {
        throw new IllegalStateException("books of this venue come in the stream");
    }

    @Override
    public void apply(final RecordedItem item, final BookImage image) {
        final JsonNode node = JsonTexts.tree(item.text());
        final JsonNode data = node.path("data");
        if ("snapshot".equals(node.path("type").asText())) {
            image.clear();
        }
        JsonTexts.levels(data.path("b"), true, image);
        JsonTexts.levels(data.path("a"), false, image);
        image.complete(data.path("u").asLong());
        sequences.put(item.stream(), data.path("seq").asLong());
        timesMs.put(item.stream(), node.path("ts").asLong());
    }

    @Override
    public RecordedItem shifted(final RecordedItem item, final Shift shift) {
        final String text = numbers.shifted(item.text(), shift);
        if (item.stream().startsWith("tickers.")) {
            final JsonNode node = JsonTexts.tree(text);
            timesMs.put(item.stream(), node.path("ts").asLong());
            final JsonNode data = node.path("data");
            tickers.computeIfAbsent(item.stream(), k -> data.deepCopy()).setAll((ObjectNode) data);
        }
        return new RecordedItem(item.kind(), item.atNs(), item.stream(), item.symbol(), text, item.data());
    }

    @Override
    public String shiftedBody(final String body, final Shift shift) {
        return numbers.shifted(body, shift);
    }

    @Override
    public void send(final CapturedConnection connection, final String asked, final RecordedItem item) {
        connection.send(item.text());
    }

    @Override
    public long timeMs(final RecordedItem item) {
        return JsonTexts.tree(item.text()).path("ts").asLong();
    }

    @Override
    public String bookBody(final BookImage image, final int most, final long nowNs) {
        final StringBuilder out = new StringBuilder(1 << 14);
        out.append(",\"a\":");
        image.appendSide(out, false, most);
        out.append(",\"b\":");
        image.appendSide(out, true, most);
        return out.append(",\"ts\":").append(nowNs / 1_000_000).append(",\"u\":").append(image.lastUpdateId())
            .append(",\"seq\":").append(image.lastUpdateId()).append(",\"cts\":").append(nowNs / 1_000_000)
            .append('}').toString();
    }

    @Override
    public String bookAsked(final String pathAndQuery) {
        return Query.of(pathAndQuery).path().equals("/v5/market/orderbook")
            && category.equals(Query.of(pathAndQuery).text("category"))
            ? Query.of(pathAndQuery).text("symbol") : "";
    }

    @Override
    public int levelsAsked(final String pathAndQuery) {
        return Query.of(pathAndQuery).number("limit", 25, 1_000);
    }

    @Override
    public String wrapped(final String bookBody, final String symbol, final long nowNs) {
        return BybitReplies.envelope("{\"s\":\"" + symbol + "\"" + bookBody, nowNs);
    }

    @Override
    public HttpAnswer onHttp(final String pathAndQuery, final List<EmulatedInstrument> instruments,
        final Map<String, BookImage> books, final long nowNs) {
        final String path = Query.of(pathAndQuery).path();
        if ("/v5/market/time".equals(path)) {
            return HttpAnswer.ok(BybitReplies.time(nowNs));
        }
        if (!category.equals(Query.of(pathAndQuery).text("category"))) {
            return HttpAnswer.ok(BybitReplies.error(10001, "params error: Category is invalid", nowNs));
        }
        return switch (path) {
            case "/v5/market/instruments-info" -> HttpAnswer.ok(info);
            case "/v5/market/tickers" -> HttpAnswer.ok(tickerList(nowNs));
            default -> HttpAnswer.ok(BybitReplies.error(10001, "params error: symbol invalid", nowNs));
        };
    }

    private String tickerList(final long nowNs) {
        final StringBuilder out = new StringBuilder("{\"category\":\"" + category + "\",\"list\":[");
        String comma = "";
        for (final ObjectNode ticker : tickers.values()) {
            out.append(comma).append(ticker);
            comma = ",";
        }
        return BybitReplies.envelope(out.append("]}").toString(), nowNs);
    }

    @Override
    public long pingEveryNs() {
        return 0;
    }

    @Override
    public String ending(final CapturedConnection connection, final long nowNs) {
        return nowNs - connection.heardNs() > IDLE_NS ? "idle" : "";
    }
}
