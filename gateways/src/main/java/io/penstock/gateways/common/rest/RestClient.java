package io.penstock.gateways.common.rest;

import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.rest.RestFailure.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Asks one venue over HTTP, within what the venue allows: one queue, urgent questions first, then in order. Nothing
 * blocks the caller; answers and failures are heard on the client's own thread, which also owns all state.
 *
 * <p>After a 429 only urgent questions leave until the venue's moment, after a 418 (or the venue's own status for a
 * ban) none; those that wait then fail at once and say when to come again. A question is repeated only when it says
 * that this is safe and the failure is a time-out, a 5xx or a lost connection. (All questions are GETs; the JDK by
 * itself repeats one once when a kept connection turns out to be closed.)
 */
public final class RestClient implements AutoCloseable {
    private static final String CLOSED = "was not asked: the client is closed";
    private static final long MILLI_NS = 1_000_000L;
    private static final long SECOND_NS = 1_000 * MILLI_NS;
    private static final long LONGEST_RETRY_MS = 30_000;

    private final String name;
    private final URI base;
    private final RestRules rules;
    private final RestSettings settings;
    private final LongSupplier epochNs;
    private final WeightBudget budget;
    private final RestCounters counters = new RestCounters();
    private final HttpClient http;
    private final ScheduledThreadPoolExecutor thread;
    private final SplittableRandom jitter;
    private final ArrayDeque<Question> urgent = new ArrayDeque<>();
    private final ArrayDeque<Question> ordinary = new ArrayDeque<>();
    private ScheduledFuture<?> wakeUp;
    private long wakeUpNs = Long.MAX_VALUE;
    private int inFlight;
    private int retrying;
    private boolean closed;

    /**
     * A client; its thread starts with the first question.
     *
     * @param name     of the venue, for thread names and words
     * @param base     address without a path, e.g. {@code https://api.example.com}
     * @param rules    limits of the venue
     * @param settings how to ask
     * @param epochNs  the clock: nanoseconds since 1970
     */
    public RestClient(
        final String name, final String base, final RestRules rules, final RestSettings settings,
        final LongSupplier epochNs) {
        this.name = name;
        this.base = URI.create(base);
        if (this.base.getScheme() == null || this.base.getHost() == null) {
            throw new IllegalArgumentException(
                name + ": '" + base + "' is no address to ask; write it like https://api.example.com");
        }
        this.rules = rules;
        this.settings = settings;
        this.epochNs = epochNs;
        this.budget = new WeightBudget(rules);
        this.jitter = new SplittableRandom(epochNs.getAsLong());
        final HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMillis(settings.connectTimeoutMs()));
        settings.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            final Thread made = new Thread(task, "rest-" + name);
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Asks; any thread, never blocks.
     *
     * @param ask      the question
     * @param isUrgent true for what may use the reserve and leaves even after a 429
     * @param callback hears exactly one word, on the client's thread
     */
    public void ask(final HttpAsk ask, final boolean isUrgent, final RestCallback callback) {
        try {
            thread.execute(() -> take(new Question(ask, isUrgent, callback)));
        } catch (final RejectedExecutionException late) {
            callback.onFailure(new RestFailure(Kind.NOT_ASKED, 0, words(ask) + CLOSED, Long.MAX_VALUE));
        }
    }

    /**
     * Runs something on the client's thread, where the callbacks are.
     *
     * @param task    must not block
     * @param delayMs from now
     */
    public void later(final Runnable task, final long delayMs) {
        try {
            thread.schedule(() -> {
                try {
                    task.run();
                } catch (final RuntimeException broken) {
                    tell(broken);
                }
            }, delayMs, TimeUnit.MILLISECONDS);
        } catch (final RejectedExecutionException late) {
            counters.waiting(0); // closed: what was wanted later is not wanted any more
        }
    }

    /**
     * What became of the questions.
     *
     * @return live counters
     */
    public RestCounters counters() {
        return counters;
    }

    // What OrderRest shares: one budget, one thread, one set of connections.

    WeightBudget budget() {
        return budget;
    }

    ScheduledThreadPoolExecutor thread() {
        return thread;
    }

    HttpClient http() {
        return http;
    }

    boolean closed() {
        return closed;
    }

    /** Asks nothing more; those that wait fail, answers under way are not heard any more. Does not block. */
    @Override
    public void close() {
        try {
            thread.execute(this::shut);
        } catch (final RejectedExecutionException again) {
            counters.waiting(0);
        }
    }

    private void shut() {
        closed = true;
        failAll(urgent, Kind.NOT_ASKED, 0, CLOSED, Long.MAX_VALUE);
        failAll(ordinary, Kind.NOT_ASKED, 0, CLOSED, Long.MAX_VALUE);
        thread.shutdown();
    }

