package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.InstrumentDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded session of Bybit: frames by connection, and the answers of instruments-info. */
final class BybitCapture {
    static final String LINEAR = "BYBIT.ws.2";
    static final String SPOT = "BYBIT.ws.3";

    /** A frame and when it came. */
    record Frame(String text, long receiveTimeNs) {
    }

    private BybitCapture() {
    }

    private static List<JsonNode> lines() {
        final List<JsonNode> lines = new ArrayList<>();
        final ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(Files.newInputStream(
            SharedData.root().resolve("bybit-raw/bybit_v5_btcusdt.jsonl.gz"))), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(mapper.readTree(line));
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static List<Frame> frames(final String connection) {
        final List<Frame> frames = new ArrayList<>();
        for (final JsonNode line : lines()) {
            if (line.get("t").asText().equals("recv") && line.get("conn").asText().equals(connection)) {
                frames.add(new Frame(line.get("data").asText(), line.get("ts").decimalValue().movePointRight(9)
                    .longValue()));
            }
        }
        return frames;
    }

    static byte[] instrumentsInfo(final boolean linear) {
        for (final JsonNode line : lines()) {
            if (line.get("t").asText().equals("http")
                && line.get("url").asText().contains("category=" + (linear ? "linear" : "spot"))) {
                return line.get("data").asText().getBytes(StandardCharsets.UTF_8);
            }
        }
        throw new AssertionError("no instruments-info in the capture");
    }

    static InstrumentDefinition btcusdt(final boolean linear) {
        final List<InstrumentDefinition> all = new ArrayList<>();
        new BybitProtocol(linear ? Venue.BYBIT_LINEAR : Venue.BYBIT_SPOT).definitions(instrumentsInfo(linear), all);
        return all.stream().filter(d -> d.symbol().equals("BTCUSDT")).findFirst().orElseThrow();
    }
}
