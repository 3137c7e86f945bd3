package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few of the kills that {@code .ci/live-kills} does by the thousand. */
class LiveKillsTest {
    @TempDir
    private Path directory;

    @Test
    void shouldLoseAndDuplicateNothingWhenTheEngineIsKilled() {
        final long seed = System.nanoTime();
        final LiveKills.Result result = LiveKills.batch(directory, 3, new Random(seed), LiveKills.VENUES);
        System.out.println("seed " + seed + ", 3 kills: " + result.words());
        assertEquals(0, result.twice() + result.wrong(), () -> "seed " + seed + ": " + result.words());
        assertTrue(result.trades() > 0);
    }
}
