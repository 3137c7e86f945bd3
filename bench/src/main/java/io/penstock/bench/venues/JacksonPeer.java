package io.penstock.bench.venues;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.penstock.bench.decode.DepthMessage;
import io.penstock.bench.wire.WireFrames;
import java.io.IOException;

/** Jackson's pull parser, digits to a long without a String. */
final class JacksonPeer extends Peer {
    private final JsonFactory factory = new JsonFactory();

    JacksonPeer(final WireFrames frames, final int warm) {
        super(frames, warm);
    }

    @Override
    String name() {
        return "Jackson pull parser, levels only";
    }

    @Override
    void read(final byte[] message) throws IOException {
        try (JsonParser parser = factory.createParser(message)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    final String name = parser.currentName();
                    if (name.equals("b") || name.equals("a")) {
                        levels(parser);
                    }
                }
            }
        }
    }

    private void levels(final JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return; // a best bid or offer
        }
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            final long price = fixed(parser);
            parser.nextToken();
            level(price, fixed(parser));
            parser.nextToken();
        }
    }

    private static long fixed(final JsonParser parser) throws IOException {
        final char[] text = parser.getTextCharacters();
        final int start = parser.getTextOffset();
        return DepthMessage.fixed(text, start, start + parser.getTextLength());
    }
}
