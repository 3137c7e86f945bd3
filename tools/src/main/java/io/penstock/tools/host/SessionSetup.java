package io.penstock.tools.host;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.host.EngineClock;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * What a {@link RingSession} is made of. Immutable; any thread.
 *
 * @param journal       directory of the input log, new or used before; the run lies in {@code output} inside it
 * @param configuration of the run
 * @param settings      layout of the rings
 * @param mode          told in RunStarted
 * @param origin        what fills the journal, told in JournalOpened when it is new
 * @param startTimeNs   gateway time of the first record, nanoseconds since 1970
 * @param clock         makes the only clock, from the engine time of the journal's last record, 0 when it is new
 * @param journaled     hears every record on the journal thread once it is in the journal; must not allocate
 * @param gateway       hears every output of this start on the output thread once it is in the output log; outputs that
 *                      recovery derives again do not come here
 * @param words         hears what people should know
 * @param before        directory of the journal that a new one goes on from, {@code null} when it begins empty
 * @param fromVenue     with {@code before}: only its epoch is taken over, everything else comes from the venue
 * @param leastEpoch    the start has this epoch or a later one
 * @param recovered     looks at the fold behind the last input of earlier starts, before anything happens to it
 */
public record SessionSetup(
    Path journal, Configuration configuration, RingSettings settings, RunMode mode, String origin, long startTimeNs,
    LongFunction<? extends EngineClock> clock, RecordHandler journaled, OutboundPort gateway, Consumer<String> words,
    Path before, boolean fromVenue, int leastEpoch, Consumer<TradingEngine> recovered) {
    private static final RecordHandler NOBODY = (buffer, offset, length) -> { };
    private static final OutboundPort NOWHERE = (record, offset, length) -> { };

    /**
     * A session that nobody listens to.
     *
     * @param journal       directory of the input log
     * @param configuration of the run
     * @param settings      layout of the rings
     * @param mode          told in RunStarted
     * @param origin        what fills the journal
     * @param startTimeNs   gateway time of the first record
     * @param clock         makes the only clock
     * @return a setup
     */
    public static SessionSetup of(
        final Path journal, final Configuration configuration, final RingSettings settings, final RunMode mode,
        final String origin, final long startTimeNs, final LongFunction<? extends EngineClock> clock) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, NOBODY, NOWHERE, said -> { }, null,
            false, 1, engine -> { });
    }

    /**
     * The same with somebody who hears what was journaled.
     *
     * @param handler called on the journal thread
     * @return a copy
     */
    public SessionSetup withJournaled(final RecordHandler handler) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, handler, gateway, words,
            before, fromVenue, leastEpoch, recovered);
    }

    /**
     * The same with somewhere for the outputs to go.
     *
     * @param port called on the output thread
     * @return a copy
     */
    public SessionSetup withGateway(final OutboundPort port) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, journaled, port, words,
            before, fromVenue, leastEpoch, recovered);
    }

    /**
     * The same with somebody who hears what people should know.
     *
     * @param listener any thread
     * @return a copy
     */
    public SessionSetup withWords(final Consumer<String> listener) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, journaled, gateway, listener, before,
            fromVenue, leastEpoch, recovered);
    }

    /**
     * The same with somebody who looks at the recovered fold.
     *
     * @param look called once on the thread that makes the session; the fold stands still meanwhile
     * @return a copy
     */
    public SessionSetup withRecovered(final Consumer<TradingEngine> look) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, journaled, gateway, words, before,
            fromVenue, leastEpoch, look);
    }

    /**
     * The same as a new journal that goes on from another one.
     *
     * @param other     directory of its input log, stopped cleanly unless only the venue counts
     * @param fromVenue whether everything but the epoch comes from the venue
     * @return a copy
     * @throws io.penstock.tools.cli.UserError when the other cannot be gone on from
     */
    public SessionSetup goingOnFrom(final Path other, final boolean fromVenue) {
        return new SessionSetup(
            journal, configuration, settings, mode, origin, startTimeNs, clock, journaled, gateway, words, other,
            fromVenue, Continuation.epochOf(other) + 1, recovered);
    }
}
