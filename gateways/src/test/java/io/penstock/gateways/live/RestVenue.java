package io.penstock.gateways.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;

/** A server that answers like Bybit's REST, spot: instruments, their sizes, the time. No streams. */
final class RestVenue implements AutoCloseable {
    private final HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Map<String, String> symbols = new TreeMap<>();
    private final Map<String, String> sizes = new TreeMap<>();
    private int failures;
    private int listings;

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

    /** How often the instruments were asked for. */
    synchronized int listings() {
        return listings;
    }

    synchronized void list(final String symbol, final String tick, final String volume) {
        symbols.put(symbol, "{\"symbol\":\"" + symbol + "\",\"baseCoin\":\"" + symbol.replace("USDT", "")
            + "\",\"quoteCoin\":\"USDT\",\"status\":\"Trading\",\"lotSizeFilter\":{\"basePrecision\":\"0.000001\","
            + "\"minOrderQty\":\"0.00001\",\"maxOrderQty\":\"70\",\"minOrderAmt\":\"5\"},"
            + "\"priceFilter\":{\"tickSize\":\"" + tick + "\"}}");
        sizes.put(symbol, "{\"symbol\":\"" + symbol + "\",\"bid1Price\":\"99.99\",\"ask1Price\":\"100.01\","
            + "\"turnover24h\":\"" + volume + "\"}");
    }

    synchronized void delist(final String symbol) {
        symbols.remove(symbol);
        sizes.remove(symbol);
    }

    private synchronized void answer(final HttpExchange exchange) throws IOException {
        final String path = exchange.getRequestURI().getPath();
        final String result = switch (path) {
            case "/v5/market/instruments-info" -> "\"list\":[" + String.join(",", symbols.values()) + "]";
            case "/v5/market/tickers" -> "\"list\":[" + String.join(",", sizes.values()) + "]";
            case "/v5/market/time" -> "\"timeNano\":\"" + (System.currentTimeMillis() + 5_000) * 1_000_000 + "\"";
            default -> "";
        };
        final String body = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"spot\"," + result + "}}";
        listings += path.endsWith("/instruments-info") ? 1 : 0;
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
