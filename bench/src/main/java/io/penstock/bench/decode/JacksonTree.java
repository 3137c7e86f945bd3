package io.penstock.bench.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * Jackson's tree: read whole, then each level as BigDecimal to a long, as a programmer in a hurry does it.
 */
public final class JacksonTree implements DepthDecoder {
    private final ObjectMapper mapper = new ObjectMapper();
    private final DepthMessage message = new DepthMessage();

    @Override
    public String name() {
        return "Jackson tree";
    }

    @Override
    public long decode(final byte[] data, final int offset, final int length) {
        try {
            final JsonNode root = mapper.readTree(data, offset, length).get("data");
            message.clear();
            message.firstUpdateId = root.get("U").longValue();
            message.lastUpdateId = root.get("u").longValue();
            levels(root.get("b"));
            message.bidCount = message.levelCount;
            levels(root.get("a"));
            return message.lastUpdateId;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void levels(final JsonNode side) {
        for (int i = 0; i < side.size(); i++) {
            final JsonNode level = side.get(i);
            message.add(fixed(level.get(0).textValue()), fixed(level.get(1).textValue()));
        }
    }

    private static long fixed(final String text) {
        return new BigDecimal(text).movePointRight(DepthMessage.DECIMALS).longValueExact();
    }

    @Override
    public void read(final DepthMessage into) {
        Peers.copy(message, into);
    }
}
