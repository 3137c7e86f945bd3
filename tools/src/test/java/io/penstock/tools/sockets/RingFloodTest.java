package io.penstock.tools.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedReason;
import io.penstock.api.OperatorAction;
import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small ring, real feeds, and an engine that takes a tenth of what comes. */
class RingFloodTest {
    private static final long SEED = 20_261_121L;
    private static final int SPEED = 16;
    private static final int SLOTS = 1_024;
    private static final int FLOOD = 10;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MOST_NS = 30 * SECOND_NS;
    private static final int LEAST_PRIVATE = 20;
    private static final Set<String> SYMBOLS = Set.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "XRPUSDT");

    @TempDir
    private Path journal;

    /** Slows the journal stage on demand, and keeps account of private events. */
    private static final class Brake implements RecordHandler {
        private final OperatorCommandDecoder command = new OperatorCommandDecoder();
        private volatile long parkNs;
        private volatile long privateEvents;
        private volatile long outOfOrder;

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            if (Records.templateId(buffer, offset) == OperatorCommandDecoder.TEMPLATE_ID) {
                command.wrap(buffer, offset + Records.HEADER_LENGTH, OperatorCommandDecoder.BLOCK_LENGTH,
                    OperatorCommandDecoder.SCHEMA_VERSION);
                outOfOrder = outOfOrder + (command.commandIdLow() == privateEvents ? 0 : 1);
                privateEvents = privateEvents + 1;
            }
            if (parkNs > 0) {
                final long untilNs = System.nanoTime() + parkNs;
                while (System.nanoTime() < untilNs) {
                    LockSupport.parkNanos(untilNs - System.nanoTime());
                }
            }
        }
    }

    /** Publishes private events at a steady rate, whatever the feeds do. */
    private static final class PrivateSource implements Runnable {
        private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        private final EventSource source = new EventSource(900, true);
        private final EventSink sink;
        private final Emulator emulator;
        private final long everyNs;
        private volatile boolean ended;
        private volatile long published;
        private volatile long refused;

        PrivateSource(final EventSink sink, final Emulator emulator, final long everyNs) {
            this.sink = sink;
            this.emulator = emulator;
            this.everyNs = everyNs;
        }

        @Override
        public void run() {
            while (!ended) {
                encode(published);
                if (sink.tryPublish(record, 0, 1, source)) {
                    published = published + 1;
                } else {
                    refused = refused + 1;
                }
                LockSupport.parkNanos(everyNs);
            }
        }

        private void encode(final long id) {
            final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
            event.commandIdHigh(1).commandIdLow(id).instrumentId(-1).command((short) OperatorAction.NOTE.code())
                .tradingState((short) 0).role((short) 0).channel((short) 0).argument(0)
                .scopeKind((short) 0).reserved((short) 0).reserved2((short) 0).scopeId(-1);
            event.who("flood").body("").reason("a private event");
            EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
                OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, emulator.nowNs());
        }
    }

    @Test
    void shouldLoseNoPrivateEventWhenMarketDataFloodsTheRing() throws InterruptedException {
        final Venue[] venues = {Venue.BINANCE_SPOT, Venue.BYBIT_LINEAR, Venue.MEXC_SPOT};
        final Map<Venue, Set<String>> symbols = new EnumMap<>(Venue.class);
        for (final Venue venue : venues) {
            symbols.put(venue, SYMBOLS);
        }
        final BookWitness witness = new BookWitness(1);
        final Brake brake = new Brake();
        final RingSettings plain = RingSettings.defaults();
        final SocketSession.Shape shape = new SocketSession.Shape(journal, FaultRound.configuration(),
            new RingSettings(SLOTS, SLOTS, "blocking", false, plain.threads(), true), StreamSelection.TRADING, 2_000,
            brake);
        try (Emulator emulator =
            Emulator.start(EmulatorConfig.of(SEED, venues).faster(SPEED), VenueFactory.matching());
            BookJudge judge = new BookJudge(witness, emulator);
            SocketSession session = new SocketSession(shape, emulator, symbols, witness)) {
            final int books = venues.length * SYMBOLS.size();
            session.await("books", MOST_NS, () -> witness.allSynced(books));
            final long perSecond = rate(session, witness);
            final long takenEveryNs = FLOOD * SECOND_NS / perSecond;
            final PrivateSource source = new PrivateSource(session.sink(), emulator, 5 * takenEveryNs);
            final Thread thread = new Thread(source, "private-source");
            thread.start();
            brake.parkNs = takenEveryNs;
            final long floodEndNs = System.nanoTime() + SECOND_NS;
            // private events wait behind what the ring held already, so their share of a second says nothing
            session.await("market data to be invalidated and private events to pass", MOST_NS,
                () -> System.nanoTime() > floodEndNs && witness.invalid(FeedReason.BACK_PRESSURE) >= books
                    && brake.privateEvents > LEAST_PRIVATE);
            final long privateInFlood = brake.privateEvents;
            final long overruns = session.status().stream().flatMap(venue -> venue.feeds().stream())
                .mapToLong(feed -> feed.overruns()).sum();
            brake.parkNs = 0;
            session.await("books after the flood", MOST_NS, () -> witness.allSynced(books));
            source.ended = true;
            thread.join(MOST_NS / 1_000_000);
            session.await("the last private event", MOST_NS, () -> brake.privateEvents == source.published);
            assertEquals("", session.wrongBooks(), "seed " + SEED);
            judge.finish();
            session.stop();
            System.out.println("flood: " + perSecond + "/s offered, one taken every " + takenEveryNs / 1_000
                + " us; private events " + source.published + " (in the flood " + privateInFlood + "), lost 0, refused "
                + source.refused + "; books invalidated for back-pressure "
                + witness.invalid(FeedReason.BACK_PRESSURE) + ", overruns " + overruns + "; books judged "
                + judge.right() + ", wrong " + judge.wrong());
            assertNull(session.session().failure());
            assertEquals(0, brake.outOfOrder, "private events stay in order");
            assertEquals(0, source.refused, "the last quarter of the ring is theirs");
            assertTrue(overruns > 0, "feeds count what they dropped");
            assertEquals(0, witness.lost());
            assertEquals(0, judge.wrong(), judge.firstWrong());
            assertEquals(0, witness.badOrders(), witness.firstBadOrder());
        }
    }

    /** Events a second while the engine takes all. */
    private static long rate(final SocketSession session, final BookWitness witness) {
        final long startNs = System.nanoTime();
        final long before = witness.journaled();
        session.await("half a second", MOST_NS, () -> System.nanoTime() - startNs > SECOND_NS / 2);
        return (witness.journaled() - before) * SECOND_NS / (System.nanoTime() - startNs);
    }
}
