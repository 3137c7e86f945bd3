package io.penstock.tools.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.gateways.live.VenueProtocols;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A thousand instruments of five venues in one engine, over many connections, in virtual time. */
class ManyInstrumentsTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MOST_SECONDS = 60;
    private static final int STEPS_PER_SECOND = 1;
    private static final Map<Venue, Integer> COUNTS = new LinkedHashMap<>();

    static {
        COUNTS.put(Venue.BINANCE_SPOT, 110);
        COUNTS.put(Venue.BINANCE_USDM, 110);
        COUNTS.put(Venue.BYBIT_LINEAR, 290);
        COUNTS.put(Venue.BYBIT_SPOT, 290);
        COUNTS.put(Venue.MEXC_SPOT, 200);
    }

    private final VirtualTime time = new VirtualTime(START_NS);
    private final List<VirtualVenue> worlds = new ArrayList<>();
    private final List<TrueBook> books = new ArrayList<>();
    private final JudgedEngine engine =
        new JudgedEngine(FaultScenariosTest.configuration(), time, books::get, 1, 20);
    private int sources;

    private void open(final Venue venue, final int count) {
        final EmulatedVenue emulated = VenueFactory.matching().create(
            new EmulatorConfig.VenueConfig(
                venue, EmulatedInstruments.many(venue, count, STEPS_PER_SECOND), FaultPlan.none(1)),
            venue.code(), START_NS);
        final VenueProtocol protocol = VenueProtocols.of(venue);
        final VirtualVenue world = new VirtualVenue(time, protocol, venue.code());
        world.venue(emulated);
        worlds.add(world);
        final List<InstrumentDefinition> definitions = new ArrayList<>();
        String cursor = "";
        do {
            final String body = emulated.onHttp(
                "GET", protocol.askDefinitions(cursor).pathAndQuery(), Map.of(), "", START_NS).body();
            cursor = protocol.definitions(body.getBytes(StandardCharsets.UTF_8), definitions);
        } while (!cursor.isEmpty());
        assertEquals(count, definitions.size());
        final int[] ids = new int[count];
        final EventScratch scratch = new EventScratch(count);
        for (int i = 0; i < count; i++) {
            ids[i] = books.size();
            books.add(emulated.book(definitions.get(i).symbol()));
            scratch.instrumentDefined(ids[i], definitions.get(i), START_NS);
        }
        engine.tryPublish(scratch.buffer(), 0, count, EventSource.HOST);
        final ConnectionBudget budget = new ConnectionBudget(protocol.connectionRules());
        for (final FeedPlan plan : protocol.plan(definitions, ids, StreamSelection.TRADING, 50)) {
            world.feed(plan, new EventSource(++sources, false), engine, protocol.connectionRules(), budget, sources);
        }
    }

    private void runTo(final long endNs) {
        while (time.nowNs() < endNs) {
            long next = Math.min(endNs, time.nextDueNs());
            for (final VirtualVenue world : worlds) {
                next = Math.min(next, world.venue().nextDueNs());
            }
            time.runTo(Math.max(next, time.nowNs()));
            for (final VirtualVenue world : worlds) {
                if (world.venue().nextDueNs() <= time.nowNs()) {
                    world.advance();
                }
            }
        }
    }

    private int synced() {
        int synced = 0;
        for (int id = 0; id < books.size(); id++) {
            // at one step a second a market may be silent for a while: its book is right all the same
            synced += engine.state(id) == FeedState.SYNCED || engine.state(id) == FeedState.STALE ? 1 : 0;
        }
        return synced;
    }

    @Test
    void shouldFollowEveryBookWhenAThousandInstrumentsAreTraded() {
        COUNTS.forEach(this::open);
        assertEquals(1_000, books.size());
        while (synced() < books.size()) {
            assertTrue(time.nowNs() < START_NS + MOST_SECONDS * SECOND_NS, synced() + " of 1,000 books follow");
            runTo(time.nowNs() + SECOND_NS / 2);
        }
        runTo(time.nowNs() + 2 * SECOND_NS);
        for (int id = 0; id < books.size(); id++) {
            engine.judge(id);
        }
        int feeds = 0;
        for (final VirtualVenue world : worlds) {
            for (final Feed feed : world.feeds()) {
                feeds++;
                // a venue whose limits are overrun closes the connection
                assertEquals(1, feed.view().connects(), feed.view().name() + ": " + feed.view().lastFailure());
                assertEquals(0, feed.view().malformedFrames(), feed.view().name());
            }
        }
        assertTrue(feeds >= 20, feeds + " connections");
    }
}
