package io.penstock.bench.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Jackson's pull parser, digits to a long without a String.
 */
public final class JacksonStreaming implements DepthDecoder {
    private final JsonFactory factory = new JsonFactory();
    private final DepthMessage message = new DepthMessage();

    @Override
    public String name() {
        return "Jackson streaming";
    }

    @Override
    public long decode(final byte[] data, final int offset, final int length) {
        message.clear();
        try (JsonParser parser = factory.createParser(data, offset, length)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    field(parser, parser.currentName());
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return message.lastUpdateId;
    }

    private void field(final JsonParser parser, final String name) throws IOException {
        switch (name) {
            case "U" -> message.firstUpdateId = parser.nextLongValue(0);
            case "u" -> message.lastUpdateId = parser.nextLongValue(0);
            case "b" -> {
                levels(parser);
                message.bidCount = message.levelCount;
            }
            case "a" -> levels(parser);
            case "data" -> { }
            default -> parser.nextToken();
        }
    }

    private void levels(final JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            final long price = fixed(parser);
            parser.nextToken();
            message.add(price, fixed(parser));
            parser.nextToken();
        }
    }

    private static long fixed(final JsonParser parser) throws IOException {
        final char[] text = parser.getTextCharacters();
        final int start = parser.getTextOffset();
        return DepthMessage.fixed(text, start, start + parser.getTextLength());
    }

    @Override
    public void read(final DepthMessage into) {
        Peers.copy(message, into);
    }
}
