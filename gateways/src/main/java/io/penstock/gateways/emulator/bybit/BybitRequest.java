package io.penstock.gateways.emulator.bybit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's frame on a public socket. Immutable; any thread.
 *
 * @param op      the operation, empty when the frame is not what it should be
 * @param id      the client's own number, empty when it gave none
 * @param args    topics
 * @param letters characters of the args array as the venue counts them
 */
public record BybitRequest(String op, String id, List<String> args, int letters) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Reads a frame.
     *
     * @param text of the frame
     * @return the request; its operation is empty when the text is no request
     */
    public static BybitRequest of(final String text) {
        final JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            return new BybitRequest("", "", List.of(), 0);
        }
        if (node == null || !node.isObject()) {
            return new BybitRequest("", "", List.of(), 0);
        }
        final List<String> args = new ArrayList<>();
        final JsonNode given = node.path("args");
        for (final JsonNode arg : given) {
            args.add(arg.asText());
        }
        return new BybitRequest(node.path("op").asText(""), node.path("req_id").asText(""), List.copyOf(args),
            given.isArray() ? given.toString().length() : 0);
    }
}
