package io.penstock.gateways.common.rest;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a client asks. Immutable; any thread.
 *
 * @param connectTimeoutMs most time for a connection
 * @param requestTimeoutMs most time for a whole answer
 * @param maxBodyBytes     longer answers are refused
 * @param inFlight         most questions out at once
 * @param waiting          most questions that wait for their turn; more are refused
 * @param retries          how often a question that is safe to repeat is asked again
 * @param firstRetryMs     wait before the first repetition; doubles each time, and each wait is drawn between half and
 *                         all of that
 * @param tls              whom to trust, for emulators and tests; empty for what the Java runtime trusts
 */
public record RestSettings(
    int connectTimeoutMs, int requestTimeoutMs, int maxBodyBytes, int inFlight, int waiting, int retries,
    int firstRetryMs, Optional<SSLContext> tls) {

    /**
     * What suits the public venues.
     *
     * @return 5 s to connect, 15 s to answer, 64 MB, 4 at once, 20,000 waiting, 3 repetitions from 500 ms
     */
    public static RestSettings defaults() {
        return new RestSettings(5_000, 15_000, 64 << 20, 4, 20_000, 3, 500, Optional.empty());
    }

    /**
     * The same, for a server that shows a certificate of its own.
     *
     * @param context whom to trust
     * @return other settings
     */
    public RestSettings trusting(final SSLContext context) {
        return new RestSettings(connectTimeoutMs, requestTimeoutMs, maxBodyBytes, inFlight, waiting, retries,
            firstRetryMs, Optional.of(context));
    }
}
