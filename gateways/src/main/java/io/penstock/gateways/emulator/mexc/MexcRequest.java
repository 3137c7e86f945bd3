package io.penstock.gateways.emulator.mexc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's text frame. Immutable; any thread.
 *
 * @param method   SUBSCRIPTION, UNSUBSCRIPTION, PING or anything; empty when the frame is not what it should be
 * @param id       the client's own number, 0 when it gave none
 * @param channels the params
 */
public record MexcRequest(String method, long id, List<String> channels) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a frame.
     *
     * @param text of the frame
     * @return the request; its method is empty when the text is no request
     */
    public static MexcRequest of(final String text) {
        final JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            return new MexcRequest("", 0, List.of());
        }
        if (node == null || !node.isObject()) {
            return new MexcRequest("", 0, List.of());
        }
        final List<String> channels = new ArrayList<>();
        for (final JsonNode channel : node.path("params")) {
            channels.add(channel.asText());
        }
        return new MexcRequest(node.path("method").asText(""), node.path("id").asLong(0), List.copyOf(channels));
    }
}
