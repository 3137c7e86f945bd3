package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.tools.session.SessionRun.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One recorded session gives the same outputs however it is run. */
class SessionMatrixTest {
    @Test
    void shouldGiveTheSameOutputsInEveryHost() {
        final Path journal = Sessions.journal(Sessions.USDM);
        final String expected = SessionRun.run(journal, Shape.REPLAY);
        assertEquals(expected, SessionRun.run(journal, Shape.EXTRA_TIME), "extra time");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_SINGLY), "singly");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_BURSTS), "bursts");
    }

    @Test
    void shouldGiveTheSameOutputsInEveryCellOfTheMatrix() throws IOException, InterruptedException {
        final Path journal = Sessions.journal(Sessions.USDM);
        final String expected = SessionRun.run(journal, Shape.REPLAY);
        final List<MatrixCell> cells = Boolean.getBoolean("penstock.matrix") ? MatrixCell.all() : MatrixCell.few();
        for (final MatrixCell cell : cells) {
            final String actual = cell.run(journal);
            System.out.println("matrix: " + cell.name() + " " + actual);
            assertEquals(expected, actual, cell.name());
        }
    }
}
