package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.capture.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** The re-encoded capture: frames with their receive times (null where the snapshot came), and the snapshot. */
final class MexcCapture {
    final List<byte[]> frames = new ArrayList<>();
    final List<Long> times = new ArrayList<>();
    final byte[] snapshot;

    MexcCapture() throws IOException {
        final Path folder = SharedData.root().resolve("mexc");
        final Path file = folder.resolve("mexc_reencoded_btcusdt_A.jsonl.gz");
        Assumptions.assumeTrue(Files.exists(file), "no re-encoded capture of MEXC at " + file);
        final ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                final JsonNode node = json.readTree(line);
                times.add(node.get("recv_ns").asLong());
                frames.add(node.has("b64") ? Base64.getDecoder().decode(node.get("b64").asText()) : null);
            }
        }
        try (GZIPInputStream in = new GZIPInputStream(
            Files.newInputStream(folder.resolve("mexc_reencoded_btcusdt_A_snapshot.json.gz")))) {
            snapshot = in.readAllBytes();
        }
    }
}
