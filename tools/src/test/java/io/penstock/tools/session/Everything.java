package io.penstock.tools.session;

import io.penstock.api.OperatorAction;
import io.penstock.api.RunMode;
import io.penstock.api.Scope;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.tools.Strategies;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A recorded session with everything on: eight series of bars, all strategies, regimes, forecasts of level 2, and an
 * operator who changes parameters three times while it runs.
 */
final class Everything {
    /** What the operator says: how many inputs come before, whose parameter, and the words. */
    private record Reload(long after, int strategyId, String body) {
    }

    private static final List<Reload> RELOADS = List.of(new Reload(20_000, 1, "max_position_pct=5"),
        new Reload(45_000, -1, "min_score@us=0.2"), new Reload(70_000, 0, "confirm_timeframes=2"));
    private static final Map<Path, Path> MADE = new ConcurrentHashMap<>();

    private Everything() {
    }

    /** The configuration. */
    static Configuration configuration(final String... overrides) {
        try (InputStream in = Everything.class.getResourceAsStream("/everything.toml")) {
            final Path config = Path.of(System.getProperty("penstock.root", "."), "config");
            return ConfigLoader.with(Strategies.all()).directory(config, RunMode.BACKTEST)
                .text(new String(in.readAllBytes(), StandardCharsets.US_ASCII), "everything.toml")
                .set(List.of(overrides)).load();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A recorded session with the operator's words between its records. */
    static Path journal(final String capture) {
        return MADE.computeIfAbsent(Sessions.journal(capture), Everything::withReloads);
    }

    private static Path withReloads(final Path recorded) {
        final Path journal = recorded.resolveSibling(recorded.getFileName() + "-everything");
        Sessions.delete(journal);
        try (JournalReader reader = JournalReader.open(recorded);
            JournalAppender log = JournalAppender.open(JournalConfig.input(journal))) {
            final UnsafeBuffer copy = new UnsafeBuffer(new byte[64 * 1024]);
            final int[] said = {0};
            while (reader.read((buffer, offset, length) -> {
                if (said[0] < RELOADS.size() && log.nextSequence() >= RELOADS.get(said[0]).after()
                    && !insideUpdate(buffer, offset)) {
                    say(log, RELOADS.get(said[0]++), Records.engineTimeNs(buffer, offset));
                }
                copy.putBytes(0, buffer, offset, length);
                copy.putLong(Records.SEQUENCE_OFFSET, log.nextSequence());
                log.append(copy, 0, length);
            })) {
                continue;
            }
            if (said[0] != RELOADS.size()) {
                throw new IllegalStateException("the session is over after " + log.nextSequence() + " records");
            }
        }
        return journal;
    }

    private static boolean insideUpdate(final DirectBuffer buffer, final int offset) {
        return Records.templateId(buffer, offset) == BookUpdateDecoder.TEMPLATE_ID && new BookUpdateDecoder().wrap(
            buffer, offset + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH, 1).chunkIndex() > 0;
    }

    private static void say(final JournalAppender log, final Reload reload, final long engineTimeNs) {
        final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(1).commandIdLow(reload.after()).instrumentId(-1)
            .command((short) OperatorAction.SET_PARAMETER.code()).tradingState((short) 0).role((short) 1)
            .channel((short) 0).argument(0)
            .scopeKind((short) (reload.strategyId() < 0 ? Scope.GLOBAL : Scope.STRATEGY).code()).reserved((short) 0)
            .reserved2((short) 0).scopeId(reload.strategyId()).who("me").body(reload.body()).reason("a better idea");
        final int length = Records.HEADER_LENGTH + event.encodedLength();
        EventFrame.header(record, 0, length, OperatorCommandEncoder.BLOCK_LENGTH,
            OperatorCommandEncoder.TEMPLATE_ID, engineTimeNs);
        Records.stamp(record, 0, log.nextSequence(), engineTimeNs, 0, 0);
        log.append(record, 0, length);
    }
}
