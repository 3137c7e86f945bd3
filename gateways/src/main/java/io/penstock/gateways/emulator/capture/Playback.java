package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.capture.RecordedItem.Kind;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** When which line of a recording is said, and to whom. One thread. */
final class Playback {
    private static final long NEVER = Long.MAX_VALUE;
    private static final int MOST_AT_ONCE = 64;

    private final CaptureDialect dialect;
    private final Overview overview;
    private final CaptureSettings settings;
    private final Map<Integer, CapturedConnection> connections;
    private final Map<String, BookImage> books;
    private final Set<String> untouched = new HashSet<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private Recording recording;
    private RecordedItem item;
    private long beginNs = NEVER;
    private long startNs;
    private long heldNs = NEVER;
    private long lastCallNs;
    private int subscriptions;
    private int rounds;
    private long played;
    private Shift roundShift = Shift.NONE;

    Playback(final CaptureDialect dialect, final Overview overview, final CaptureSettings settings,
        final Map<Integer, CapturedConnection> connections, final Map<String, BookImage> books) {
        this.dialect = dialect;
        this.overview = overview;
        this.settings = settings;
        this.connections = connections;
        this.books = books;
        restore();
    }

    /** Every book is what it was at the recorded answer; those that come in the stream are empty until then. */
    private void restore() {
        roundShift = new Shift(rounds * CaptureSettings.ID_STEP, 0);
        dialect.forget();
        untouched.clear();
        asked.clear();
        for (final Map.Entry<String, String> answer : overview.answers().entrySet()) {
            final BookImage image = books.get(answer.getKey());
            if (image != null) {
                image.clear();
                dialect.restore(dialect.shiftedBody(answer.getValue(), roundShift), image);
                untouched.add(answer.getKey());
            }
        }
    }

    /** Somebody subscribed, unsubscribed or left. */
    void onSubscriptions(final long nowNs) {
        final Set<String> wanted = new HashSet<>();
        int count = 0;
        for (final CapturedConnection connection : connections.values()) {
            if (!connection.gone()) {
                wanted.addAll(connection.streams().keySet());
                count += connection.streams().size();
            }
        }
        if (item == null && !ended()) {
            if (wanted.isEmpty()) {
                beginNs = NEVER;
            } else if (wanted.containsAll(overview.streams())) {
                beginNs = nowNs;
            } else if (count != subscriptions) {
                beginNs = nowNs + settings.graceNs();
            }
        }
        subscriptions = count;
    }

    /** The recorded book, where it still serves; empty otherwise. */
    String takeAnswer(final String symbol) {
        final boolean first = asked.add(symbol);
        final String recorded = overview.answers().getOrDefault(symbol, "");
        return first && untouched.contains(symbol) ? dialect.shiftedBody(recorded, roundShift) : "";
    }

    long nextDueNs() {
        if (item == null) {
            return beginNs;
        }
        if (settings.speed() == 0 && heldNs == NEVER) {
            return lastCallNs + 1_000;
        }
        return heldNs == NEVER ? dueNs(item) : Math.max(lastCallNs + 1_000_000, heldNs);
    }

    void advance(final long nowNs) {
        lastCallNs = nowNs;
        if (item == null && nowNs >= beginNs) {
            begin(nowNs);
        }
        for (int i = 0; i < MOST_AT_ONCE && item != null && (settings.speed() == 0 || dueNs(item) <= nowNs); i++) {
            if (!play(nowNs)) {
                return;
            }
            item = recording.next();
            if (item == null) {
                end();
            }
        }
    }

    private void begin(final long nowNs) {
        beginNs = NEVER;
        startNs = nowNs;
        heldNs = NEVER;
        recording = dialect.open();
        item = recording.next();
    }

    private void end() {
        recording.close();
        rounds++;
        if (!ended()) {
            for (final CapturedConnection connection : connections.values()) {
                connection.close();
            }
            subscriptions = 0;
            restore();
        }
    }

    boolean ended() {
        return settings.rounds() > 0 && rounds >= settings.rounds();
    }

    int roundsDone() {
        return rounds;
    }

    long framesPlayed() {
        return played;
    }

    private long dueNs(final RecordedItem of) {
        return settings.speed() == 0 ? lastCallNs
            : startNs + Math.max(0, (long) ((of.atNs() - overview.firstNs()) / settings.speed()));
    }

    /** False when the line has to wait. */
    private boolean play(final long nowNs) {
        if (item.kind() == Kind.ANSWER) {
            if (!item.symbol().isEmpty() && !asked.contains(item.symbol()) && bookWanted(item.symbol())) {
                heldNs = heldNs == NEVER ? nowNs : heldNs;
                if (nowNs - heldNs < settings.holdNs()) {
                    return false;
                }
            }
            if (heldNs != NEVER) {
                startNs += nowNs - Math.max(heldNs, dueNs(item));
                heldNs = NEVER;
            }
            return true;
        }
        final RecordedItem moved = dialect.shifted(item, shift(item, nowNs));
        final boolean book = overview.bookStreams().contains(item.stream());
        if (book) {
            dialect.apply(moved, books.get(item.symbol()));
        }
        boolean heard = false;
        for (final CapturedConnection connection : connections.values()) {
            final String name = connection.gone() ? null : connection.streams().get(item.stream());
            if (name != null) {
                dialect.send(connection, name, moved);
                connection.served(nowNs);
                heard = true;
            }
        }
        if (book && !heard) {
            untouched.remove(item.symbol());
        }
        played++;
        return true;
    }

    private boolean bookWanted(final String symbol) {
        for (final CapturedConnection connection : connections.values()) {
            for (final String stream : connection.streams().keySet()) {
                if (!connection.gone() && overview.bookStreams().contains(stream)
                    && dialect.symbolOf(stream).equals(symbol)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Shift shift(final RecordedItem of, final long nowNs) {
        if (!settings.now()) {
            return roundShift;
        }
        final long at = settings.speed() == 0 ? nowNs : dueNs(of);
        return new Shift(roundShift.ids(), Math.floorDiv(at - of.atNs() + overview.skewNs(), 1_000_000L));
    }
}
