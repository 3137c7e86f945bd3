package io.penstock.tools.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.JournalOpenedDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An input log into which candles and series flow between the records of captures, all in order of time. At equal
 * times series come first, then candles, then captures; within a kind the order of the command line holds.
 *
 * <p>A candle is seen at the end of its bar, a value when it is published. Candles are hours apart and nothing can
 * happen between them but timers, which fire before the first input later than they are due: a TimeAdvanced at each
 * 100 ms, as captures have, would be 36,000 records per hour that change nothing. So there is one at the very end, by
 * which what the last bar caused has come due. One thread.
 */
final class MergedLog implements LogAppender {
    /** From the last event to the end of the log: longer than orders and their reports are under way. */
    static final long REST_NS = 1_000_000_000L;

    private static final int PROGRESS_MASK = 0xFFF;

    private final LogAppender log;
    private final FeedPlan plan;
    private final FeedProgress progress;
    private final long size;
    private final List<InstrumentDefinition> definitions = new ArrayList<>();
    private final UnsafeBuffer opening = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final List<UnsafeBuffer> held = new ArrayList<>();
    private final EventScratch scratch = new EventScratch(1);
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
    private final List<SeriesFeed> series = new ArrayList<>();
    private final List<TimedFeed> feeds = new ArrayList<>();
    private final int[] instrumentIds;
    private long[] journalId;
    private boolean captures;
    private boolean begun;
    private long firstNs;
    private long lastNs;
    private long records;
    private long done;

    /** Hears how far it is. */
    interface FeedProgress {
        void onProgress(long done, long total);
    }

    MergedLog(final LogAppender log, final FeedPlan plan, final FeedProgress progress) {
        this.log = log;
        this.plan = plan;
        this.progress = progress;
        this.size = plan.size();
        this.instrumentIds = new int[plan.candles().size()];
    }

    @Override
    public long append(final MutableDirectBuffer buffer, final int offset, final int length) {
        final int template = Records.templateId(buffer, offset);
        if (!begun && (template == JournalOpenedDecoder.TEMPLATE_ID
            || template == InstrumentDefinedDecoder.TEMPLATE_ID)) {
            hold(buffer, offset, length, template);
            return log.nextSequence();
        }
        begin();
        flowUntil(Records.engineTimeNs(buffer, offset));
        buffer.putLong(offset + Records.SEQUENCE_OFFSET, log.nextSequence(), LITTLE_ENDIAN);
        lastNs = Records.engineTimeNs(buffer, offset);
        records++;
        return log.append(buffer, offset, length);
    }

