package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.capture.RecordedItem.Kind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a first pass over a recording finds: its streams, its books over HTTP, when it begins and by how much the
 * recorder's clock differed from the venue's.
 */
final class Overview {
    private static final int TIMED = 500;

    private final Set<String> streams = new LinkedHashSet<>();
    private final Set<String> bookStreams = new LinkedHashSet<>();
    private final Map<String, String> symbols = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Map<String, BookImage> images = new LinkedHashMap<>();
    private int frames;
    private long firstNs;
    private long lastNs;
    private long skewNs = Long.MAX_VALUE;

    /**
     * Reads everything.
     *
     * @param measured whether to follow the books too, for what their prices and quantities are multiples of
     */
    Overview(final CaptureDialect dialect, final boolean measured) {
        try (Recording recording = dialect.open()) {
            for (RecordedItem item = recording.next(); item != null; item = recording.next()) {
                take(dialect, item);
                if (measured) {
                    measure(dialect, item);
                }
            }
        }
        if (streams.isEmpty()) {
            throw new IllegalArgumentException("there is no frame in the capture that this venue could have sent");
        }
        skewNs = skewNs == Long.MAX_VALUE ? 0 : skewNs;
    }

    private void measure(final CaptureDialect dialect, final RecordedItem item) {
        if (item.symbol().isEmpty()) {
            return;
        }
        final BookImage image = images.computeIfAbsent(item.symbol(), k -> new BookImage());
        if (item.kind() == Kind.ANSWER) {
            dialect.restore(item.text(), image);
        } else if (bookStreams.contains(item.stream())) {
            dialect.apply(item, image);
        }
    }

    private void take(final CaptureDialect dialect, final RecordedItem item) {
        if (item.kind() == Kind.ANSWER) {
            dialect.onAnswer(item);
            if (!item.symbol().isEmpty()) {
                answers.putIfAbsent(item.symbol(), item.text());
            }
            return;
        }
        firstNs = firstNs == 0 ? item.atNs() : firstNs;
        lastNs = item.atNs();
        if (streams.add(item.stream())) {
            symbols.putIfAbsent(item.symbol(), "");
            if (dialect.book(item.stream())) {
                bookStreams.add(item.stream());
            }
        }
        final long timeMs = frames++ < TIMED ? dialect.timeMs(item) : 0;
        if (timeMs > 0) {
            skewNs = Math.min(skewNs, item.atNs() - timeMs * 1_000_000);
        }
    }

    /** Books at the end of the recording, where they were measured. */
    Map<String, BookImage> images() {
        return images;
    }

    Set<String> streams() {
        return streams;
    }

    Set<String> bookStreams() {
        return bookStreams;
    }

    Set<String> symbols() {
        return symbols.keySet();
    }

    /** Recorded books over HTTP by symbol. */
    Map<String, String> answers() {
        return answers;
    }

    long firstNs() {
        return firstNs;
    }

    long lastNs() {
        return lastNs;
    }

    /** Least age of a frame when it was received; negative where the recorder's clock was behind. */
    long skewNs() {
        return skewNs;
    }
}
