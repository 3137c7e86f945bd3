package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.tools.session.SessionRun.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One recorded session gives the same outputs however it is run. */
class SessionMatrixTest {
    /** Each folds on one thread. */
    private static final int AT_ONCE = 2;

    @Test
    void shouldGiveTheSameOutputsInEveryHost() {
        final Path journal = Sessions.journal(Sessions.USDM);
        final String expected = SessionRun.run(journal, Shape.REPLAY);
        assertEquals(expected, SessionRun.run(journal, Shape.EXTRA_TIME), "extra time");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_SINGLY), "singly");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_BURSTS), "bursts");
    }

    @Test
    void shouldGiveTheSameOutputsInEveryCellOfTheMatrix() throws Exception {
        final Path journal = Sessions.journal(Sessions.USDM);
        final String expected = SessionRun.run(journal, Shape.REPLAY);
        final List<MatrixCell> cells = Boolean.getBoolean("penstock.matrix") ? MatrixCell.all() : MatrixCell.few();
        final ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            final List<Future<String>> hashes = new ArrayList<>();
            for (final MatrixCell cell : cells) {
                hashes.add(pool.submit(() -> cell.run(journal)));
            }
            for (int i = 0; i < hashes.size(); i++) {
                final String actual = hashes.get(i).get();
                System.out.println("matrix: " + cells.get(i).name() + " " + actual);
                assertEquals(expected, actual, cells.get(i).name());
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