    private void hold(final MutableDirectBuffer buffer, final int offset, final int length, final int template) {
        captures = true;
        firstNs = Records.engineTimeNs(buffer, offset);
        if (template == JournalOpenedDecoder.TEMPLATE_ID) {
            opening.putBytes(0, buffer, offset, length);
            return;
        }
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[length]);
        copy.putBytes(0, buffer, offset, length);
        held.add(copy);
    }

    /** Writes what opens the log, once all instruments of the captures are known. */
    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        open();
        for (final UnsafeBuffer record : held) {
            stamp(record, firstNs);
            log.append(record, 0, record.capacity());
            records++;
        }
        for (int i = 0; i < definitions.size(); i++) {
            scratch.clear();
            scratch.instrumentDefined(held.size() + i, definitions.get(i), firstNs);
            appendScratch(firstNs);
        }
    }

    private void open() {
        for (int i = 0; i < plan.candles().size(); i++) {
            defineFor(i);
        }
        final boolean market = captures || !plan.candles().isEmpty();
        long marketNs = captures ? firstNs : Long.MAX_VALUE;
        for (final CandleSource source : plan.candles()) {
            marketNs = Math.min(marketNs, source.file().firstOpenTimeNs() + source.file().intervalNs());
        }
        for (int i = 0; i < plan.series().size(); i++) {
            // engine time begins at 1970
            series.add(new SeriesFeed(
                plan.series().get(i), i, market ? Math.max(0, marketNs - plan.historyNs()) : 0));
        }
        feeds.addAll(0, series);
        firstNs = captures ? firstNs : Long.MAX_VALUE;
        for (final TimedFeed feed : feeds) {
            firstNs = feed.ready() ? Math.min(firstNs, feed.timeNs()) : firstNs;
        }
        final JournalOpenedDecoder opened = new JournalOpenedDecoder();
        if (captures) {
            opened.wrap(opening, Records.HEADER_LENGTH, JournalOpenedDecoder.BLOCK_LENGTH,
                JournalOpenedDecoder.SCHEMA_VERSION);
        }
        journalId = FeedId.of(
            plan, definitions, captures ? opened.journalIdHigh() : 0, captures ? opened.journalIdLow() : 0);
        final StringBuilder origin = new StringBuilder(captures ? opened.origin() : "import");
        plan.candles().forEach(x -> origin.append(" candles:").append(x.symbol()));
        plan.series().forEach(x -> origin.append(" series:").append(x.name()));
        scratch.clear();
        scratch.journalOpened(journalId[0], journalId[1], origin.toString(), firstNs);
        appendScratch(firstNs);
    }

    /** The instrument of some candles: one of the captures, one of other candles, or a new one. */
    private void defineFor(final int index) {
        final CandleSource source = plan.candles().get(index);
        for (int i = 0; i < held.size(); i++) {
            definition.wrap(held.get(i), Records.HEADER_LENGTH, InstrumentDefinedDecoder.BLOCK_LENGTH,
                InstrumentDefinedDecoder.SCHEMA_VERSION);
            if (Venue.of(definition.venue()) == source.venue() && definition.symbol().equals(source.symbol())) {
                feed(index, definition.instrumentId(), definition.priceExponent(), definition.quantityExponent());
                return;
            }
        }
        final InstrumentDefinition own = source.definition(plan.definitions());
        definitions.add(own);
        feed(index, held.size() + definitions.size() - 1, own.priceExponent(), own.quantityExponent());
    }

    private void feed(final int index, final int instrumentId, final int priceExponent, final int quantityExponent) {
        instrumentIds[index] = instrumentId;
        feeds.add(new CandleFeed(plan.candles().get(index), instrumentId, priceExponent, quantityExponent));
    }

    private void flowUntil(final long timeNs) {
        for (TimedFeed next = earliest(); next != null && next.timeNs() <= timeNs; next = earliest()) {
            final long nowNs = next.timeNs();
            scratch.clear();
            next.put(scratch);
            appendScratch(nowNs);
            if ((++done & PROGRESS_MASK) == 0) {
                progress.onProgress(done, size);
            }
        }
    }

    private TimedFeed earliest() {
        TimedFeed best = null;
        for (int i = 0; i < feeds.size(); i++) {
            final TimedFeed feed = feeds.get(i);
            if (feed.ready() && (best == null || feed.timeNs() < best.timeNs())) {
                best = feed;
            }
        }
        return best;
    }

    private void appendScratch(final long engineTimeNs) {
        stamp(scratch.buffer(), engineTimeNs);
        log.append(scratch.buffer(), 0, Records.length(scratch.buffer(), 0));
        lastNs = engineTimeNs;
        records++;
    }

    private void stamp(final UnsafeBuffer record, final long engineTimeNs) {
        Records.stamp(record, 0, log.nextSequence(), engineTimeNs, EventSource.HOST.id(), 0);
        record.putInt(Records.CRC_OFFSET, 0, LITTLE_ENDIAN);
    }

    /** Writes what is left until the market ends, and the end; what is published later is of no use to a run. */
    void finish() {
        begin();
        long endNs = captures ? lastNs : Long.MIN_VALUE;
        for (final CandleSource source : plan.candles()) {
            endNs = Math.max(endNs, source.file().lastOpenTimeNs() + source.file().intervalNs());
        }
        flowUntil(endNs == Long.MIN_VALUE ? Long.MAX_VALUE : endNs);
        scratch.clear();
        scratch.timeAdvanced(lastNs + REST_NS);
        appendScratch(lastNs + REST_NS);
        progress.onProgress(size, size);
    }

    /** What was done, once it is finished. */
    FeedSummary summary(final boolean guessed) {
        final List<FeedSummary.Candles> candles = new ArrayList<>();
        for (int i = 0; i < plan.candles().size(); i++) {
            candles.add(FeedSummary.candles(plan.candles().get(i), instrumentIds[i]));
        }
        final List<FeedSummary.Series> values = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            values.add(FeedSummary.series(plan.series().get(i), i, series.get(i).first(), series.get(i).next()));
        }
        return new FeedSummary(String.format("%016x%016x", journalId[0], journalId[1]), records, firstNs, lastNs,
            candles, values, definitions.stream().map(x -> FeedSummary.instrument(x, guessed)).toList());
    }

    @Override
    public long nextSequence() {
        return log.nextSequence();
    }

    @Override
    public void close() {
        feeds.forEach(TimedFeed::close);
        log.close();
    }
}
