package io.penstock.bench.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.bench.Frames;
import io.penstock.bench.Sessions;
import io.penstock.bench.fold.Tape;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.bybit.BybitMarketDataSession;
import io.penstock.gateways.bybit.BybitProtocol;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.mexc.MexcMarketDataSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The recorded sessions of all venues as they went over the wire, and the sessions of ours that hear them. Any thread;
 * allocates.
 */
public enum WireSession {
    /** Binance USD-M. */
    USDM("USD-M"),
    /** Binance spot. */
    SPOT("spot"),
    /** Bybit v5, linear. */
    BYBIT_LINEAR("Bybit linear"),
    /** Bybit v5, spot. */
    BYBIT_SPOT("Bybit spot"),
    /** MEXC spot; content of the Binance spot session in MEXC's wire form. */
    MEXC("MEXC");

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int[] ONE = {0};

    private final String words;

    WireSession(final String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return as in the table
     */
    public String words() {
        return words;
    }

    /**
     * Whether data comes in binary frames.
     *
     * @return false for text
     */
    public boolean binary() {
        return this == MEXC;
    }

    /**
     * Tells data from answers to what we sent, by a character that they differ in.
     *
     * @return the third character of every text frame with data
     */
    byte dataMark() {
        return (byte) (this == USDM || this == SPOT ? 's' : 't');
    }

    /**
     * The instrument that was recorded.
     *
     * @param data directory of the recordings
     * @return BTCUSDT
     */
    public InstrumentDefinition definition(final Path data) {
        return switch (this) {
            case USDM, SPOT -> Tape.definition(this == USDM);
            case BYBIT_LINEAR, BYBIT_SPOT -> bybitDefinition(data);
            case MEXC -> new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING,
                "BTCUSDT", "BTC", "USDT", -8, -8, 1_000_000, 1_000, 0, 0, 0);
        };
    }

    /**
     * A session that hears the recording.
     *
     * @param definition of the instrument, which has id 0
     * @return new
     */
    public MarketDataSession session(final InstrumentDefinition definition) {
        final List<InstrumentDefinition> only = List.of(definition);
        return switch (this) {
            case USDM, SPOT -> new BinanceMarketDataSession(this == USDM, only, ONE.clone(),
                List.of(this == USDM ? "btcusdt@depth@0ms" : "btcusdt@depth@100ms", "btcusdt@bookTicker",
                    "btcusdt@trade"));
            case BYBIT_LINEAR, BYBIT_SPOT -> new BybitMarketDataSession(
                this == BYBIT_LINEAR, only, ONE.clone(), StreamSelection.ALL);
            case MEXC -> new MexcMarketDataSession(only, ONE.clone(), StreamSelection.ALL);
        };
    }

    /**
     * Reads the recording.
     *
     * @param data      directory of the recordings
     * @param beginning true for the first few thousand frames only
     * @return its frames
     */
    public WireFrames read(final Path data, final boolean beginning) {
        try {
            return switch (this) {
                case USDM, SPOT -> binance(data, beginning);
                case BYBIT_LINEAR, BYBIT_SPOT -> bybit(data);
                case MEXC -> mexc(data, beginning ? 1_500 : Integer.MAX_VALUE);
            };
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the " + words + " recording in " + data, e);
        }
    }

    private WireFrames binance(final Path data, final boolean beginning) {
        final Sessions recorded = this == USDM ? Sessions.USDM : Sessions.SPOT;
        final Path directory = data.resolve("binance-raw");
        final Frames all = beginning ? recorded.readBeginning(directory) : recorded.read(directory);
        final List<byte[]> frames = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        byte[] snapshot = null;
        for (int i = 0; i < all.count(); i++) {
            final byte[] frame = new byte[all.length(i)];
            System.arraycopy(all.data(), all.offset(i), frame, 0, frame.length);
            if (all.kind(i) == Frames.Kind.SNAPSHOT) {
                snapshot = frame;
            } else if (all.kind(i) != Frames.Kind.OTHER) {
                frames.add(frame);
                times.add(all.receiveNs(i));
            }
        }
        return new WireFrames(frames, times, snapshot, false);
    }

    private static BufferedReader lines(final Path file) throws IOException {
        return new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file), 1 << 16), StandardCharsets.UTF_8));
    }

    private static Path bybitFile(final Path data) {
        return data.resolve("bybit-raw/bybit_v5_btcusdt.jsonl.gz");
    }

    private WireFrames bybit(final Path data) throws IOException {
        final String connection = this == BYBIT_LINEAR ? "BYBIT.ws.2" : "BYBIT.ws.3";
        final List<byte[]> frames = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        try (BufferedReader in = lines(bybitFile(data))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                final JsonNode node = MAPPER.readTree(line);
                final String text = node.path("data").asText();
                if (node.path("conn").asText().equals(connection) && text.startsWith("{\"topic\"")) {
                    frames.add(text.getBytes(StandardCharsets.UTF_8));
                    times.add(node.get("ts").decimalValue().movePointRight(9).longValue());
                }
            }
        }
        return new WireFrames(frames, times, null, false);
    }

    private InstrumentDefinition bybitDefinition(final Path data) {
        final String category = this == BYBIT_LINEAR ? "category=linear" : "category=spot";
        final List<InstrumentDefinition> all = new ArrayList<>();
        try (BufferedReader in = lines(bybitFile(data))) {
            for (String line = in.readLine(); line != null && all.isEmpty(); line = in.readLine()) {
                final JsonNode node = MAPPER.readTree(line);
                if (node.path("t").asText().equals("http") && node.path("url").asText().contains(category)) {
                    new BybitProtocol(this == BYBIT_LINEAR ? Venue.BYBIT_LINEAR : Venue.BYBIT_SPOT).definitions(
                        node.get("data").asText().getBytes(StandardCharsets.UTF_8), all);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the " + words + " recording in " + data, e);
        }
        return all.stream().filter(one -> one.symbol().equals("BTCUSDT")).findFirst().orElseThrow();
    }

    private static WireFrames mexc(final Path data, final int most) throws IOException {
        final List<byte[]> frames = new ArrayList<>();
        final List<Long> times = new ArrayList<>();
        final Path folder = data.resolve("mexc");
        try (BufferedReader in = lines(folder.resolve("mexc_reencoded_btcusdt_A.jsonl.gz"))) {
            for (String line = in.readLine(); line != null && frames.size() < most; line = in.readLine()) {
                final JsonNode node = MAPPER.readTree(line);
                if (node.has("b64")) {
                    frames.add(Base64.getDecoder().decode(node.get("b64").asText()));
                    times.add(node.get("recv_ns").asLong());
                }
            }
        }
        try (GZIPInputStream in = new GZIPInputStream(
            Files.newInputStream(folder.resolve("mexc_reencoded_btcusdt_A_snapshot.json.gz")))) {
            return new WireFrames(frames, times, in.readAllBytes(), true);
        }
    }
}
