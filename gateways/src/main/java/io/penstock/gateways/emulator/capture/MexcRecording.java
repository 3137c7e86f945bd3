package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.emulator.capture.RecordedItem.Kind;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A capture of MEXC: binary frames in base64, and the moment of its one book over HTTP, which is a file of its own. */
final class MexcRecording implements Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = new byte[0];

    private final LineFile lines;
    private final Path snapshot;
    private String symbol = "";
    private long lastNs;

    MexcRecording(final List<Path> files, final Path snapshot) {
        lines = new LineFile(files);
        this.snapshot = snapshot;
    }

    @Override
    public RecordedItem next() {
        for (String line = lines.line(); line != null; line = lines.line()) {
            final RecordedItem item = read(line);
            if (item != null) {
                lastNs = item.atNs();
                return item;
            }
        }
        return null;
    }

    private RecordedItem read(final String line) {
        final JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (final JsonProcessingException e) {
            return null;
        }
        final long atNs = Math.max(lastNs, node.path("recv_ns").asLong());
        if (node.has("rest")) {
            try (LineFile body = new LineFile(List.of(snapshot))) {
                return new RecordedItem(Kind.ANSWER, atNs, "", symbol, body.line().replace(" ", ""), NOTHING);
            }
        }
        final byte[] data = Base64.getDecoder().decode(node.path("b64").asText());
        final String channel = ProtoReader.text(data, 0, data.length, 1);
        symbol = channel.substring(channel.lastIndexOf('@') + 1);
        return new RecordedItem(Kind.BINARY, atNs, channel, symbol, "", data);
    }

    @Override
    public void close() {
        lines.close();
    }
}
