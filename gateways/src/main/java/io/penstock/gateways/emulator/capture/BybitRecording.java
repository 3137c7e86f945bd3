package io.penstock.gateways.emulator.capture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.emulator.capture.RecordedItem.Kind;
import java.nio.file.Path;
import java.util.List;

/** One connection's part of a capture of Bybit; its answers about instruments are handed out with the symbol empty. */
final class BybitRecording implements Recording {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] NOTHING = new byte[0];

    private final LineFile lines;
    private final String category;
    private String connection = "";
    private long lastNs;

    /**
     * Opens it.
     *
     * @param category linear or spot
     */
    BybitRecording(final List<Path> files, final String category) {
        lines = new LineFile(files);
        this.category = category;
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
        final String kind = node.path("t").asText();
        final long atNs = Math.max(lastNs, Stamps.nanos(node.path("ts").asText()));
        final String text = node.path("data").asText();
        if ("connect".equals(kind) && node.path("addr").asText().endsWith("/" + category)) {
            connection = node.path("conn").asText();
        } else if ("http".equals(kind) && node.path("url").asText().contains("category=" + category)) {
            return new RecordedItem(Kind.ANSWER, atNs, "", "", text, NOTHING);
        } else if ("recv".equals(kind) && node.path("conn").asText().equals(connection)) {
            final int topic = text.indexOf("\"topic\":\"");
            if (topic >= 0) {
                final String stream = text.substring(topic + 9, text.indexOf('"', topic + 9));
                return new RecordedItem(
                    Kind.TEXT, atNs, stream, stream.substring(stream.lastIndexOf('.') + 1), text, NOTHING);
            }
        }
        return null;
    }

    @Override
    public void close() {
        lines.close();
    }
}
