package io.penstock.gateways.common.rest;

import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.SignedAsk;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLHandshakeException;

/**
 * Asks one venue signed questions over HTTP, each once and never again: nothing waits, nothing is repeated, neither by
 * us nor by the JDK. Shares thread, connections and budget with the venue's {@link RestClient}, so that orders and
 * market data together keep to one limit; urgent questions may use the reserve.
 *
 * <p>Source for the JDK: {@code java.net.http} repeats a request on a kept connection that was closed only when its
 * method is GET or HEAD, unless {@code jdk.httpclient.enableAllMethodRetry} is set, which is refused here; and it
 * repeats the attempt to connect, with which nothing of the request has left yet.
 */
public final class OrderRest {
    /** The property that must not be set. */
    static final String REPEAT_PROPERTY = "jdk.httpclient.enableAllMethodRetry";

    private final URI base;
    private final RestRules rules;
    private final RestSettings settings;
    private final RestClient client;
    private final LongSupplier epochNs;

    /** Hears exactly one word of each question, on the client's thread. */
    public interface Callback {
        /**
         * The venue answered.
         *
         * @param answer whatever its status
         */
        void onAnswer(OrderAnswer answer);

        /**
         * There will be no answer.
         *
         * @param sent false when the question certainly did not leave
         */
        void onLost(boolean sent);
    }

    /**
     * A way to ask.
     *
     * @param base     address of REST without a path
     * @param rules    limits of the venue
     * @param settings how to ask
     * @param client   of the same venue
     * @param epochNs  the clock: nanoseconds since 1970
     */
    public OrderRest(
        final String base, final RestRules rules, final RestSettings settings, final RestClient client,
        final LongSupplier epochNs) {
        final String repeat = System.getProperty(REPEAT_PROPERTY);
        if (repeat != null && (repeat.isEmpty() || Boolean.parseBoolean(repeat))) {
            throw new IllegalStateException("the property " + REPEAT_PROPERTY
                + " is set: with it Java would place an order twice; start without it");
        }
        this.base = URI.create(base);
        this.rules = rules;
        this.settings = settings;
        this.client = client;
        this.epochNs = epochNs;
    }

    /**
     * Asks; any thread, never blocks.
     *
     * @param ask      signed and complete
     * @param callback hears what becomes of it
     */
    public void ask(final SignedAsk ask, final Callback callback) {
        try {
            client.thread().execute(() -> take(ask, callback));
        } catch (final RejectedExecutionException closed) {
            callback.onLost(false);
        }
    }

    private void take(final SignedAsk ask, final Callback callback) {
        final long nowNs = epochNs.getAsLong();
        final WeightBudget budget = client.budget();
        // A signed question does not wait: its time stamp would grow old. What must come later is asked anew.
        if (client.closed() || budget.refusedUntilNs(ask.urgent()) > nowNs
            || budget.notBeforeNs(ask.weight(), ask.urgent(), nowNs) > nowNs) {
            tell(callback, null, false);
            return;
        }
        final HttpRequest request;
        try {
            request = request(ask);
        } catch (final IllegalArgumentException malformed) {
            tell(callback, null, false); // its words would show what was asked
            return;
        }
        budget.spend(ask.weight(), nowNs);
        client.counters().onAsked(budget.used(nowNs));
        final CompletableFuture<HttpResponse<byte[]>> answer =
            client.http().sendAsync(request, info -> new BoundedBody(settings.maxBodyBytes()));
        // The JDK's own time-out ends with the headers; this one covers the body too.
        final ScheduledFuture<?> deadline =
            client.thread().schedule(() -> answer.cancel(true), ask.timeoutMs(), TimeUnit.MILLISECONDS);
        answer.whenComplete((response, lost) -> {
            final Runnable heard = () -> {
                deadline.cancel(false);
                if (lost == null) {
                    heard(response, callback);
                } else {
                    client.counters().onFailed();
                    tell(callback, null, !neverLeft(lost));
                }
            };
            try {
                client.thread().execute(heard);
            } catch (final RejectedExecutionException closed) {
                tell(callback, null, true);
            }
        });
    }

    private HttpRequest request(final SignedAsk ask) {
        final HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(ask.pathAndQuery()))
            .method(ask.method(), ask.body().isEmpty() ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(ask.body()))
            .timeout(Duration.ofMillis(ask.timeoutMs()));
        ask.headers().forEach(builder::header);
        return builder.build();
    }

    private void heard(final HttpResponse<byte[]> response, final Callback callback) {
        final long nowNs = epochNs.getAsLong();
        final WeightBudget budget = client.budget();
        if (!rules.usedWeightHeader().isEmpty()) {
            budget.correct(AnswerWords.number(response, rules.usedWeightHeader()), nowNs);
            client.counters().used(budget.used(nowNs));
        }
        final int status = response.statusCode();
        long untilNs = RetryAfter.untilNs(response.headers().firstValue("Retry-After"), nowNs);
        if (status == 418 || status == rules.banStatus() && status != 0) {
            untilNs = budget.banned(untilNs, nowNs);
            client.counters().onBanned(untilNs);
        } else if (status == 429) {
            untilNs = budget.limited(untilNs, nowNs);
            client.counters().onLimited(untilNs);
        }
        client.counters().onAnswered(status < 400);
        tell(callback, new OrderAnswer(status, Math.max(0, untilNs == Long.MIN_VALUE ? 0 : untilNs - nowNs),
            response.body()), true);
    }

    private static void tell(final Callback callback, final OrderAnswer answer, final boolean sent) {
        try {
            if (answer != null) {
                callback.onAnswer(answer);
            } else {
                callback.onLost(sent);
            }
        } catch (final RuntimeException broken) {
            RestClient.tell(broken);
        }
    }

    /** Whether there never was a connection, or only one on which no secret could be spoken yet. */
    private static boolean neverLeft(final Throwable thrown) {
        Throwable cause = thrown;
        while (true) {
            if (cause instanceof ConnectException || cause instanceof UnresolvedAddressException
                || cause instanceof UnknownHostException || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException) {
                return true;
            }
            if (cause.getCause() == null || cause.getCause() == cause) {
                return false;
            }
            cause = cause.getCause();
        }
    }
}
