package io.penstock.tools.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.tools.session.Sessions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** kill -9 at random moments: nothing acknowledged is lost, nothing is told apart from a fold of the journal. */
class CrashTest {
    private static final int KILLS = Integer.getInteger("penstock.kills", 10);
    private static final long SEED = Long.getLong("penstock.kills.seed", 20_261_121L);

    @Test
    void shouldLoseNothingWhenKilledAtRandomMoments() {
        final Path directory = Sessions.directory().resolveSibling("crash");
        Sessions.delete(directory);
        System.out.println("crash test: seed " + SEED + ", repeat with -Dpenstock.kills.seed=" + SEED);
        try (CrashRun run = new CrashRun(directory, SEED)) {
            for (int i = 1; i <= KILLS; i++) {
                run.kill(i == KILLS);
            }
            System.out.println("crash test: " + run.log().summary());
            assertEquals(KILLS, run.log().count());
            assertEquals(0, run.log().lost(), "acknowledged records lost, seed " + SEED);
            assertEquals(0, run.log().idsTwice(), "order ids used twice, seed " + SEED);
        }
    }
}
