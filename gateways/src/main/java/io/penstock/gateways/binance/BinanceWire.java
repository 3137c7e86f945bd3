package io.penstock.gateways.binance;

import io.penstock.gateways.common.order.OrderActions;
import io.penstock.gateways.common.order.SignedAsk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Requests from the moment they are made until they are answered: numbers them, signs them, hands them out when the
 * session is polled, and finds the one an answer belongs to. One thread; allocates per request.
 */
final class BinanceWire {
    /** Requests whose answer nobody waits for any more, kept for one that comes late. */
    private static final int MOST_UNDER_WAY = 100_000;

    private final BinanceAuth auth;
    private final BinanceOrderOptions options;
    private final ArrayDeque<Outgoing> outgoing = new ArrayDeque<>();
    private final Long2ObjectHashMap<BinanceCall> underWay = new Long2ObjectHashMap<>();
    private final ArrayDeque<BinanceCall> byAge = new ArrayDeque<>();
    private long nextId = 1;

    /** A request that has not left; either a frame or a question. */
    private record Outgoing(BinanceCall call, String frame, SignedAsk ask) {
    }

    BinanceWire(final BinanceAuth auth, final BinanceOrderOptions options) {
        this.auth = auth;
        this.options = options;
    }

    /** A signed question over HTTP. */
    void ask(
        final BinanceCall call, final String method, final String path, final Map<String, String> parameters,
        final int weight, final boolean urgent, final long nowNs) {
        final String query = auth.query(parameters, nowNs);
        ask(call, new SignedAsk(method, path + '?' + query, auth.header(), "", weight, urgent,
            options.requestTimeoutMs()), nowNs);
    }

    /** A question that names the key, or not even that, and is not signed. */
    void askUnsigned(
        final BinanceCall call, final String method, final String path, final boolean named, final int weight,
        final long nowNs) {
        ask(call, new SignedAsk(method, path, named ? auth.header() : Map.of(), "", weight, true,
            options.requestTimeoutMs()), nowNs);
    }

    private void ask(final BinanceCall call, final SignedAsk ask, final long nowNs) {
        enter(call, -1, nowNs);
        outgoing.addLast(new Outgoing(call, null, ask));
    }

    /** A request over a connection; its parameters are complete. */
    void frame(
        final BinanceCall call, final int connection, final String method, final Map<String, String> parameters,
        final long nowNs) {
        enter(call, connection, nowNs);
        final StringBuilder text = new StringBuilder(400).append("{\"id\":\"").append(call.id())
            .append("\",\"method\":\"").append(method).append('"');
        if (!parameters.isEmpty()) {
            text.append(",\"params\":{");
            String comma = "";
            for (final Map.Entry<String, String> each : parameters.entrySet()) {
                text.append(comma).append('"').append(each.getKey()).append("\":");
                final boolean number = "timestamp".equals(each.getKey()) || "recvWindow".equals(each.getKey());
                text.append(number ? "" : "\"").append(each.getValue()).append(number ? "" : "\"");
                comma = ",";
            }
            text.append('}');
        }
        outgoing.addLast(new Outgoing(call, text.append('}').toString(), null));
    }

    private void enter(final BinanceCall call, final int connection, final long nowNs) {
        call.leaves(nextId++, connection, nowNs);
        underWay.put(call.id(), call);
        byAge.addLast(call);
        while (!byAge.isEmpty() && (byAge.size() > MOST_UNDER_WAY || !underWay.containsKey(byAge.peekFirst().id()))) {
            underWay.remove(byAge.removeFirst().id());
        }
    }

    /** The request an answer belongs to, which is then over; null when there is none. */
    BinanceCall answered(final long id) {
        return underWay.remove(id);
    }

    /** Hands everything out; returns the requests that certainly did not leave. */
    List<BinanceCall> flush(final OrderActions actions) {
        List<BinanceCall> unsent = List.of();
        while (!outgoing.isEmpty()) {
            final Outgoing next = outgoing.removeFirst();
            if (next.ask() != null) {
                actions.ask(next.call().id(), next.ask());
            } else if (!actions.send(next.call().connection(), next.frame())) {
                unsent = unsent.isEmpty() ? new ArrayList<>() : unsent;
                unsent.add(next.call());
                underWay.remove(next.call().id());
            }
        }
        return unsent;
    }

    boolean idle() {
        return outgoing.isEmpty();
    }

    /** Requests over a connection that is gone: their answers will not come. */
    List<BinanceCall> lost(final int connection) {
        final List<BinanceCall> lost = new ArrayList<>();
        for (final BinanceCall call : byAge) {
            if (call.connection() == connection && underWay.containsKey(call.id())) {
                lost.add(call);
            }
        }
        for (final BinanceCall call : lost) {
            underWay.remove(call.id());
        }
        outgoing.removeIf(next -> next.ask() == null && next.call().connection() == connection);
        return lost;
    }

    /** Requests over connections that were not answered in time and of which nothing was told yet. */
    List<BinanceCall> late(final long nowNs) {
        List<BinanceCall> late = List.of();
        for (final BinanceCall call : byAge) {
            if (nowNs - call.askedNs() < timeoutNs()) {
                break;
            }
            if (call.connection() >= 0 && !call.told() && underWay.containsKey(call.id())) {
                late = late.isEmpty() ? new ArrayList<>() : late;
                late.add(call);
            }
        }
        return late;
    }

    /** When the next request over a connection is late. */
    long nextLateNs() {
        for (final BinanceCall call : byAge) {
            if (call.connection() >= 0 && !call.told() && underWay.containsKey(call.id())) {
                return call.askedNs() + timeoutNs();
            }
        }
        return Long.MAX_VALUE;
    }

    private long timeoutNs() {
        return options.requestTimeoutMs() * 1_000_000L;
    }
}
