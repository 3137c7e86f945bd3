package io.penstock.bench.fold;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.bench.Frames;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.market.BookFeed;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A session as the records of an input log, in memory, made by our own gateway: JournalOpened, InstrumentDefined, then
 * what the frames say. Sequence and engine time are stamped. Made once, then only read.
 */
public final class Tape implements SessionActions {
    private static final int FIRST_BYTES = 16 << 20;
    private static final int ALIGNMENT = 8;
    private static final int TICK_DIVISOR = 10_000_000;
    private static final long DAYS_NS = 1_000_000_000_000_000L;
    private static final int STEPS_PER_SECOND = 125;
    private static final int STEPS_PER_SECOND_OF_MANY = 2;
    private static final int PER_MARKET = 50;
    private static final EventSource MARKET = new EventSource(1, false);

    private UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(FIRST_BYTES));
    private int[] offsets = new int[1 << 16];
    private int count;
    private int used;
    private long engineTimeNs;
    private long levelRows;
    private long trades;
    private long depthMessages;
    private int snapshotEnd;
    private int[] recordsBefore = new int[0];

    private Tape() {
    }

    /**
     * Runs frames through a gateway session.
     *
     * @param frames recorded
     * @param usdm   true for USD-M futures
     * @param kinds  frames of other kinds are left out
     * @return the tape
     */
    public static Tape of(final Frames frames, final boolean usdm, final EnumSet<Frames.Kind> kinds) {
        final Tape tape = new Tape();
        final long startNs = frames.receiveNs(0);
        final EventScratch scratch = new EventScratch(4);
        scratch.journalOpened(1, 2, "bench", startNs);
        scratch.instrumentDefined(0, definition(usdm), startNs);
        tape.publish(scratch.buffer(), 0, scratch.count());
        final BinanceMarketDataSession session =
            new BinanceMarketDataSession(usdm, List.of(definition(usdm)), new int[] {0}, List.of());
        session.onConnected(0, startNs);
        session.poll(tape);
        tape.recordsBefore = new int[frames.count() + 1];
        for (int i = 0; i < frames.count(); i++) {
            tape.recordsBefore[i] = tape.count;
            if (kinds.contains(frames.kind(i))) {
                session.onRecorded(0, frames.buffer(), frames.offset(i), frames.length(i), frames.receiveNs(i));
                session.poll(tape);
            }
        }
        tape.recordsBefore[frames.count()] = tape.count;
        return tape;
    }

    /**
     * The synthetic market as a tape; the snapshots of all instruments are its beginning.
     *
     * @param instruments perpetuals that are alike but for what they are drawn from
     * @param records     so many behind the snapshots, at least
     * @return the tape
     */
    public static Tape synthetic(final int instruments, final int records) {
        return synthetic(instruments, records, instruments > PER_MARKET ? STEPS_PER_SECOND_OF_MANY : STEPS_PER_SECOND);
    }

    /**
     * The same with a pace of its own.
     *
     * @param instruments    as above
     * @param records        as above
     * @param stepsPerSecond of each instrument
     * @return the tape
     */
    public static Tape synthetic(final int instruments, final int records, final int stepsPerSecond) {
        final Tape tape = new Tape();
        final EventScratch scratch = new EventScratch(2);
        scratch.journalOpened(1, 2, "bench", SyntheticConfig.DEMO_START_TIME_NS);
        tape.publish(scratch.buffer(), 0, scratch.count());
        final List<SyntheticMarket> markets = new ArrayList<>();
        for (int first = 0; first < instruments; first += PER_MARKET) {
            markets.add(market(first, Math.min(PER_MARKET, instruments - first), stepsPerSecond));
        }
        // definitions, then a snapshot of each
        for (int i = 0; i < markets.size(); i++) {
            while (markets.get(i).steps() <= markets.get(i).instruments()) {
                tape.step(markets.get(i), i * PER_MARKET);
            }
        }
        tape.snapshotEnd = tape.count;
        while (tape.count < tape.snapshotEnd + records) {
            int next = 0;
            for (int i = 1; i < markets.size(); i++) {
                next = markets.get(i).nextTimeNs() < markets.get(next).nextTimeNs() ? i : next;
            }
            tape.step(markets.get(next), next * PER_MARKET);
        }
        return tape;
    }

    private static SyntheticMarket market(final int first, final int instruments, final int perSecond) {
        return new SyntheticMarket(new SyntheticConfig(first + 5, SyntheticConfig.DEMO_START_TIME_NS, DAYS_NS,
            perSecond, -1, 1, -1, 0, 0,
            IntStream.range(first, first + instruments).mapToObj(Tape::perpetual).toList()), MARKET);
    }

    private void step(final SyntheticMarket market, final int firstInstrument) {
        market.step((records, offset, size, source) -> {
            final int before = count;
            publish(records, offset, size);
            for (int i = before; i < count; i++) {
                // every kind of event of a market begins with its instrument
                final int at = offsets[i] + Records.HEADER_LENGTH;
                buffer.putInt(at, buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) + firstInstrument,
                    ByteOrder.LITTLE_ENDIAN);
            }
            return true;
        });
    }

    private static SyntheticInstrument perpetual(final int number) {
        final SyntheticInstrument like = SyntheticInstrument.stk();
        final String base = String.format(Locale.ROOT, "S%04d", number);
        return new SyntheticInstrument(base + "USDT", base, "USDT", like.kind(), like.priceExponent(),
            like.quantityExponent(), like.tickSize(), like.lotSize(), like.minQuantity(), like.maxQuantity(),
            like.minNotional(), like.startPrice(), like.touchLots(), like.volatilityTicks());
    }

    /**
     * The instrument of the recorded sessions, prices and quantities with exponent -8.
     *
     * @param usdm true for USD-M futures
     * @return BTCUSDT
     */
    public static InstrumentDefinition definition(final boolean usdm) {
        return new InstrumentDefinition(
            usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT,
            usdm ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT", "BTC",
            "USDT", -8, -8, usdm ? TICK_DIVISOR : TICK_DIVISOR / 10, usdm ? 100_000 : 1_000, 0, 0, 0);
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int size) {
        engineTimeNs = Math.max(engineTimeNs, Records.gatewayTimeNs(records, offset));
        for (int i = 0; i < size; i++) {
            append(records, offset + i * Records.SLOT_LENGTH);
        }
        return true;
    }

    private void append(final DirectBuffer records, final int at) {
        final int length = Records.length(records, at);
        if (used + length + ALIGNMENT > buffer.capacity()) {
            final UnsafeBuffer larger = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * buffer.capacity()));
            larger.putBytes(0, buffer, 0, used);
            buffer = larger;
        }
        if (count + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count + 2);
        }
        buffer.putBytes(used, records, at, length);
        Records.stamp(buffer, used, count, engineTimeNs, EventSource.HOST.id(), 0);
        switch (Records.templateId(buffer, used)) {
            case BookUpdateDecoder.TEMPLATE_ID -> {
                levelRows += BookFeed.levelCount(buffer, used);
                final int chunkAt = used + Records.HEADER_LENGTH + BookUpdateDecoder.chunkIndexEncodingOffset();
                depthMessages += buffer.getShort(chunkAt) == 0 ? 1 : 0;
                snapshotEnd = depthMessages == 1 ? count + 1 : snapshotEnd;
            }
            case TradeDecoder.TEMPLATE_ID -> trades++;
            default -> { }
        }
        offsets[count++] = used;
        used += length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    @Override
    public void send(final int lane, final DirectBuffer frame, final int offset, final int length) {
        // a recording answers nothing
    }

    @Override
    public void requestSnapshot(final int instrument, final String symbol) {
        // the recording holds it
    }

    @Override
    public void reconnect(final int lane, final boolean urgent) {
        // a recording does not
    }

    /**
     * The records.
     *
     * @return in direct memory
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * How many records there are.
     *
     * @return sequences run from 0 to one less
     */
    public int count() {
        return count;
    }

    /**
     * Where a record begins.
     *
     * @param record its sequence
     * @return offset of its header
     */
    public int offset(final int record) {
        return offsets[record];
    }

    /**
     * The first record that a frame made, if it made any.
     *
     * @param frame from 0 to the number of frames
     * @return its sequence; the next frame's number is one past the last
     */
    public int recordsBefore(final int frame) {
        return recordsBefore[frame];
    }

    /**
     * Rows of levels in all book updates, the snapshot's included.
     *
     * @return how many
     */
    public long levelRows() {
        return levelRows;
    }

    /**
     * Trades of the market.
     *
     * @return how many
     */
    public long trades() {
        return trades;
    }

    /**
     * Book updates, however many chunks they have.
     *
     * @return how many
     */
    public long depthMessages() {
        return depthMessages;
    }

    /**
     * The first record behind the first snapshot: from there on the book is readable and everything is allocated.
     *
     * @return its sequence, 0 when there is no book update
     */
    public int snapshotEnd() {
        return snapshotEnd;
    }

    /**
     * Bytes of all records.
     *
     * @return padding included
     */
    public int bytes() {
        return used;
    }

    /**
     * Engine time of the first record.
     *
     * @return nanoseconds since 1970
     */
    public long firstTimeNs() {
        return Records.engineTimeNs(buffer, 0);
    }

    /**
     * Appends every record to a log.
     *
     * @param log an empty one
     */
    public void writeTo(final LogAppender log) {
        for (int i = 0; i < count; i++) {
            log.append(buffer, offsets[i], Records.length(buffer, offsets[i]));
        }
    }
}
