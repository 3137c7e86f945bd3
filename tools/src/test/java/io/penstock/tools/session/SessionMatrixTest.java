package io.penstock.tools.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.SignalVerdict;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.ForecastMadeDecoder;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.RegimeChangedDecoder;
import io.penstock.engine.event.SettingChangedDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.tools.session.SessionRun.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One recorded session with everything on gives the same outputs however it is run. */
class SessionMatrixTest {
    /** Each folds on one thread. */
    private static final int AT_ONCE = 2;

    /** What the other tests compare must not be silence. */
    @Test
    void shouldDoEverythingWhenEverythingIsOn() {
        final Path journal = Everything.journal(Sessions.USDM);
        final TreeMap<Integer, Integer> templates = new TreeMap<>();
        final TreeMap<Integer, Integer> verdicts = new TreeMap<>();
        final SignalJudgedDecoder judged = new SignalJudgedDecoder();
        SessionRun.replay(journal, Everything.configuration(), (record, offset, length) -> {
            templates.merge(Records.templateId(record, offset), 1, Integer::sum);
            if (Records.templateId(record, offset) == SignalJudgedDecoder.TEMPLATE_ID) {
                verdicts.merge((int) judged.wrap(record, offset + Records.HEADER_LENGTH,
                    SignalJudgedDecoder.BLOCK_LENGTH, SignalJudgedDecoder.SCHEMA_VERSION).verdict(), 1, Integer::sum);
            }
        });
        final String story = templates + " verdicts " + verdicts;
        assertTrue(templates.getOrDefault(BarClosedDecoder.TEMPLATE_ID, 0) > 500, story);
        assertTrue(templates.getOrDefault(RegimeChangedDecoder.TEMPLATE_ID, 0) > 10, story);
        assertTrue(templates.getOrDefault(ForecastMadeDecoder.TEMPLATE_ID, 0) > 4, story);
        assertTrue(templates.getOrDefault(GateChangedDecoder.TEMPLATE_ID, 0) > 10, story);
        assertEquals(3, templates.getOrDefault(SettingChangedDecoder.TEMPLATE_ID, 0), story);
        assertTrue(templates.getOrDefault(FillDecoder.TEMPLATE_ID, 0) > 10, story);
        assertTrue(verdicts.containsKey(SignalVerdict.TRADED.code()) && verdicts.size() > 3, story);
    }

    @Test
    void shouldGiveTheSameOutputsInEveryHost() {
        final Path journal = Everything.journal(Sessions.USDM);
        final String expected = SessionRun.run(journal, Shape.REPLAY);
        assertEquals(expected, SessionRun.run(journal, Shape.EXTRA_TIME), "extra time");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_SINGLY), "singly");
        assertEquals(expected, SessionRun.run(journal, Shape.RING_BURSTS), "bursts");
    }

    @Test
    void shouldGiveTheSameOutputsInEveryCellOfTheMatrix() throws Exception {
        final Path journal = Everything.journal(Sessions.USDM);
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
