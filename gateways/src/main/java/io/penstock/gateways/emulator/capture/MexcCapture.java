package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.capture.NumberShift.Role;
import io.penstock.gateways.emulator.dialect.Query;
import io.penstock.gateways.emulator.mexc.MexcInfo;
import io.penstock.gateways.emulator.mexc.MexcReplies;
import io.penstock.gateways.emulator.mexc.MexcRequest;
import io.penstock.gateways.emulator.mexc.ProtoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MEXC spot for captures: binary frames, moved and named anew where the client asked for another speed. */
final class MexcCapture implements CaptureDialect {
    private static final int DEPTHS = 313;
    private static final int DEALS = 314;
    private static final int TICKER = 315;
    private static final long UNUSED_NS = 30_000_000_000L;
    private static final long SILENT_NS = 60_000_000_000L;
    private static final int MOST_CHANNELS = 30;

    private final List<Path> files;
    private final Path snapshot;
    private final NumberShift numbers = new NumberShift((parent, key, quoted) -> "lastUpdateId".equals(key) ? Role.ID
        : "timestamp".equals(key) ? Role.TIME : Role.NONE);
    private Overview overview;

    MexcCapture(final List<Path> files, final Path snapshot) {
        this.files = List.copyOf(files);
        this.snapshot = snapshot;
    }

    @Override
    public Recording open() {
        return new MexcRecording(files, snapshot);
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
        return Query.of(pathAndQuery).path().equals("/ws");
    }

    @Override
    public void onText(
        final CapturedConnection connection, final String text, final Map<String, BookImage> books, final long nowNs) {
        final MexcRequest request = MexcRequest.of(text);
        switch (request.method()) {
            case "PING" -> connection.send(MexcReplies.PONG);
            case "SUBSCRIPTION" -> {
                final List<String> taken = new ArrayList<>();
                final List<String> blocked = new ArrayList<>();
                for (final String channel : request.channels()) {
                    if (overview.symbols().contains(symbolOf(channel))
                        && connection.streams().size() < MOST_CHANNELS) {
                        connection.streams().put(recorded(channel), channel);
                        taken.add(channel);
                    } else {
                        blocked.add(channel);
                    }
                }
                connection.send(blocked.isEmpty() ? MexcReplies.done(request.id(), taken)
                    : MexcReplies.blocked(request.id(), blocked));
            }
            case "UNSUBSCRIPTION" -> {
                connection.streams().values().removeAll(request.channels());
                connection.send(MexcReplies.done(request.id(), request.channels()));
            }
            default -> connection.send(MexcReplies.reply(request.id(), 1, "unknown method"));
        }
    }

    private String recorded(final String asked) {
        final String other = asked.replace("@10ms@", "@100ms@");
        return overview.streams().contains(asked) ? asked : overview.streams().contains(other) ? other : asked;
    }

    @Override
    public String symbolOf(final String stream) {
        for (final String part : stream.split("@")) {
            if (overview != null && overview.symbols().contains(part)) {
                return part;
            }
        }
        return stream.substring(stream.lastIndexOf('@') + 1);
    }

    @Override
    public boolean book(final String stream) {
        return stream.contains(".aggre.depth.");
    }

    @Override
    public void onAnswer(final RecordedItem item) {
        // The one answer of these captures is the book.
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
        final ProtoReader frame = new ProtoReader(item.data(), 0, item.data().length);
        while (frame.next()) {
            if (frame.field() == DEPTHS) {
                levels(frame.inside(), frame.inside(), image);
            }
        }
    }

    private static void levels(final ProtoReader ids, final ProtoReader levels, final BookImage image) {
        long id = 0;
        while (ids.next()) {
            id = ids.field() == 5 ? Long.parseLong(ids.text()) : id;
        }
        if (id <= image.lastUpdateId()) {
            return;
        }
        while (levels.next()) {
            if (levels.field() <= 2) {
                final ProtoReader level = levels.inside();
                String price = "";
                String quantity = "";
                while (level.next()) {
                    price = level.field() == 1 ? level.text() : price;
                    quantity = level.field() == 2 ? level.text() : quantity;
                }
                image.level(levels.field() == 2, price, quantity);
            }
        }
        image.complete(id);
    }

