package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Imports recorded sessions into an empty input log, through the same session class that live gateways drive.
 *
 * <p>JournalOpened comes first, then the definitions, then the events in the order of their receive times; equal times
 * keep the order in which the sources were given. The same captures and definitions always give the same records. One
 * thread; allocates nothing per message after warm-up.
 */
public final class CaptureImport {
    private static final int PROGRESS_MASK = 0xFFF;

    private final List<CaptureSource> sources;
    private final List<InstrumentDefinition> given;
    private final ImportProgress progress;
    private final Map<Venue, VenueFeed> feeds = new EnumMap<>(Venue.class);
    private long totalBytes;

    /**
     * An import.
     *
     * @param sources     the captures
     * @param definitions of their instruments; those of other venues are left out; empty = find out by a first pass
     * @param progress    hears how far it is
     * @throws CaptureException when a source is not what it should be
     */
    public CaptureImport(
        final List<CaptureSource> sources, final List<InstrumentDefinition> definitions,
        final ImportProgress progress) {
        if (sources.isEmpty()) {
            throw new CaptureException("no capture given; name at least one capture file", null);
        }
        for (final CaptureSource source : sources) {
            if (source.venue() != Venue.BINANCE_SPOT && source.venue() != Venue.BINANCE_USDM
                && source.venue() != Venue.MEXC_SPOT && !VenueFeed.bybit(source.venue())) {
                throw new CaptureException(source.file() + ": captures of " + ImportSummary.word(source.venue())
                    + " cannot be imported; binance-spot, binance-usdm, bybit-linear, bybit-spot and mexc-spot can",
                    null);
            }
        }
        this.sources = List.copyOf(sources);
        this.given = List.copyOf(definitions);
        this.progress = progress;
    }

    /**
     * Runs it.
     *
     * @param log an empty input log
     * @return what was done
     * @throws CaptureException when a capture cannot be read; the log then holds what came before
     */
    public ImportSummary run(final LogAppender log) {
        if (log.nextSequence() != 0) {
            throw new CaptureException("the journal already holds " + log.nextSequence()
                + " records; import into an empty one", null);
        }
        for (final CaptureSource source : sources) {
            CaptureProbe.check(source);
            totalBytes += size(source.file());
        }
        final List<InstrumentDefinition> definitions = given.isEmpty() ? scan() : ofTheseVenues();
        final long[] id = JournalId.of(sources, definitions);
        final List<SourceFeed> inputs = new ArrayList<>();
        try {
            for (final CaptureSource source : sources) {
                final VenueFeed feed = feeds.computeIfAbsent(source.venue(), v -> new VenueFeed(v, definitions));
                inputs.add(new SourceFeed(source, feed));
            }
            return run(log, definitions, id, inputs);
        } finally {
            inputs.forEach(SourceFeed::close);
        }
    }

    private ImportSummary run(
        final LogAppender log, final List<InstrumentDefinition> definitions, final long[] id,
        final List<SourceFeed> inputs) {
        final ImportSink sink = new ImportSink(log);
        SourceFeed next = earliest(inputs);
        final long firstTimeNs = next == null ? 0 : next.receiveTimeNs();
        open(sink, definitions, id, firstTimeNs);
        for (final VenueFeed feed : feeds.values()) {
            feed.start(sink, firstTimeNs);
        }
        long lastNs = firstTimeNs;
        long backwards = 0;
        long lines = 0;
        while (next != null) {
            final long nowNs = next.receiveTimeNs();
            backwards += nowNs < lastNs ? 1 : 0;
            lastNs = nowNs;
            next.deliver();
            if ((++lines & PROGRESS_MASK) == 0) {
                progress.onProgress("import", bytesRead(inputs), totalBytes);
            }
            next = earliest(inputs);
        }
        sink.finish();
        progress.onProgress("import", totalBytes, totalBytes);
        return summary(sink, definitions, id, inputs, firstTimeNs, backwards);
    }

    private void open(
        final ImportSink sink, final List<InstrumentDefinition> definitions, final long[] id,
        final long firstTimeNs) {
        final EventScratch scratch = new EventScratch(definitions.size() + 1);
        final StringBuilder origin = new StringBuilder("import");
        for (final CaptureSource source : sources) {
            origin.append(' ').append(ImportSummary.word(source.venue())).append(':')
                .append(source.file().getFileName());
        }
        scratch.journalOpened(id[0], id[1], origin.toString(), firstTimeNs);
        for (int i = 0; i < definitions.size(); i++) {
            scratch.instrumentDefined(i, definitions.get(i), firstTimeNs);
        }
        sink.tryPublish(scratch.buffer(), 0, scratch.count(), EventSource.HOST);
    }

    private static SourceFeed earliest(final List<SourceFeed> inputs) {
        SourceFeed best = null;
        for (int i = 0; i < inputs.size(); i++) {
            final SourceFeed input = inputs.get(i);
            if (input.ready() && (best == null || input.receiveTimeNs() < best.receiveTimeNs())) {
                best = input;
            }
        }
        return best;
    }

