package io.penstock.gateways.emulator.bybit;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.dialect.TrueBooks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests of clients on public sockets and the venue's limits of them: at most 21,000 characters of topics per
 * connection, on spot at most ten topics per request; one topic that cannot be had refuses the whole request.
 */
final class BybitControl {
    private static final int MOST_LETTERS = 21_000;
    private static final int MOST_SPOT_TOPICS = 10;
    private static final Set<String> INTERVALS =
        Set.of("1", "3", "5", "15", "30", "60", "120", "240", "360", "720", "D", "W", "M");
    private static final Set<String> DEPTHS = Set.of("1", "50", "200", "1000");

    private final Venue venue;
    private final TrueBooks books;
    private final Topics topics;
    private final Outbox outbox;
    private final Map<Integer, Integer> letters = new HashMap<>();
    private String answer = "";

    BybitControl(final Venue venue, final TrueBooks books, final Topics topics, final Outbox outbox) {
        this.venue = venue;
        this.books = books;
        this.topics = topics;
        this.outbox = outbox;
    }

    /** Does what is asked; the answer waits. Returns the topics that are heard from now on. */
    List<String> take(final int connection, final BybitRequest request) {
        final String id = BybitReplies.connectionId(connection);
        switch (request.op()) {
            case "ping" -> answer = BybitReplies.pong(id, request);
            case "subscribe" -> {
                final String fault = fault(connection, request);
                if (!fault.isEmpty()) {
                    answer = BybitReplies.refused(id, request, fault);
                    return List.of();
                }
                letters.merge(connection, request.letters(), Integer::sum);
                answer = BybitReplies.done(venue, id, request);
                for (final String topic : request.args()) {
                    topics.subscribe(connection, topic);
                }
                return request.args();
            }
            case "unsubscribe" -> {
                for (final String topic : request.args()) {
                    topics.unsubscribe(connection, topic);
                }
                letters.merge(connection, -request.letters(), (a, b) -> Math.max(0, a + b));
                answer = BybitReplies.done(venue, id, request);
            }
            default -> answer = BybitReplies.refused(id, request, "Invalid op");
        }
        return List.of();
    }

    /** Sends the answer, once. */
    void answer(final int connection) {
        if (!answer.isEmpty()) {
            outbox.text(connection, answer);
            answer = "";
        }
    }

    void drop(final int connection) {
        letters.remove(connection);
    }

    private String fault(final int connection, final BybitRequest request) {
        if (request.args().isEmpty()) {
            return "args is empty";
        }
        if (venue == Venue.BYBIT_SPOT && request.args().size() > MOST_SPOT_TOPICS) {
            return "args size >10";
        }
        if (letters.getOrDefault(connection, 0) + request.letters() > MOST_LETTERS) {
            return "args length >21000";
        }
        final List<String> heard = topics.of(connection);
        for (final String topic : request.args()) {
            if (!known(topic)) {
                return "error:handler not found,topic:" + topic;
            }
            if (heard.contains(topic)) {
                return "error:already subscribed,topic:" + topic;
            }
        }
        return "";
    }

    private boolean known(final String topic) {
        final String[] parts = topic.split("\\.", -1);
        if (books.indexOf(parts[parts.length - 1]) < 0) {
            return false;
        }
        return switch (parts[0]) {
            case "orderbook" -> parts.length == 3 && DEPTHS.contains(parts[1]);
            case "kline" -> parts.length == 3 && INTERVALS.contains(parts[1]);
            case "publicTrade", "tickers" -> parts.length == 2;
            default -> false;
        };
    }
}
