package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.capture.CaptureReader;
import io.penstock.gateways.capture.SharedData;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Fast path, strict path and Jackson with BigDecimal on real frames and on damaged ones. */
class DecoderDifferentialTest {
    static final List<String> CAPTURES = SharedData.CAPTURES;
    private static final int MUTATIONS_PER_CAPTURE = 12_000;
    private static final String[] PIECES = {
        "\"", "\\", "\\u0031", "\\\"", "1e5", "NaN", "-", "-0", "0", "00", "9", ".", "..", "{", "}", "[", "]", ",", ":",
        " ", "\n", "\t", "null", "true", "\u0661", "\u00e9", "1234567890123456789012345678901234567890", "\"\"",
        "\"x\":{\"y\":[1,2.5e-3,{\"z\":\"\\u00e9\"}]},", "\"e\":\"trade\",", "\"u\":1,", "\"b\":[],", ",\"0.1\"", "0.1",
        "99999999999999999999", "\u0000", "[\"1\",\"2\"],", "\"pu\":1,", "E", "T",
    };

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void shouldAgreeWithReferenceOnEveryRealFrame(final String capture) {
        final DecoderPair pair = new DecoderPair(SharedData.usdm(capture));
        long frames = 0;
        for (final Path file : SharedData.files(capture)) {
            try (CaptureReader reader = new CaptureReader(file)) {
                // Every seventh frame, and all long ones, keep the test short.
                while (reader.next()) {
                    if (reader.length() > 0 && (reader.lineNumber() % 7 == 0 || reader.length() > 2_000)) {
                        pair.check(frame(reader), 0);
                        frames++;
                    }
                }
            }
        }
        assertTrue(frames > 500);
        assertTrue(pair.fastFrames() > frames / 3, pair.fastFrames() + " of " + frames + " took the fast path");
    }

    @ParameterizedTest
    @FieldSource("CAPTURES")
    void shouldAgreeWithReferenceOnDamagedFrames(final String capture) {
        final long seed = 20261121L + capture.hashCode();
        final SplittableRandom random = new SplittableRandom(seed);
        final DecoderPair pair = new DecoderPair(SharedData.usdm(capture));
        int done = 0;
        try (CaptureReader reader = new CaptureReader(SharedData.files(capture).get(0))) {
            while (done < MUTATIONS_PER_CAPTURE && reader.next()) {
                if (reader.length() == 0 || reader.length() > 1_500) {
                    continue;
                }
                final byte[] frame = frame(reader);
                for (int i = 0; i < 12; i++, done++) {
                    byte[] mutant = mutate(frame, random);
                    if (random.nextInt(4) == 0) {
                        mutant = mutate(mutant, random);
                    }
                    pair.check(mutant, random.nextInt(3) - 1);
                }
            }
        } catch (final AssertionError e) {
            throw new AssertionError("seed " + seed + ", mutation " + done + ": " + e.getMessage(), e);
        }
    }

    private static byte[] frame(final CaptureReader reader) {
        final byte[] frame = new byte[reader.length()];
        reader.buffer().getBytes(reader.offset(), frame);
        return frame;
    }

    private static byte[] mutate(final byte[] frame, final SplittableRandom random) {
        final int at = random.nextInt(frame.length + 1);
        final int size = Math.min(frame.length - at, 1 + random.nextInt(12));
        final byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
        return switch (frame.length == 0 ? 2 : random.nextInt(8)) {
            case 0 -> Arrays.copyOf(frame, at);
            case 1 -> splice(frame, at, size, new byte[0]);
            case 2 -> splice(frame, at, 0, piece);
            case 3 -> splice(frame, at, Math.min(frame.length - at, 1), piece);
            case 4 -> splice(frame, at, 0, Arrays.copyOfRange(frame, at, at + size));
            case 5 -> splice(frame, at, Math.min(frame.length - at, 1), new byte[] {(byte) random.nextInt(256)});
            case 6 -> splice(frame, at, Math.min(frame.length - at, 1), new byte[] {(byte) ('0' + random.nextInt(10))});
            default -> {
                final byte[] swapped = frame.clone();
                final int other = random.nextInt(frame.length);
                final int one = Math.min(at, frame.length - 1);
                swapped[one] = frame[other];
                swapped[other] = frame[one];
                yield swapped;
            }
        };
    }

    private static byte[] splice(final byte[] frame, final int at, final int removed, final byte[] added) {
        final byte[] result = new byte[frame.length - removed + added.length];
        System.arraycopy(frame, 0, result, 0, at);
        System.arraycopy(added, 0, result, at, added.length);
        System.arraycopy(frame, at + removed, result, at + added.length, frame.length - at - removed);
        return result;
    }
}
