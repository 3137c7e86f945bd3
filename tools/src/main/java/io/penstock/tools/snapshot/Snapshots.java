package io.penstock.tools.snapshot;

import io.penstock.engine.TradingEngine;
import io.penstock.engine.state.StateBuffer;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The snapshots of a journal: files in {@code snapshots} inside it, named after the first input they do not hold, and
 * {@code base.snapshot} when the journal goes on from another. They are caches: without them the journal is replayed
 * whole, with the same result. One thread at a time; allocates.
 */
public final class Snapshots {
    /** What a journal that goes on from another begins with. */
    static final String BASE = "base.snapshot";

    private static final String DIRECTORY = "snapshots";
    private static final String SUFFIX = ".snapshot";

    private final Path directory;

    /**
     * The snapshots of a journal.
     *
     * @param journal directory of the input log
     */
    public Snapshots(final Path journal) {
        directory = journal.resolve(DIRECTORY);
    }

    /**
     * Keeps one, and forgets the oldest beyond a number.
     *
     * @param head      what it says of itself
     * @param state     of the fold
     * @param stateHash of the state
     * @param most      how many are kept, the base apart
     * @return where it lies
     * @throws IOException when the disk does not take it; the others are still there
     */
    Path keep(final SnapshotHead head, final StateBuffer state, final long stateHash, final int most)
        throws IOException {
        Files.createDirectories(directory);
        final Path path = directory.resolve(String.format("%019d%s", head.nextInput(), SUFFIX));
        SnapshotFile.write(path, head, state, stateHash);
        final List<Path> all = paths();
        for (int i = most; i < all.size(); i++) {
            Files.deleteIfExists(all.get(i));
        }
        return path;
    }

    /**
     * Keeps the state that a new journal begins with.
     *
     * @param head      of the snapshot it was
     * @param state     of the fold
     * @param stateHash of the state
     * @throws IOException when the disk does not take it
     */
    public void keepBase(final SnapshotHead head, final StateBuffer state, final long stateHash) throws IOException {
        Files.createDirectories(directory);
        SnapshotFile.write(directory.resolve(BASE), head, state, stateHash);
    }

    /** The files, newest first, the base apart. */
    List<Path> paths() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        final List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(path -> path.getFileName().toString().matches("\\d{19}\\" + SUFFIX)).forEach(found::add);
        }
        Collections.sort(found, Collections.reverseOrder());
        return found;
    }

    /**
     * The snapshots from which a replay of this journal could go on, newest first.
     *
     * @param warn hears of each that cannot be read
     * @return heads that are whole
     */
    public List<SnapshotFile> candidates(final Consumer<String> warn) {
        final List<SnapshotFile> found = new ArrayList<>();
        try {
            for (final Path path : paths()) {
                final SnapshotFile file = SnapshotFile.look(path);
                if (file == null) {
                    warn.accept(passedOver(path, "its head is damaged, or a newer build wrote it"));
                } else {
                    found.add(file);
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("the snapshots in " + directory + " cannot be listed: " + e.getMessage(), e);
        }
        return found;
    }

    private static String passedOver(final Path path, final String why) {
        return "snapshot " + path + " is passed over: " + why + "; an older one or the whole journal does";
    }

    /**
     * Brings a fresh engine to a snapshot.
     *
     * @param file    candidate
     * @param engines makes an engine without state
     * @param warn    hears why it cannot be done
     * @return the engine, or {@code null} when the snapshot is not what was written
     */
    public static TradingEngine load(
        final SnapshotFile file, final Supplier<TradingEngine> engines, final Consumer<String> warn) {
        try {
            final StateBuffer state = file.state();
            if (state == null) {
                warn.accept(passedOver(file.path(), "its bytes are not what was written"));
                return null;
            }
            final TradingEngine engine = engines.get();
            engine.readFrom(state);
            if (engine.stateHash() != file.stateHash()) {
                warn.accept(passedOver(file.path(), "the state in it does not have the hash it had"));
                return null;
            }
            return engine;
        } catch (final IOException | RuntimeException e) {
            warn.accept(passedOver(file.path(), "it cannot be loaded: " + e.getMessage()));
            return null;
        }
    }

    /**
     * The state that a journal begins with.
     *
     * @param stateHash as the journal's first record names it; 0 = it begins empty
     * @param engines   makes an engine without state
     * @return the engine to fold the first record into
     * @throws UserError when the journal names a state that is not there
     */
    public TradingEngine base(final long stateHash, final Supplier<TradingEngine> engines) {
        if (stateHash == 0) {
            return engines.get();
        }
        final Path path = directory.resolve(BASE);
        final StringBuilder why = new StringBuilder();
        TradingEngine engine = null;
        try {
            final SnapshotFile file = Files.exists(path) ? SnapshotFile.look(path) : null;
            if (file == null || file.stateHash() != stateHash) {
                why.append("there is none, or it is another one");
            } else {
                engine = load(file, engines, why::append);
            }
        } catch (final IOException e) {
            why.append(e.getMessage());
        }
        if (engine == null) {
            throw new UserError("the journal goes on from a state that is not there: " + why, path.toString(),
                "that file from a copy; without it nothing of this journal can be replayed");
        }
        engine.rebase();
        return engine;
    }
}
