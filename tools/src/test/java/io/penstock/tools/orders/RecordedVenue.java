package io.penstock.tools.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.tools.chaos.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** A Binance that answers questions as it is told to, and says what somebody recorded. */
final class RecordedVenue implements OrderPath.Wire {
    private static final ObjectMapper JSON = new ObjectMapper();

    final List<JsonNode> orders = new ArrayList<>();
    /** What is answered, by the end of the path. */
    final Map<String, String> answers = new TreeMap<>();
    final List<SignedAsk> asks = new ArrayList<>();
    private final VirtualTime time;
    private OrderLink link;

    RecordedVenue(final VirtualTime time) {
        this.time = time;
        answers.put("apiRestrictions", "{\"ipRestrict\":true,\"enableReading\":true,\"enableWithdrawals\":false,"
            + "\"enableInternalTransfer\":false,\"permitsUniversalTransfer\":false,"
            + "\"enableSpotAndMarginTrading\":true,\"enableFutures\":true}");
        answers.put("countdownCancelAll", "{\"symbol\":\"ACHUSDT\",\"countdownTime\":\"60000\"}");
        answers.put("listenKey", "{\"listenKey\":\"abc\"}");
        for (final String list : List.of("openOrders", "openAlgoOrders", "positionRisk", "myTrades", "userTrades")) {
            answers.put(list, "[]");
        }
    }

    @Override
    public void link(final OrderLink newLink) {
        link = newLink;
    }

    @Override
    public void again() {
    }

    @Override
    public void connect(final int connection, final String address) {
        time.after(0, () -> link.onOpen(connection, time.nowNs()));
    }

    @Override
    public void close(final int connection) {
        time.after(0, () -> link.onClosed(connection, CloseReason.OURS, "", 0, time.nowNs()));
    }

    @Override
    public boolean sendText(final int connection, final String text) {
        final JsonNode request = read(text);
        if (request.path("method").asText().startsWith("userDataStream")) {
            time.after(0, () -> say(connection, "{\"id\":\"" + request.path("id").asText()
                + "\",\"status\":200,\"result\":{\"subscriptionId\":0}}"));
        } else {
            orders.add(request);
        }
        return true;
    }

    @Override
    public void ask(final long askId, final SignedAsk ask) {
        asks.add(ask);
        final String path = ask.pathAndQuery().replaceFirst("[?].*", "");
        final String answer = answers.get(path.substring(path.lastIndexOf('/') + 1));
        if (answer == null) {
            throw new AssertionError("nothing to answer to " + ask);
        }
        time.after(0, () -> link.onAnswer(askId, new OrderAnswer(200, 0, answer.getBytes(StandardCharsets.UTF_8)),
            time.nowNs()));
    }

    @Override
    public void reading(final boolean on) {
        throw new AssertionError("there is always room here");
    }

    void say(final int connection, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!link.onText(connection, new UnsafeBuffer(bytes), 0, bytes.length, time.nowNs())) {
            throw new AssertionError("not taken: " + text);
        }
    }

    static JsonNode read(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException bad) {
            throw new UncheckedIOException(text, bad);
        }
    }
}
