package io.penstock.gateways.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Where the recorded data lies; tests are skipped in words when it is not there. */
public final class SharedData {
    /** Names of the captures as in expected.json. */
    public static final List<String> CAPTURES = List.of("spot_btcusdt_20240808+09", "usdm_btcusdt_20240808",
        "cryptofeed_spot_btc_eth_dot_20210404", "cryptofeed_usdm_5sym_20210405");

    private SharedData() {
    }

    public static Path root() {
        final String named = System.getenv("PENSTOCK_SHARED");
        final Path shared = named != null ? Path.of(named)
            : Path.of(System.getProperty("penstock.root", ".")).resolve("../shared");
        Assumptions.assumeTrue(Files.isDirectory(shared.resolve("data/binance-raw")),
            "recorded data not found under " + shared + "; set PENSTOCK_SHARED");
        return shared.resolve("data").normalize();
    }

    public static List<Path> files(final String capture) {
        final Path raw = root().resolve("binance-raw");
        return switch (capture) {
            case "spot_btcusdt_20240808+09" ->
                List.of(raw.resolve("spot_btcusdt_20240808.gz"), raw.resolve("spot_btcusdt_20240809.gz"));
            case "usdm_btcusdt_20240808" -> List.of(raw.resolve("usdm_btcusdt_20240808.gz"));
            default -> List.of(raw.resolve(capture + ".txt.gz"));
        };
    }

    public static boolean usdm(final String capture) {
        return capture.contains("usdm");
    }

    public static JsonNode expected(final String capture) throws IOException {
        return new ObjectMapper().readTree(root().resolve("expected.json").toFile()).get(capture);
    }
}
