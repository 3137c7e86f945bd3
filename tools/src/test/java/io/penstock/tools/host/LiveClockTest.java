package io.penstock.tools.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.event.EquityMarkDecoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.event.TimeAdvancedDecoder;
import io.penstock.engine.host.WallClock;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.engine.port.EventSource;
import io.penstock.tools.Strategies;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Verification;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine's clocks may do to a session, at the port where they are read: DESIGN.md 6. */
class LiveClockTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long HOUR = 3_600 * SECOND;
    private static final long TICK = 20_000_000L;
    private static final long START = 1_790_000_000L * SECOND;

    /** What was published, as bytes. */
    private final List<UnsafeBuffer> published = new ArrayList<>();
    private final EventSink sink = (records, offset, count, source) -> {
        final byte[] copy = new byte[Records.length(records, offset)];
        records.getBytes(offset, copy);
        return published.add(new UnsafeBuffer(copy));
    };

    @Test
    void shouldStayMonotoneWithTimersFiringWhenClocksStepFreezeAndJumpBack(@TempDir final Path journal) {
        final Configuration configuration = ConfigLoader.with(Strategies.all())
            .text("[[strategy]]\nname = \"flash\"\n", "flash alone").set(List.of("portfolio.mark_interval_ms=100",
                "risk.max_book_age_ms=1000")).load();
        final Hands hands = new Hands(START);
        final long ticks = 3_000;
        try (RingSession session = new RingSession(SessionSetup.of(journal, configuration,
            Hosts.settings(configuration.host(), 1, false), RunMode.DEMO, "a test", START,
            lastNs -> new WallClock(hands, lastNs)))) {
            final GatewayTime time = new GatewayTime(hands);
            final SyntheticMarket market = new SyntheticMarket(new SyntheticConfig(5, START, 60 * SECOND, 125, -1, 1,
                -1, 0, 0, List.of(SyntheticInstrument.pen())), new EventSource(1, false));
            final Ticker ticker =
                new Ticker(session::published, session.sink(), time, TICK / 1_000_000, () -> { });
            for (int i = 0; i < ticks; i++) {
                final long wall = switch (i) {
                    case 2_420 -> HOUR;
                    case 2_450, 2_451 -> -HOUR;
                    case 2_480 -> -TICK;
                    default -> 0;
                };
                hands.pass(i == 2_510 ? -SECOND : i == 2_990 ? 5 * SECOND : TICK, TICK + wall);
                if (i % 2 == 0) {
                    market.step(session.sink());
                    ticker.tick();
                } else {
                    assertTrue(ticker.tick());
                }
                session.drain();
            }
            session.stop(time.getAsLong());
            assertNull(session.failure());
        }
        long lastNs = 0;
        long firstTickNs = 0;
        for (final byte[] record : RewrittenLog.records(journal)) {
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            assertTrue(Records.engineTimeNs(buffer, 0) >= lastNs, "input " + Records.sequence(buffer, 0));
            lastNs = Records.engineTimeNs(buffer, 0);
            if (firstTickNs == 0 && Records.templateId(buffer, 0) == TimeAdvancedDecoder.TEMPLATE_ID) {
                firstTickNs = lastNs;
            }
        }
        final long passedNs = lastNs - firstTickNs;
        final long realNs = (ticks - 3) * TICK + 5 * SECOND;
        assertEquals(realNs, passedNs, realNs / 2_000.0 + TICK, "the engine's time follows the monotonic clock");
        final int[] marks = new int[20];
        for (final byte[] record : RewrittenLog.records(journal.resolve("output"))) {
            final UnsafeBuffer buffer = new UnsafeBuffer(record);
            if (Records.templateId(buffer, 0) == EquityMarkDecoder.TEMPLATE_ID) {
                marks[(int) ((Records.engineTimeNs(buffer, 0) - firstTickNs) / (4 * SECOND))]++;
            }
        }
        // a position is open from 48 s to 52 s, while the clocks are turned: a mark each 100 ms, and their total
        assertTrue(marks[12] >= 78, "marks are timers; in each 4 s: " + Arrays.toString(marks));
        assertTrue(Verification.run(journal, journal.resolve("output")).identical());
    }

    @Test
    void shouldTellAndJournalWhenTheWallClockIsSet() {
        final Hands hands = new Hands(START);
        final List<String> words = new ArrayList<>();
        final ClockWatch watch = new ClockWatch(hands, new GatewayTime(hands), sink, words::add);
        for (int i = 0; i < 200; i++) {
            final long step = i == 50 ? HOUR : i == 100 ? -HOUR : i == 150 ? SECOND / 2 : 0;
            hands.pass(SECOND / 2, SECOND / 2 + step);
            watch.run();
        }
        assertEquals(2, watch.steps());
        assertEquals(2, published.size());
        final ServerTimeDecoder event = new ServerTimeDecoder().wrap(published.get(0), Records.HEADER_LENGTH,
            ServerTimeDecoder.BLOCK_LENGTH, ServerTimeDecoder.SCHEMA_VERSION);
        assertEquals(ServerTimeDecoder.TEMPLATE_ID, Records.templateId(published.get(0), 0));
        assertEquals(Venue.SYNTHETIC.code(), event.venue());
        assertEquals(HOUR, event.offsetNs(), SECOND / 100.0);
        assertEquals("clock: the wall clock was set; it is now " + event.offsetNs() / 1_000_000 + " ms ahead of engine"
            + " time, which goes on and leans towards it by at most 500 parts per million", words.get(0));
    }

    @Test
    void shouldTickOnlyWhenNothingElseWasPublished() {
        final AtomicLong cursor = new AtomicLong(-1);
        final Ticker ticker = new Ticker(cursor::get, (records, offset, count, source) -> {
            cursor.incrementAndGet();
            return sink.tryPublish(records, offset, count, source);
        }, () -> START, 10, () -> { });
        assertTrue(ticker.tick());
        cursor.incrementAndGet();
        assertFalse(ticker.tick(), "something else was published");
        assertTrue(ticker.tick());
        assertTrue(ticker.tick(), "its own ticks are not something else");
        assertEquals(3, published.size());
        assertEquals(TimeAdvancedDecoder.TEMPLATE_ID, Records.templateId(published.get(0), 0));
        assertEquals(START, Records.gatewayTimeNs(published.get(0), 0));
    }

    @Test
    void shouldTickOnAThreadOfItsOwnUntilClosed() throws InterruptedException {
        final CountDownLatch ticks = new CountDownLatch(5);
        final Ticker ticker = new Ticker(() -> 0, (records, offset, count, source) -> {
            ticks.countDown();
            return true;
        }, () -> START, 1, () -> { });
        ticker.start();
        assertTrue(ticks.await(10, TimeUnit.SECONDS));
        ticker.close();
    }
}
