package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.trade.TradeSetup;
import io.penstock.tools.live.trade.VenueOrders;
import io.penstock.tools.operator.CommandQueue;
import io.penstock.tools.operator.Heartbeat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live engine whose fold fails, in this process, against venues that stay up. */
class LiveFailureTest {
    private static final long MOST_TO_CANCEL_NS = 250_000_000L;

    @TempDir
    private Path directory;

    @Test
    void shouldCancelEverythingAndLeaveWithTheSequenceWhenTheEngineFails() throws Exception {
        final Path journal = directory.resolve("journal");
        final List<String> said = new CopyOnWriteArrayList<>();
        try (LiveRig rig = new LiveRig(directory, Venue.BINANCE_SPOT, Venue.BINANCE_USDM);
            StopSignal signal = new StopSignal()) {
            final Configuration configuration = rig.configuration();
            final VenueOrders orders = new VenueOrders(new TradeSetup(
                journal, configuration, rig.keys(), false, "a test", false, false, said::add));
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.LIVE, "test",
                GatewaySettings.of(configuration, Optional.empty()), FrameTap.NONE, said::add,
                UnaryOperator.identity(), WarmUp.NONE, orders)) {
                rig.await("an open order", () -> rig.open() > 0);
                final long sinceNs = System.nanoTime();
                assertTrue(session.session().sink().tryPublish(poison(), 0, 1, EventSource.HOST));
                rig.await("no open order", () -> rig.open() == 0 && session.failed());
                final long tookNs = System.nanoTime() - sinceNs;
                System.out.printf("failed engine to no open order: %.1f ms%n", tookNs / 1e6);
                assertTrue(tookNs < MOST_TO_CANCEL_NS, tookNs + " ns");
                final UserError error = assertThrows(UserError.class, () -> LiveRun.run(
                    session, Long.MAX_VALUE, signal, StatusDisplay.of(true)));
                assertEquals(ExitCodes.BROKEN, error.exitCode());
                assertTrue(error.getMessage().matches("the engine stopped: input [0-9]+: .*"), error.text());
            }
            assertTrue(said.stream().anyMatch(text -> text.startsWith("ALERT the engine has failed")), said.toString());
            assertTrue(!Heartbeat.read(journal.resolve(CommandQueue.DIRECTORY).resolve(Heartbeat.ENGINE)).orElseThrow()
                .ended(), "the watchdog still looks after it");
        }
    }

    /** A trade of an instrument that nobody defined. */
    private static UnsafeBuffer poison() {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        new TradeEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(9_999).price(1).quantity(1);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + TradeEncoder.BLOCK_LENGTH, TradeEncoder.BLOCK_LENGTH,
            TradeEncoder.TEMPLATE_ID, 1);
        return record;
    }
}
