package io.penstock.gateways.live;

import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketSize;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.rest.RestAnswer;
import io.penstock.gateways.common.rest.RestCallback;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a venue's instruments, page by page, and how big its markets are. Callbacks on the client's thread; allocates.
 */
final class Listing {
    /** No venue has so many pages: then its cursor goes in circles. */
    private static final int MOST_PAGES = 200;
    private static final int MOST_WORDS = 120;

    private final VenueProtocol protocol;
    private final RestClient client;
    private final BiConsumer<String, Long> failed;

    /**
     * A reader.
     *
     * @param protocol of the venue
     * @param client   asks it
     * @param failed   hears words and the earliest moment to try again, Long.MIN_VALUE when the venue named none
     */
    Listing(final VenueProtocol protocol, final RestClient client, final BiConsumer<String, Long> failed) {
        this.protocol = protocol;
        this.client = client;
        this.failed = failed;
    }

    /** All definitions. */
    void definitions(final Consumer<List<InstrumentDefinition>> done) {
        page("", 1, new ArrayList<>(), done);
    }

    private void page(
        final String cursor, final int number, final List<InstrumentDefinition> into,
        final Consumer<List<InstrumentDefinition>> done) {
        ask(protocol.askDefinitions(cursor), body -> {
            final String next = protocol.definitions(body, into);
            return () -> {
                if (next.isEmpty()) {
                    done.accept(into);
                } else if (number >= MOST_PAGES) {
                    failed.accept(protocol.venue() + " lists more than " + MOST_PAGES + " pages of instruments",
                        Long.MIN_VALUE);
                } else {
                    page(next, number + 1, into, done);
                }
            };
        });
    }

    /** How big all markets are. */
    void sizes(final Consumer<List<MarketSize>> done) {
        ask(protocol.askMarketSizes(), body -> {
            final List<MarketSize> sizes = protocol.marketSizes(body);
            return () -> done.accept(sizes);
        });
    }

    /** Asks; what follows from the answer is done once it could be read. */
    private void ask(final HttpAsk ask, final Function<byte[], Runnable> read) {
        client.ask(ask, false, new RestCallback() {
            @Override
            public void onAnswer(final RestAnswer answer) {
                if (!answer.ok()) {
                    failed.accept(protocol.venue() + " answers " + ask.pathAndQuery() + " with status "
                        + answer.status(), Long.MIN_VALUE);
                    return;
                }
                final Runnable next;
                try {
                    next = read.apply(answer.body());
                } catch (final IllegalArgumentException unreadable) {
                    final String words = String.valueOf(unreadable.getMessage());
                    failed.accept(protocol.venue() + " answers " + ask.pathAndQuery() + " with what cannot be read: "
                        + words.substring(0, Math.min(MOST_WORDS, words.length())), Long.MIN_VALUE);
                    return;
                }
                next.run();
            }

            @Override
            public void onFailure(final RestFailure failure) {
                failed.accept(failure.words(), failure.notBeforeNs());
            }
        });
    }
}
