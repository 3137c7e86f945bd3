package io.penstock.gateways.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A server that answers like MEXC's REST: instruments, their sizes, the time. No streams. */
final class RestVenue implements AutoCloseable {
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, String> symbols = new TreeMap<>();
    private final Map<String, String> sizes = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private int failures;

    RestVenue() throws IOException {
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next questions are answered with 500. */
    synchronized void fail(final int times) {
        failures = times;
    }

    synchronized void list(final String symbol, final int priceDecimals, final String lot, final String volume) {
        symbols.put(symbol, "{\"symbol\":\"" + symbol + "\",\"status\":\"1\",\"baseAsset\":\""
            + symbol.replace("USDT", "") + "\",\"baseAssetPrecision\":6,\"quoteAsset\":\"USDT\",\"quotePrecision\":"
            + priceDecimals + ",\"quoteAssetPrecision\":" + priceDecimals + ",\"baseSizePrecision\":\"" + lot
            + "\",\"quoteAmountPrecision\":\"1\",\"isSpotTradingAllowed\":true,\"tradeSideType\":1,\"orderTypes\":"
            + "[\"LIMIT\"],\"permissions\":[\"SPOT\"],\"maxQuoteAmount\":\"2000000\",\"filters\":[]}");
        sizes.put(symbol, "{\"symbol\":\"" + symbol + "\",\"bidPrice\":\"99.99\",\"askPrice\":\"100.01\","
            + "\"volume\":\"1\",\"quoteVolume\":\"" + volume + "\"}");
    }

    synchronized void delist(final String symbol) {
        symbols.remove(symbol);
        sizes.remove(symbol);
    }

    private synchronized void answer(final HttpExchange exchange) throws IOException {
        final String path = exchange.getRequestURI().getPath();
        asked.add(path);
        final String body = switch (path) {
            case "/api/v3/exchangeInfo" -> "{\"timezone\":\"CST\",\"symbols\":["
                + String.join(",", symbols.values()) + "]}";
            case "/api/v3/ticker/24hr" -> "[" + String.join(",", sizes.values()) + "]";
            case "/api/v3/time" -> "{\"serverTime\":" + (System.currentTimeMillis() + 5_000) + "}";
            default -> "{}";
        };
        final boolean fails = failures > 0 && !path.endsWith("/time");
        failures -= fails ? 1 : 0;
        final byte[] bytes = (fails ? "{\"code\":500}" : body).getBytes(UTF_8);
        exchange.sendResponseHeaders(fails ? 500 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
