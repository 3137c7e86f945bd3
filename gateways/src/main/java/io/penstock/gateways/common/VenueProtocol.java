package io.penstock.gateways.common;

import io.penstock.api.Venue;
import java.util.List;

/**
 * Everything that is particular to a venue and not I/O: addresses, limits, questions over HTTP and what their answers
 * mean, and how instruments are spread over connections.
 *
 * <p>Stateless; any thread. Reading answers allocates; it is not done per message.
 */
public interface VenueProtocol {
    /**
     * Whose protocol this is.
     *
     * @return the venue
     */
    Venue venue();

    /**
     * The venue's own addresses.
     *
     * @param environment which world
     * @return addresses
     * @throws IllegalArgumentException when the venue has no such world; the message says which it has
     */
    VenueEndpoints endpoints(Environment environment);

    /**
     * Demands on connections.
     *
     * @return rules
     */
    ConnectionRules connectionRules();

    /**
     * Limits of REST.
     *
     * @return rules
     */
    RestRules restRules();

    /**
     * Spreads instruments over connections within the venue's limits.
     *
     * @param definitions   of this venue
     * @param instrumentIds their dense ids, in the same order
     * @param streams       what is wanted
     * @param perConnection most instruments of one connection, 0 = as many as the venue allows
     * @return at least one plan, none when there are no definitions
     */
    List<FeedPlan> plan(
        List<InstrumentDefinition> definitions, int[] instrumentIds, StreamSelection streams, int perConnection);

    /**
     * Asks for the instruments.
     *
     * @param cursor empty at first, then what {@link #definitions} returned
     * @return the question
     */
    HttpAsk askDefinitions(String cursor);

    /**
     * Reads the instruments.
     *
     * @param body of the answer
     * @param into gets every instrument that can be expressed; others are left out
     * @return the next cursor, empty at the end
     * @throws IllegalArgumentException when the body is not what it should be; the message says what and where
     */
    String definitions(byte[] body, List<InstrumentDefinition> into);

    /**
     * Asks for a book.
     *
     * @param symbol the venue's name
     * @return the question; its answer goes to the session
     */
    HttpAsk askSnapshot(String symbol);

    /**
     * Asks for the venue's clock.
     *
     * @return the question
     */
    HttpAsk askServerTime();

    /**
     * Reads the venue's clock.
     *
     * @param body of the answer
     * @return nanoseconds since 1970
     * @throws IllegalArgumentException when the body is not what it should be
     */
    long serverTimeNs(byte[] body);

    /**
     * Asks how big the markets are.
     *
     * @return the question
     */
    HttpAsk askMarketSizes();

    /**
     * Reads how big the markets are.
     *
     * @param body of the answer
     * @return one entry per market that has statistics
     * @throws IllegalArgumentException when the body is not what it should be
     */
    List<MarketSize> marketSizes(byte[] body);
}