    @Override
    public RecordedItem shifted(final RecordedItem item, final Shift shift) {
        if (shift.none()) {
            return item;
        }
        final ProtoReader from = new ProtoReader(item.data(), 0, item.data().length);
        final ProtoWriter to = new ProtoWriter();
        while (from.next()) {
            switch (from.field()) {
                case 5, 6 -> to.number(from.field(), from.number() + shift.milliseconds());
                case DEPTHS -> to.message(DEPTHS, body(from.inside(), shift, 4, 6));
                case TICKER -> to.message(TICKER, body(from.inside(), shift, 5, 6));
                case DEALS -> to.message(DEALS, deals(from.inside(), shift));
                default -> to.raw(from.data(), from.fieldStart(), from.fieldLength());
            }
        }
        return new RecordedItem(
            item.kind(), item.atNs(), item.stream(), item.symbol(), item.text(), to.toBytes());
    }

    /** Versions are texts in the fields up to 5, the time is a number in field 6. */
    private static ProtoWriter body(final ProtoReader from, final Shift shift, final int firstId, final int time) {
        final ProtoWriter to = new ProtoWriter();
        while (from.next()) {
            if (from.field() == time) {
                to.number(time, from.number() + shift.milliseconds());
            } else if (from.field() >= firstId && from.field() <= 5) {
                to.text(from.field(), Long.toString(Long.parseLong(from.text()) + shift.ids()));
            } else {
                to.raw(from.data(), from.fieldStart(), from.fieldLength());
            }
        }
        return to;
    }

    private static ProtoWriter deals(final ProtoReader from, final Shift shift) {
        final ProtoWriter to = new ProtoWriter();
        while (from.next()) {
            if (from.field() == 1) {
                final ProtoReader deal = from.inside();
                final ProtoWriter moved = new ProtoWriter();
                while (deal.next()) {
                    if (deal.field() == 4) {
                        moved.number(4, deal.number() + shift.milliseconds());
                    } else {
                        moved.raw(deal.data(), deal.fieldStart(), deal.fieldLength());
                    }
                }
                to.message(1, moved);
            } else {
                to.raw(from.data(), from.fieldStart(), from.fieldLength());
            }
        }
        return to;
    }

    @Override
    public String shiftedBody(final String body, final Shift shift) {
        return numbers.shifted(body, shift);
    }

    @Override
    public void send(final CapturedConnection connection, final String asked, final RecordedItem item) {
        if (asked.equals(item.stream())) {
            connection.send(item.data());
            return;
        }
        final ProtoReader from = new ProtoReader(item.data(), 0, item.data().length);
        final ProtoWriter to = new ProtoWriter().text(1, asked);
        while (from.next()) {
            if (from.field() != 1) {
                to.raw(from.data(), from.fieldStart(), from.fieldLength());
            }
        }
        connection.send(to.toBytes());
    }

    @Override
    public long timeMs(final RecordedItem item) {
        final ProtoReader frame = new ProtoReader(item.data(), 0, item.data().length);
        while (frame.next()) {
            if (frame.field() == 6) {
                return frame.number();
            }
        }
        return 0;
    }

    @Override
    public String bookBody(final BookImage image, final int most, final long nowNs) {
        final StringBuilder out = new StringBuilder(1 << 14);
        out.append("{\"lastUpdateId\":").append(image.lastUpdateId()).append(",\"bids\":");
        image.appendSide(out, true, most);
        out.append(",\"asks\":");
        image.appendSide(out, false, most);
        return out.append(",\"timestamp\":").append(nowNs / 1_000_000).append('}').toString();
    }

    @Override
    public String bookAsked(final String pathAndQuery) {
        return "/api/v3/depth".equals(Query.of(pathAndQuery).path())
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
        final long nowMs = nowNs / 1_000_000;
        return switch (Query.of(pathAndQuery).path()) {
            case "/api/v3/ping" -> HttpAnswer.ok("{}");
            case "/api/v3/time" -> HttpAnswer.ok("{\"serverTime\":" + nowMs + "}");
            case "/api/v3/exchangeInfo" -> HttpAnswer.ok(MexcInfo.exchangeInfo(instruments, nowMs));
            case "/api/v3/ticker/24hr" -> HttpAnswer.ok(BinanceInfo.tickers(instruments, books, nowMs));
            default -> new HttpAnswer(400, Map.of(), "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}");
        };
    }

    @Override
    public long pingEveryNs() {
        return 0;
    }

    @Override
    public String ending(final CapturedConnection connection, final long nowNs) {
        if (connection.streams().isEmpty()) {
            return nowNs - connection.openedNs() > UNUSED_NS ? "no subscription" : "";
        }
        return nowNs - Math.max(connection.servedNs(), connection.heardNs()) > SILENT_NS ? "no data" : "";
    }
}
