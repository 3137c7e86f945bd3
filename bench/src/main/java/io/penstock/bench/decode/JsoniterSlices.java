package io.penstock.bench.decode;

import com.jsoniter.JsonIterator;
import com.jsoniter.spi.Slice;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * jsoniter, values as slices of the input, digits to a long without a String.
 */
public final class JsoniterSlices implements DepthDecoder {
    private final JsonIterator json = new JsonIterator();
    private final DepthMessage message = new DepthMessage();

    @Override
    public String name() {
        return "jsoniter slices";
    }

    @Override
    public long decode(final byte[] data, final int offset, final int length) {
        message.clear();
        try {
            json.reset(data, offset, offset + length);
            for (String field = json.readObject(); field != null; field = json.readObject()) {
                if ("data".equals(field)) {
                    event();
                } else {
                    json.skip();
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return message.lastUpdateId;
    }

    private void event() throws IOException {
        for (String field = json.readObject(); field != null; field = json.readObject()) {
            switch (field) {
                case "U" -> message.firstUpdateId = json.readLong();
                case "u" -> message.lastUpdateId = json.readLong();
                case "b" -> {
                    levels();
                    message.bidCount = message.levelCount;
                }
                case "a" -> levels();
                default -> json.skip();
            }
        }
    }

    private void levels() throws IOException {
        while (json.readArray()) {
            json.readArray();
            final long price = fixed(json.readStringAsSlice());
            json.readArray();
            message.add(price, fixed(json.readStringAsSlice()));
            json.readArray();
        }
    }

    private static long fixed(final Slice digits) {
        return DepthMessage.fixed(digits.data(), digits.head(), digits.tail());
    }

    @Override
    public void read(final DepthMessage into) {
        Peers.copy(message, into);
    }
}
