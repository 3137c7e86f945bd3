package io.penstock.gateways.binance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.gateways.common.SymbolTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a frame means, told the slow way: Jackson's parser, text numbers, BigDecimal. Gives one line of text per frame
 * so that two decoders can be compared; {@code MALFORMED} when a frame must be refused.
 */
final class ReferenceDecoder {
    static final String MALFORMED = "MALFORMED";
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern DECIMAL = Pattern.compile("[0-9]+(\\.[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]*");

    /** A frame that must be refused. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A string token; plain when its bytes are its text. */
    private record Text(String value, boolean plain) { }

    /** A number token as it stands. */
    private record Number(String value) { }

    /** An object: its members, and whether a key stands twice or is written with escapes. */
    private record Members(Map<String, Object> map, boolean clean) { }

    private final boolean usdm;
    private final SymbolTable symbols;

    ReferenceDecoder(final boolean usdm, final SymbolTable symbols) {
        this.usdm = usdm;
        this.symbols = symbols;
    }

    String decode(final byte[] frame, final int snapshotSlot) {
        try {
            final String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame)).toString();
            final Object root;
            try (JsonParser parser = FACTORY.createParser(text)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return MALFORMED;
                }
                root = value(parser, text, 0);
                if (parser.nextToken() != null) {
                    return MALFORMED;
                }
            }
            return root((Members) root, snapshotSlot);
        } catch (final CharacterCodingException | Refused e) {
            return MALFORMED;
        } catch (final IOException e) {
            return MALFORMED;
        }
    }

    private static Object value(final JsonParser parser, final String text, final int depth) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                require(depth < 32);
                final Map<String, Object> map = new LinkedHashMap<>();
                boolean clean = true;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    final String key = parser.currentName();
                    clean &= plain(parser, text, key);
                    parser.nextToken();
                    final Object value = value(parser, text, depth + 1);
                    final boolean read = key.length() == 1 && key.charAt(0) < 128
                        || List.of("pu", "lastUpdateId", "bids", "asks", "stream", "data", "result", "id", "code",
                            "error").contains(key);
                    clean &= map.put(key, value) == null || !read;
                }
                return new Members(map, clean);
            }
            case START_ARRAY -> {
                require(depth < 32);
                final List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser, text, depth + 1));
                }
                return list;
            }
            case VALUE_STRING -> {
                final String content = parser.getText();
                return new Text(content, plain(parser, text, content));
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return new Number(parser.getText());
            }
            case VALUE_TRUE -> {
                return Boolean.TRUE;
            }
            case VALUE_FALSE -> {
                return Boolean.FALSE;
            }
            case VALUE_NULL -> {
                return "null";
            }
            default -> throw new Refused();
        }
    }

    private static boolean plain(final JsonParser parser, final String text, final String content) {
        final int at = (int) parser.currentTokenLocation().getCharOffset();
        return text.startsWith('"' + content + '"', at);
    }

    private String root(final Members root, final int snapshotSlot) {
        require(root.clean);
        final Object data = root.map.get("data");
        if (data instanceof Members inner) {
            require(inner.clean);
            if (root.map.get("stream") instanceof Text) {
                return event(inner.map, true, snapshotSlot);
            }
        }
        return event(root.map, false, snapshotSlot);
    }

    private String event(final Map<String, Object> m, final boolean combined, final int snapshotSlot) {
        if (m.containsKey("e")) {
            require(m.get("e") instanceof Text e && e.plain);
            return switch (((Text) m.get("e")).value) {
                case "depthUpdate" -> depth(m);
                case "bookTicker" -> ticker(m);
                case "trade" -> trade(m, "TRADE", "t");
                case "aggTrade" -> trade(m, "AGG_TRADE", "a");
                case "kline" -> kline(m);
                case "markPriceUpdate" -> mark(m);
                case "serverShutdown" -> "SERVER_SHUTDOWN";
                default -> "UNKNOWN_EVENT";
            };
        }
        if (m.containsKey("lastUpdateId")) {
            return combined ? "UNKNOWN_EVENT" : snapshot(m, snapshotSlot);
        }
        if (m.containsKey("s") && m.containsKey("u")) {
            return ticker(m);
        }
        if (m.containsKey("code") || m.containsKey("error")) {
            return "CONTROL_ERROR";
        }
        return m.containsKey("result") && m.containsKey("id") ? "CONTROL_REPLY" : "UNKNOWN_EVENT";
    }

    private String depth(final Map<String, Object> m) {
        final int slot = symbol(m);
        final long first = whole(m, "U");
        final long last = whole(m, "u");
        final long previous = usdm ? whole(m, "pu") : -1;
        require(first <= last && previous <= last);
        return known(slot, "DEPTH " + slot + " " + time(m, "E") + " " + first + " " + last + " " + previous + " "
            + levels(m, "b", slot) + " " + levels(m, "a", slot));
    }

    private String snapshot(final Map<String, Object> m, final int slot) {
        final String event = m.containsKey("E") ? time(m, "E") : "none";
        return known(slot, "SNAPSHOT " + slot + " " + event + " " + whole(m, "lastUpdateId") + " "
            + levels(m, "bids", slot) + " " + levels(m, "asks", slot));
    }

    private String ticker(final Map<String, Object> m) {
        final int slot = symbol(m);
        final int p = priceExponent(slot);
        final int q = quantityExponent(slot);
        final String event = m.containsKey("E") ? time(m, "E") : "none";
        return known(slot, "BOOK_TICKER " + slot + " " + event + " " + whole(m, "u") + " " + decimal(m.get("b"), p)
            + " " + decimal(m.get("B"), q) + " " + decimal(m.get("a"), p) + " " + decimal(m.get("A"), q));
    }

    private String trade(final Map<String, Object> m, final String kind, final String id) {
        final int slot = symbol(m);
        return known(slot, kind + " " + slot + " " + time(m, "E") + " " + time(m, "T") + " " + whole(m, id) + " "
            + decimal(m.get("p"), priceExponent(slot)) + " " + decimal(m.get("q"), quantityExponent(slot)) + " "
            + truth(m, "m"));
    }

    private String mark(final Map<String, Object> m) {
        final int slot = symbol(m);
        final int p = priceExponent(slot);
        String funding = "none";
        if (!(m.get("r") instanceof Text r && r.value.isEmpty() && whole(m, "T") == 0)) {
            require(m.get("r") instanceof Text);
            final String rate = ((Text) m.get("r")).value;
            final boolean negative = rate.startsWith("-");
            final long value = decimal(new Text(negative ? rate.substring(1) : rate, ((Text) m.get("r")).plain), -8);
            funding = (negative ? -value : value) + " " + time(m, "T");
        }
        return known(slot, "MARK_PRICE " + slot + " " + time(m, "E") + " " + decimal(m.get("p"), p) + " "
            + decimal(m.get("i"), p) + " " + funding);
    }

    private String kline(final Map<String, Object> m) {
        final int slot = symbol(m);
        final String event = time(m, "E");
        require(m.get("k") instanceof Members k && k.clean);
        final Map<String, Object> k = ((Members) m.get("k")).map;
        final int p = priceExponent(slot);
        final long open = decimal(k.get("o"), p);
        final long high = decimal(k.get("h"), p);
        final long low = decimal(k.get("l"), p);
        final long close = decimal(k.get("c"), p);
        final long opened = whole(k, "t");
        final long closed = whole(k, "T");
        require(closed >= opened && high >= Math.max(open, close) && low <= Math.min(open, close));
        final long interval = nanos(closed + 1) - nanos(opened);
        return known(slot, "KLINE " + slot + " " + event + " " + time(k, "t") + " " + interval + " " + open + " "
            + high + " " + low + " " + close + " " + decimal(k.get("v"), quantityExponent(slot)) + " "
            + decimal(k.get("q"), -8) + " " + whole(k, "n") + " " + truth(k, "x"));
    }

    private static String known(final int slot, final String text) {
        return slot < 0 ? "UNKNOWN_SYMBOL" : text;
    }

    private int symbol(final Map<String, Object> m) {
        require(m.get("s") instanceof Text s && s.plain && !s.value.isEmpty());
        final String name = ((Text) m.get("s")).value;
        for (int i = 0; i < symbols.size(); i++) {
            if (symbols.symbol(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int priceExponent(final int slot) {
        return slot < 0 ? -8 : symbols.priceExponent(slot);
    }

    private int quantityExponent(final int slot) {
        return slot < 0 ? -8 : symbols.quantityExponent(slot);
    }

    private String levels(final Map<String, Object> m, final String key, final int slot) {
        require(m.get(key) instanceof List);
        final StringBuilder out = new StringBuilder("[");
        for (final Object level : (List<?>) m.get(key)) {
            require(level instanceof List<?> pair && pair.size() == 2);
            final List<?> pair = (List<?>) level;
            final long price = decimal(pair.get(0), priceExponent(slot));
            require(price > 0);
            out.append(price).append('@').append(decimal(pair.get(1), quantityExponent(slot))).append(' ');
        }
        return out.append(']').toString();
    }

    private static long decimal(final Object value, final int exponent) {
        require(value instanceof Text t && t.plain && DECIMAL.matcher(t.value).matches()
            && t.value.length() <= 36);
        final BigDecimal scaled = new BigDecimal(((Text) value).value).movePointRight(-exponent);
        try {
            return scaled.longValueExact();
        } catch (final ArithmeticException e) {
            throw new Refused();
        }
    }

    private static long whole(final Map<String, Object> m, final String key) {
        require(m.get(key) instanceof Number n && WHOLE.matcher(n.value).matches());
        final BigInteger value = new BigInteger(((Number) m.get(key)).value);
        require(value.bitLength() < 64);
        return value.longValue();
    }

    private static String time(final Map<String, Object> m, final String key) {
        return Long.toString(nanos(whole(m, key)));
    }

    private static long nanos(final long value) {
        final BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        final BigInteger millis = BigInteger.valueOf(value).multiply(BigInteger.valueOf(1_000_000));
        if (value >= 0 && millis.compareTo(most) <= 0) {
            return millis.longValue();
        }
        final BigInteger micros = BigInteger.valueOf(value).multiply(BigInteger.valueOf(1_000));
        require(value >= 0 && micros.compareTo(most) <= 0);
        return micros.longValue();
    }

    private static boolean truth(final Map<String, Object> m, final String key) {
        require(m.get(key) instanceof Boolean);
        return (Boolean) m.get(key);
    }

    private static void require(final boolean condition) {
        if (!condition) {
            throw new Refused();
        }
    }

    /** The same line for what the real decoder made of a frame. */
    static String describe(final BinanceMessage m) {
        final String head = m.kind + " " + m.slot + " "
            + (m.eventTimeNs == BinanceMessage.NO_TIME ? "none" : Long.toString(m.eventTimeNs)) + " ";
        return switch (m.kind) {
            case DEPTH -> head + m.firstUpdateId + " " + m.lastUpdateId + " " + m.previousUpdateId + " "
                + levels(m, 0, m.bidCount) + " " + levels(m, m.bidCount, m.levelCount);
            case SNAPSHOT -> head + m.lastUpdateId + " " + levels(m, 0, m.bidCount) + " "
                + levels(m, m.bidCount, m.levelCount);
            case BOOK_TICKER -> head + m.lastUpdateId + " " + m.bidPrice + " " + m.bidQuantity + " " + m.askPrice
                + " " + m.askQuantity;
            case TRADE, AGG_TRADE -> head + m.tradeTimeNs + " " + m.tradeId + " " + m.price + " " + m.quantity + " "
                + m.buyerIsMaker;
            case KLINE -> head + m.openTimeNs + " " + m.intervalNs + " " + m.openPrice + " " + m.highPrice + " "
                + m.lowPrice + " " + m.closePrice + " " + m.volume + " " + m.quoteVolume + " " + m.tradeCount + " "
                + m.closed;
            case MARK_PRICE -> head + m.price + " " + m.indexPrice + " "
                + (m.hasFunding ? m.fundingRate + " " + m.fundingTimeNs : "none");
            default -> m.kind.name();
        };
    }

    private static String levels(final BinanceMessage m, final int from, final int to) {
        final StringBuilder out = new StringBuilder("[");
        for (int i = from; i < to; i++) {
            out.append(m.levelPrice(i)).append('@').append(m.levelQuantity(i)).append(' ');
        }
        return out.append(']').toString();
    }
}