    private List<InstrumentDefinition> scan() {
        final Map<Venue, VenueScan> scans = new EnumMap<>(Venue.class);
        long before = 0;
        for (final CaptureSource source : sources) {
            final long doneBefore = before;
            try (CaptureReader reader = open(source)) {
                scans.computeIfAbsent(source.venue(), CaptureImport::scanOf).scan(reader,
                    () -> progress.onProgress("scan", doneBefore + reader.bytesRead(), totalBytes));
                before += reader.bytesRead();
            }
        }
        final List<InstrumentDefinition> found = new ArrayList<>();
        scans.values().forEach(scan -> found.addAll(scan.definitions()));
        if (found.isEmpty()) {
            throw new CaptureException(sources.get(0).file() + ": no frame in it names an instrument; captures of "
                + ImportSummary.word(sources.get(0).venue()) + " market streams are needed", null);
        }
        return found;
    }

    private static VenueScan scanOf(final Venue venue) {
        return VenueFeed.bybit(venue) ? new BybitScan(venue)
            : venue == Venue.MEXC_SPOT ? new MexcScan() : new CaptureScan(venue);
    }

    /** Bybit's captures hold several connections, whose addresses tell the markets apart. */
    private static CaptureReader open(final CaptureSource source) {
        return switch (source.venue()) {
            case BYBIT_LINEAR -> new CaptureReader(source.file(), "/public/linear");
            case BYBIT_SPOT -> new CaptureReader(source.file(), "/public/spot");
            default -> new CaptureReader(source.file());
        };
    }

    private List<InstrumentDefinition> ofTheseVenues() {
        final List<InstrumentDefinition> chosen = new ArrayList<>();
        for (final InstrumentDefinition definition : given) {
            if (sources.stream().anyMatch(source -> source.venue() == definition.venue())) {
                chosen.add(definition);
            }
        }
        for (final CaptureSource source : sources) {
            if (chosen.stream().noneMatch(definition -> definition.venue() == source.venue())) {
                throw new CaptureException(source.file() + ": none of the " + given.size()
                    + " defined instruments is of " + ImportSummary.word(source.venue())
                    + "; define them, or give no definitions to have them found by a scan", null);
            }
        }
        return chosen;
    }

    private ImportSummary summary(
        final ImportSink sink, final List<InstrumentDefinition> definitions, final long[] id,
        final List<SourceFeed> inputs, final long firstTimeNs, final long backwards) {
        final List<ImportSummary.FileSummary> files = new ArrayList<>();
        inputs.forEach(input -> files.add(input.summary()));
        final List<ImportSummary.VenueSummary> venues = new ArrayList<>();
        final ImportSummary.InstrumentSummary[] instruments =
            new ImportSummary.InstrumentSummary[definitions.size()];
        for (final VenueFeed feed : feeds.values()) {
            venues.add(feed.summary());
            feed.instruments(instruments);
        }
        return new ImportSummary(String.format("%016x%016x", id[0], id[1]), sink.records(), sink.timeAdvanced(),
            firstTimeNs, sink.engineTimeNs(), backwards, given.isEmpty(), List.copyOf(files), List.copyOf(venues),
            List.of(instruments));
    }

    private static long bytesRead(final List<SourceFeed> inputs) {
        long bytes = 0;
        for (int i = 0; i < inputs.size(); i++) {
            bytes += inputs.get(i).bytesRead();
        }
        return bytes;
    }

    private static long size(final Path file) {
        try {
            return Files.size(file);
        } catch (final IOException e) {
            throw new CaptureException(file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** One file on its way into the session of its venue. */
    private static final class SourceFeed {
        private final CaptureSource source;
        private final VenueFeed feed;
        private final CaptureReader reader;
        private final SnapshotOwner owner = new SnapshotOwner();
        private boolean ready;
        private long lines;

        SourceFeed(final CaptureSource source, final VenueFeed feed) {
            this.source = source;
            this.feed = feed;
            this.reader = open(source);
            this.ready = reader.next();
        }

        boolean ready() {
            return ready;
        }

        long receiveTimeNs() {
            return reader.receiveTimeNs();
        }

        long bytesRead() {
            return reader.bytesRead();
        }

        void deliver() {
            lines++;
            if (reader.kind() != CaptureReader.LineKind.CONNECTION) {
                final RecordedSession session = feed.session();
                final String symbol = reader.kind() == CaptureReader.LineKind.ANSWER
                    ? SnapshotOwner.symbolOf(reader.url()) : "";
                final int whose = symbol.isEmpty() ? owner.owner(feed.instrumentCount()) : session.instrument(symbol);
                feed.deliver(whose, reader);
                owner.saw(session.lastInstrument());
            }
            ready = reader.next();
        }

        ImportSummary.FileSummary summary() {
            return new ImportSummary.FileSummary(source.file().toString(), source.venue(), reader.unit(),
                lines + reader.badLines(), reader.badLines(), reader.firstBadLine());
        }

        void close() {
            reader.close();
        }
    }
}
