package io.penstock.gateways.live;

import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.rest.RestAnswer;
import io.penstock.gateways.common.rest.RestCallback;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestFailure;
import io.penstock.gateways.common.rest.ServerClock;
import java.util.function.Consumer;

/** Asks a venue's clock every so often and publishes what it says. The client's thread; read from any. */
final class ClockWatch implements RestCallback {
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLI_NS;
    private static final long AFTER_NONSENSE_NS = 60 * SECOND_NS;

    private final VenueProtocol protocol;
    private final RestClient client;
    private final Wiring wiring;
    private final Consumer<String> failures;
    private final ServerClock clock;
    private final EventScratch scratch = new EventScratch(1);
    private volatile boolean stopped;
    private volatile Reading reading = new Reading(false, 0, Long.MAX_VALUE);

    /** What is known of the clock. */
    record Reading(boolean known, long offsetNs, long uncertaintyNs) {
    }

    ClockWatch(
        final VenueProtocol protocol, final RestClient client, final Wiring wiring,
        final Consumer<String> failures) {
        this.protocol = protocol;
        this.client = client;
        this.wiring = wiring;
        this.failures = failures;
        clock = new ServerClock(wiring.config().serverTimeNs(), wiring.config().serverTimeTellNs());
    }

    void start() {
        client.later(this::tick, 0);
    }

    void stop() {
        stopped = true;
    }

    Reading reading() {
        return reading;
    }

    private void tick() {
        if (!stopped && clock.ask(now())) {
            client.ask(protocol.askServerTime(), false, this);
        } else if (!stopped) {
            again();
        }
    }

    private void again() {
        final long waitNs = Math.max(MILLI_NS, Math.min(SECOND_NS, clock.nextAskNs() - now()));
        client.later(this::tick, (waitNs + MILLI_NS - 1) / MILLI_NS);
    }

    @Override
    public void onAnswer(final RestAnswer answer) {
        try {
            if (answer.ok()) {
                clock.sample(protocol.serverTimeNs(answer.body()), answer.roundTripNs(), answer.receivedNs());
                reading = new Reading(true, clock.offsetNs(), clock.uncertaintyNs());
                publish(answer.receivedNs());
            } else {
                failed(protocol.venue() + " answers the question for its time with status " + answer.status(),
                    now() + AFTER_NONSENSE_NS);
            }
        } catch (final IllegalArgumentException unreadable) {
            failed(protocol.venue() + " tells its time so that it cannot be read: " + unreadable.getMessage(),
                now() + AFTER_NONSENSE_NS);
        }
        again();
    }

    private void publish(final long nowNs) {
        if (clock.tell(nowNs)) {
            scratch.clear();
            scratch.serverTime(protocol.venue(), clock.offsetNs(), clock.uncertaintyNs(), nowNs);
            wiring.publisher().publish(scratch);
        }
    }

    @Override
    public void onFailure(final RestFailure failure) {
        failed(failure.words(), failure.notBeforeNs());
        again();
    }

    private void failed(final String words, final long notBeforeNs) {
        failures.accept(words);
        clock.failed(notBeforeNs, now());
    }

    private long now() {
        return wiring.epochNs().getAsLong();
    }
}
