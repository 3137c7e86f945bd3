package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads recorded JSON, which is trusted to be whole. Stateless. */
final class JsonTexts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTexts() {
    }

    static JsonNode tree(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final JsonProcessingException e) {
            throw new IllegalArgumentException("a recorded line holds no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Sets the levels of one side. */
    static void levels(final JsonNode side, final boolean bid, final BookImage image) {
        for (final JsonNode level : side) {
            image.level(bid, level.get(0).asText(), level.get(1).asText());
        }
    }
}
