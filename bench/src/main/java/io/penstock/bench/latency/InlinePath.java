package io.penstock.bench.latency;

import io.penstock.bench.TempDirectory;
import io.penstock.bench.Work;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.port.Records;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.SessionActions;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The engine's own work per message without rings and threads: decode, append, fold, one after the other. An operation
 * is a message.
 */
public final class InlinePath implements Work, SessionActions, AutoCloseable {
    private final Plan plan;
    private final Path directory;
    private final MutableDirectBuffer slot = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private BinanceMarketDataSession session;
    private TradingEngine engine;
    private JournalAppender journal;
    private long engineTimeNs;
    private int pass;

    /**
     * A path that has done nothing yet.
     *
     * @param plan      frames; rate, shape and tape do not matter
     * @param directory for the journals; deleted
     */
    public InlinePath(final Plan plan, final Path directory) {
        this.plan = plan;
        this.directory = directory;
    }

    @Override
    public void prepare() {
        close();
        journal = JournalAppender.open(JournalConfig.input(directory.resolve("" + pass++)));
        session = new BinanceMarketDataSession(true, List.of(Tape.definition(true)), new int[] {0}, List.of());
        final long firstNs = plan.frames().receiveNs(0);
        engine = EngineRig.begun(EngineRig.config(CapacityConfig.defaults(), "flash"), List.of(new FlashFactory()),
            true, new EngineRig.Copying(), firstNs);
        engineTimeNs = firstNs;
        final EventScratch scratch = new EventScratch(1);
        scratch.instrumentDefined(0, Tape.definition(true), firstNs);
        publish(scratch.buffer(), 0, scratch.count());
        session.onConnected(0, firstNs);
        session.poll(this);
        feed(0, plan.warmFrames());
    }

    @Override
    public long run() {
        feed(plan.warmFrames(), plan.warmFrames() + plan.messages());
        return plan.messages();
    }

    private void feed(final int from, final int to) {
        for (int i = from; i < to; i++) {
            session.onRecorded(0, plan.frames().buffer(), plan.frames().offset(i), plan.frames().length(i),
                plan.frames().receiveNs(i));
            session.poll(this);
        }
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        engineTimeNs = Math.max(engineTimeNs, Records.gatewayTimeNs(records, offset));
        for (int i = 0; i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            final int length = Records.length(records, at);
            slot.putBytes(0, records, at, length);
            Records.stamp(slot, 0, journal.nextSequence(), engineTimeNs, 1, 0);
            journal.append(slot, 0, length);
            engine.onEvent(slot, 0, length);
        }
        return true;
    }

    @Override
    public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
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

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
        TempDirectory.delete(directory);
    }
}