    private void take(final Question question) {
        final long nowNs = epochNs.getAsLong();
        final long refusedNs = budget.refusedUntilNs(question.urgent);
        if (closed) {
            question.fail(Kind.NOT_ASKED, 0, CLOSED, Long.MAX_VALUE);
        } else if (refusedNs > nowNs) {
            question.fail(Kind.LIMITED, 0, "was not asked: the venue wants quiet for "
                + seconds(refusedNs - nowNs) + " more", refusedNs);
        } else if (urgent.size() + ordinary.size() >= settings.waiting()) {
            question.fail(Kind.NOT_ASKED, 0, "was not asked: " + settings.waiting() + " questions wait already",
                budget.notBeforeNs(question.ask.weight(), question.urgent, nowNs) + rules.windowNs());
        } else {
            (question.urgent ? urgent : ordinary).addLast(question);
            pump();
        }
    }

    /** Sends what may be sent now; comes back when the next one may. */
    private void pump() {
        while (!closed && inFlight < settings.inFlight() && !(urgent.isEmpty() && ordinary.isEmpty())) {
            final ArrayDeque<Question> queue = urgent.isEmpty() ? ordinary : urgent;
            final Question next = queue.peekFirst();
            final long nowNs = epochNs.getAsLong();
            final long notBeforeNs = budget.notBeforeNs(next.ask.weight(), next.urgent, nowNs);
            if (notBeforeNs > nowNs) {
                wakeAt(notBeforeNs, nowNs);
                break;
            }
            queue.removeFirst();
            send(next, nowNs);
        }
        counters.waiting(urgent.size() + ordinary.size() + retrying);
    }

    private void wakeAt(final long atNs, final long nowNs) {
        if (wakeUp != null && !wakeUp.isDone()) {
            if (wakeUpNs <= atNs) {
                return;
            }
            wakeUp.cancel(false);
        }
        wakeUpNs = atNs;
        // Not longer than a second: the clock may be set.
        final long delayNs = Math.min(SECOND_NS, atNs - nowNs);
        wakeUp = thread.schedule(() -> {
            wakeUpNs = Long.MAX_VALUE;
            wakeUp = null;
            pump();
        }, delayNs, TimeUnit.NANOSECONDS);
    }

    private void send(final Question question, final long nowNs) {
        inFlight++;
        budget.spend(question.ask.weight(), nowNs);
        counters.onAsked(budget.used(nowNs));
        question.late = false;
        question.sentNs = System.nanoTime();
        final CompletableFuture<HttpResponse<byte[]>> answer;
        try {
            final HttpRequest request = HttpRequest.newBuilder(base.resolve(question.ask.pathAndQuery())).GET()
                .timeout(Duration.ofMillis(settings.requestTimeoutMs())).build();
            answer = http.sendAsync(request, info -> new BoundedBody(settings.maxBodyBytes()));
        } catch (final IllegalArgumentException malformed) {
            inFlight--;
            counters.onFailed();
            question.fail(Kind.NOT_ASKED, 0, "is no address: " + malformed.getMessage(), Long.MAX_VALUE);
            return;
        }
        // The client's own time-out ends with the headers; this one covers the body too.
        final ScheduledFuture<?> deadline = thread.schedule(() -> {
            question.late = true;
            answer.cancel(true);
        }, settings.requestTimeoutMs(), TimeUnit.MILLISECONDS);
        answer.whenComplete((response, lost) -> {
            final long roundTripNs = System.nanoTime() - question.sentNs;
            final long receivedNs = epochNs.getAsLong();
            try {
                thread.execute(() -> {
                    deadline.cancel(false);
                    inFlight--;
                    if (lost == null) {
                        heard(question, response, roundTripNs, receivedNs);
                    } else {
                        lost(question, lost, receivedNs);
                    }
                    pump();
                });
            } catch (final RejectedExecutionException late) {
                deadline.cancel(false);
            }
        });
    }

    private void heard(
        final Question question, final HttpResponse<byte[]> response, final long roundTripNs, final long nowNs) {
        final int status = response.statusCode();
        if (!rules.usedWeightHeader().isEmpty()) {
            budget.correct(AnswerWords.number(response, rules.usedWeightHeader()), nowNs);
            counters.used(budget.used(nowNs));
        }
        final long untilNs = RetryAfter.untilNs(response.headers().firstValue("Retry-After"), nowNs);
        if (status == 418 || status == rules.banStatus() && status != 0) {
            final long notBeforeNs = budget.banned(untilNs, nowNs);
            counters.onBanned(notBeforeNs);
            refuse(question, Kind.BANNED, status, "the venue refuses us", notBeforeNs, nowNs, response.body());
        } else if (status == 429) {
            final long notBeforeNs = budget.limited(untilNs, nowNs);
            counters.onLimited(notBeforeNs);
            refuse(question, Kind.LIMITED, status, "the venue wants fewer questions", notBeforeNs, nowNs,
                response.body());
        } else if (status >= 500) {
            failed(question, Kind.SERVER, status, "status " + status + AnswerWords.excerpt(response.body()),
                Math.max(nowNs, untilNs));
        } else {
            final RestAnswer answer = new RestAnswer(status, response.body(), roundTripNs, nowNs);
            counters.onAnswered(answer.ok());
            question.answer(answer);
        }
    }

