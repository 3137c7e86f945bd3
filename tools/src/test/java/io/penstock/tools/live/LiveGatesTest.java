package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.live.trade.Watchdog;
import io.penstock.tools.operator.Heartbeat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between a start and an order, and the watchdog's mind, without any process. */
class LiveGatesTest {
    private static final long SECOND_NS = 1_000_000_000L;

    @TempDir
    private Path directory;

    private static String shut(final Map<String, String> environment, final boolean live) {
        return assertThrows(UserError.class, () -> LiveGates.require(environment, live)).text();
    }

    @Test
    void shouldNameEachGateThatIsShutWhenLiveIsStarted() {
        assertTrue(shut(Map.of(), false).contains("I_UNDERSTAND_LIVE_TRADING=true; --live is not given"));
        assertFalse(shut(Map.of(LiveGates.VARIABLE, "true"), false).contains("the environment does not say"));
        assertFalse(shut(Map.of(), true).contains("--live is not given"));
        assertTrue(shut(Map.of(LiveGates.VARIABLE, "yes"), true).contains("but something else"));
        assertTrue(LiveGates.require(Map.of(LiveGates.VARIABLE, "true"), true).contains("--live given"));
        final Terminal run = Terminal.run("live", "--emulator", "--journal", directory.resolve("none").toString());
        assertEquals(ExitCodes.REFUSED, run.exitCode());
        assertFalse(Files.exists(directory.resolve("none")), "nothing is done");
    }

    @Test
    void shouldRefuseASecondEngineWhenAKeyIsInUse() {
        final Map<Venue, VenueKey> keys = Map.of(Venue.BINANCE_SPOT, new VenueKey(VenueKey.Kind.HMAC,
            Secret.of("a-key".toCharArray()), Secret.of("a-secret".toCharArray())));
        final KeyLeases first = KeyLeases.take(directory, keys, Path.of("one"));
        final String refused =
            assertThrows(UserError.class, () -> KeyLeases.take(directory, keys, Path.of("two"))).text();
        assertTrue(refused.contains("another engine trades on binance-spot with this key: process "), refused);
        first.close();
        KeyLeases.take(directory, keys, Path.of("two")).close();
    }

    @Test
    void shouldCancelUntilNothingIsOpenWhenTheEngineIsSilent() throws IOException {
        final List<String> said = new ArrayList<>();
        final int[] tries = new int[1];
        try (Watchdog dog = new Watchdog(directory, 5 * SECOND_NS, mostNs -> ++tries[0] >= 2, said::add)) {
            assertFalse(dog.look(0), "no engine yet");
            final Heartbeat engine = Heartbeat.begin(directory.resolve(Heartbeat.ENGINE));
            dog.look(SECOND_NS);
            engine.beat();
            dog.look(5 * SECOND_NS);
            dog.look(10 * SECOND_NS);
            assertEquals(0, tries[0], "silent for 5 s is not more than 5 s");
            dog.look(10 * SECOND_NS + 1);
            assertEquals(1, tries[0]);
            dog.look(11 * SECOND_NS);
            dog.look(12 * SECOND_NS);
            assertEquals(2, tries[0], "tried on until nothing was open, then no more");
            assertTrue(said.get(0).contains("is silent for 5.0 s and hangs"), said.toString());
            assertTrue(said.get(said.size() - 1).endsWith("no order is open any more"), said.toString());
            engine.beat();
            dog.look(13 * SECOND_NS);
            dog.look(19 * SECOND_NS);
            assertEquals(3, tries[0], "armed again once the engine beats");
            engine.close();
            assertTrue(dog.look(30 * SECOND_NS), "ended on purpose");
            dog.look(60 * SECOND_NS);
            assertEquals(3, tries[0]);
            assertTrue(Files.readString(directory.resolve(Watchdog.ALERTS)).contains("the engine beats again"));
        }
        assertTrue(Heartbeat.read(directory.resolve(Heartbeat.WATCHDOG)).orElseThrow().ended());
    }
}
