package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.dialect.Outbox;
import io.penstock.gateways.emulator.dialect.Topic;
import java.util.HashMap;
import java.util.Map;

/** Sends a payload to everybody who hears a stream, in the form that each wants. One thread. */
final class Publisher {
    /** Writes a payload. */
    interface Payload {
        void write(StringBuilder out, boolean micros);
    }

    private static final int FORMS = 4;

    private final Outbox outbox;
    private final Map<Integer, BinanceClient> clients = new HashMap<>();
    private final StringBuilder text = new StringBuilder(16_384);

    Publisher(final Outbox outbox) {
        this.outbox = outbox;
    }

    void join(final BinanceClient client) {
        clients.put(client.connection, client);
    }

    BinanceClient client(final int connection) {
        return clients.get(connection);
    }

    BinanceClient leave(final int connection) {
        return clients.remove(connection);
    }

    int[] connections() {
        return clients.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    void publish(final Topic topic, final Payload payload) {
        final byte[][] forms = new byte[FORMS][];
        for (int i = 0; i < topic.count(); i++) {
            final BinanceClient client = clients.get(topic.connection(i));
            final int form = (client.combined ? 2 : 0) + (client.micros ? 1 : 0);
            if (forms[form] == null) {
                forms[form] = encode(client, topic.name(), payload);
            }
            outbox.text(client.connection, forms[form]);
        }
    }

    void send(final BinanceClient client, final String stream, final Payload payload) {
        outbox.text(client.connection, encode(client, stream, payload));
    }

    private byte[] encode(final BinanceClient client, final String stream, final Payload payload) {
        text.setLength(0);
        if (client.combined) {
            text.append("{\"stream\":\"").append(stream).append("\",\"data\":");
        }
        payload.write(text, client.micros);
        if (client.combined) {
            text.append('}');
        }
        return Outbox.ascii(text);
    }
}