    /** A limit or a ban: nobody else is asked either, so everybody is told when to come again. */
    private void refuse(
        final Question question, final Kind kind, final int status, final String what, final long notBeforeNs,
        final long nowNs, final byte[] body) {
        counters.onFailed();
        final String words = "status " + status + ": " + what + " for " + seconds(notBeforeNs - nowNs);
        question.fail(kind, status, words + AnswerWords.excerpt(body), notBeforeNs);
        failAll(ordinary, kind, status, "was not asked after " + words, notBeforeNs);
        if (kind == Kind.BANNED) {
            failAll(urgent, kind, status, "was not asked after " + words, notBeforeNs);
        }
    }

    private void failAll(
        final ArrayDeque<Question> queue, final Kind kind, final int status, final String words,
        final long notBeforeNs) {
        while (!queue.isEmpty()) {
            queue.removeFirst().fail(kind, status, words, notBeforeNs);
        }
    }

    private void lost(final Question question, final Throwable thrown, final long nowNs) {
        Throwable cause = thrown;
        boolean tooLong = false;
        boolean late = question.late;
        while (true) {
            tooLong |= cause instanceof BoundedBody.TooLongException;
            late |= cause instanceof HttpTimeoutException;
            if (cause.getCause() == null || cause.getCause() == cause) {
                break;
            }
            cause = cause.getCause();
        }
        if (tooLong) {
            counters.onFailed();
            question.fail(Kind.TOO_LONG, 0, "the answer is longer than " + settings.maxBodyBytes() + " bytes",
                nowNs + settings.firstRetryMs() * MILLI_NS);
        } else if (late) {
            failed(question, Kind.TIME_OUT, 0, "no answer within " + settings.requestTimeoutMs() + " ms", nowNs);
        } else {
            failed(question, Kind.CONNECTION, 0, LossWords.of(thrown, base), nowNs);
        }
    }

    private void failed(
        final Question question, final Kind kind, final int status, final String words, final long notBeforeNs) {
        final long waitMs = Math.min(
            LONGEST_RETRY_MS, (long) settings.firstRetryMs() << Math.min(16, question.repeated));
        final long drawnMs = waitMs / 2 + jitter.nextLong(waitMs / 2 + 1);
        if (!question.ask.retrySafe() || question.repeated >= settings.retries() || closed) {
            counters.onFailed();
            final String times = question.repeated == 0 ? "" : ", asked " + (question.repeated + 1) + " times";
            question.fail(kind, status, words + times, notBeforeNs + drawnMs * MILLI_NS);
            return;
        }
        question.repeated++;
        retrying++;
        counters.onRepeated();
        final long delayNs = Math.max(0, notBeforeNs - epochNs.getAsLong()) + drawnMs * MILLI_NS;
        thread.schedule(() -> {
            retrying--;
            take(question);
        }, delayNs, TimeUnit.NANOSECONDS);
    }

    private String words(final HttpAsk ask) {
        return name + ": " + ask.pathAndQuery() + " ";
    }

    private static String seconds(final long ns) {
        return (ns + SECOND_NS - 1) / SECOND_NS + " s";
    }

    /** Somebody's callback threw: the queue goes on, and the fault is not swallowed. */
    static void tell(final RuntimeException broken) {
        final Thread here = Thread.currentThread();
        here.getUncaughtExceptionHandler().uncaughtException(here, broken);
    }

    /** One question on its way. The client's thread. */
    private final class Question {
        private final HttpAsk ask;
        private final boolean urgent;
        private final RestCallback callback;
        private int repeated;
        private boolean late;
        private long sentNs;

        Question(final HttpAsk ask, final boolean urgent, final RestCallback callback) {
            this.ask = ask;
            this.urgent = urgent;
            this.callback = callback;
        }

        void answer(final RestAnswer answer) {
            try {
                callback.onAnswer(answer);
            } catch (final RuntimeException broken) {
                tell(broken);
            }
        }

        void fail(final Kind kind, final int status, final String words, final long notBeforeNs) {
            try {
                callback.onFailure(new RestFailure(kind, status, words(ask) + words, notBeforeNs));
            } catch (final RuntimeException broken) {
                tell(broken);
            }
        }
    }
}
