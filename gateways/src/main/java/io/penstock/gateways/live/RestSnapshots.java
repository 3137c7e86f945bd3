package io.penstock.gateways.live;

import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.net.SnapshotSource;
import io.penstock.gateways.common.rest.RestAnswer;
import io.penstock.gateways.common.rest.RestCallback;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestFailure;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Books over HTTP for one feed. A book that is asked for again while its question is still on its way is not asked for
 * twice: with many books the budget makes questions wait longer than sessions do. Any thread.
 */
final class RestSnapshots implements SnapshotSource {
    private static final long AGAIN_NS = 10_000_000_000L;

    private final VenueProtocol protocol;
    private final RestClient client;
    private final LongSupplier epochNs;
    private final Consumer<String> failures;
    private final Set<String> underWay = new HashSet<>();

    RestSnapshots(
        final VenueProtocol protocol, final RestClient client, final LongSupplier epochNs,
        final Consumer<String> failures) {
        this.protocol = protocol;
        this.client = client;
        this.epochNs = epochNs;
        this.failures = failures;
    }

    @Override
    public void request(final int instrument, final String symbol, final Answer answer) {
        final HttpAsk ask = protocol.askSnapshot(symbol);
        synchronized (underWay) {
            if (!underWay.add(symbol)) {
                answer.failed(epochNs.getAsLong() + AGAIN_NS);
                return;
            }
        }
        client.ask(ask, false, new RestCallback() {
            @Override
            public void onAnswer(final RestAnswer came) {
                arrived(symbol);
                if (came.ok()) {
                    answer.body(came.body());
                } else {
                    failures.accept(protocol.venue() + " refuses the book of " + symbol + " with status "
                        + came.status());
                    answer.failed(came.receivedNs() + AGAIN_NS);
                }
            }

            @Override
            public void onFailure(final RestFailure failure) {
                arrived(symbol);
                failures.accept(failure.words());
                answer.failed(failure.notBeforeNs());
            }
        });
    }

    private void arrived(final String symbol) {
        synchronized (underWay) {
            underWay.remove(symbol);
        }
    }
}
