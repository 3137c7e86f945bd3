package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.SendResult;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.api.RejectReason;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.DecimalText;
import io.penstock.gateways.common.order.VenueVerdict;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Connection 1: requests to place, change and cancel, and the answers to them. A good answer only means that the venue
 * has the request; what comes of it is told by the private stream. One thread.
 */
final class BybitTradeStream {
    static final int CONNECTION = 1;

    private static final long SECOND = 1_000_000_000L;
    /** A late answer may still be a refusal, which is worth more than not knowing. */
    private static final long LATE_NS = 60 * SECOND;
    private static final long SLOW_DOWN_NS = SECOND;
    static final VenueVerdict GOOD = new VenueVerdict(VenueErrorClass.NONE, RejectReason.NONE);
    static final VenueVerdict NOT_THERE = new VenueVerdict(VenueErrorClass.RETRYABLE, RejectReason.OTHER);

    private static final class Pending {
        final CommandCopy command;
        final long deadlineNs;
        boolean timedOut;

        Pending(final CommandCopy command, final long deadlineNs) {
            this.command = command;
            this.deadlineNs = deadlineNs;
        }
    }

    private final BybitAccount account;
    private final BybitSocket socket;
    /** Cancels go another way when this one is closed. */
    private final BiConsumer<CommandCopy, Long> cancelOverRest;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private String prefix = "";
    private long lastNumber;

    BybitTradeStream(final BybitAccount account, final BiConsumer<CommandCopy, Long> cancelOverRest) {
        this.account = account;
        this.cancelOverRest = cancelOverRest;
        this.socket = new BybitSocket(account, CONNECTION);
    }

    boolean ready() {
        return socket.state() == BybitSocket.State.READY;
    }

    void onOpen(final long nowNs) {
        onClosed(nowNs);
        prefix = Long.toString(nowNs / 1_000_000, 36) + "-";
        socket.open(nowNs);
    }

    /** Whatever was asked and not answered may have been done. */
    void onClosed(final long nowNs) {
        socket.close();
        for (final Pending request : pending.values()) {
            if (!request.timedOut) {
                VenueVerdict.UNKNOWN.result(account.out, request.command, SendResult.UNKNOWN, 0, nowNs);
            }
        }
        pending.clear();
    }

    void send(final CommandCopy command, final String op, final String args, final long nowNs) {
        lastNumber++;
        pending.put(lastNumber, new Pending(command, nowNs + account.settings.requestTimeoutMs() * 1_000_000L));
        account.out.send(CONNECTION, "{\"reqId\":\"" + prefix + lastNumber + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\""
            + account.time.stampMs(nowNs) + "\",\"X-BAPI-RECV-WINDOW\":\"" + account.settings.recvWindowMs()
            + "\"},\"op\":\"" + op + "\",\"args\":[" + args + "]}", lastNumber);
    }

    /** A frame could not leave. */
    void onUnsent(final long number, final long nowNs) {
        final Pending request = pending.remove(number);
        if (request == null || request.timedOut) {
            return;
        }
        if (request.command.type() == OrderCommandType.CANCEL) {
            cancelOverRest.accept(request.command, nowNs);
        } else {
            account.unsent(request.command, NOT_THERE, nowNs);
        }
    }

    long dueNs() {
        long due = socket.dueNs();
        for (final Pending request : pending.values()) {
            due = Math.min(due, request.timedOut ? request.deadlineNs + LATE_NS : request.deadlineNs);
        }
        return due;
    }

    void onTimer(final long nowNs) {
        if (!socket.onTimer(nowNs)) {
            restart(nowNs);
        }
        final Iterator<Pending> requests = pending.values().iterator();
        while (requests.hasNext()) {
            final Pending request = requests.next();
            if (!request.timedOut && nowNs >= request.deadlineNs) {
                request.timedOut = true;
                VenueVerdict.UNKNOWN.result(account.out, request.command, SendResult.UNKNOWN, 0, nowNs);
            }
            if (nowNs >= request.deadlineNs + LATE_NS) {
                requests.remove();
            }
        }
    }

    private void restart(final long nowNs) {
        onClosed(nowNs);
        account.out.reconnect(CONNECTION);
    }

    void onFrame(final JsonNode frame, final long nowNs) {
        if (frame == null || !frame.isObject()) {
            account.counters.malformed("trade frame");
            return;
        }
        socket.heard();
        final String op = frame.path("op").asText("");
        if (op.equals("auth")) {
            authenticated(frame, nowNs);
        } else if (!op.equals("pong")) {
            answered(frame, nowNs);
        }
    }

    private void authenticated(final JsonNode frame, final long nowNs) {
        final int code = frame.path("retCode").asInt(-1);
        if (socket.state() != BybitSocket.State.AUTHENTICATING) {
            account.counters.unmatchedAnswer();
        } else if (code == 0 || code == BybitErrors.ALREADY_AUTHENTICATED) {
            socket.state(BybitSocket.State.READY);
            socket.heard();
        } else {
            account.tell(VenueCondition.KEY_REFUSED, code, 0, nowNs);
            restart(nowNs);
        }
    }

    private void answered(final JsonNode frame, final long nowNs) {
        final int code = frame.path("retCode").isInt() ? frame.get("retCode").intValue() : -1;
        final Pending request = pending.remove(number(frame.path("reqId").asText("")));
        if (code > 0) {
            account.tellOf(code, untilNs(frame, nowNs), nowNs);
        }
        if (request == null) {
            account.counters.unmatchedAnswer();
        } else if (code == 0) {
            if (!request.timedOut) {
                GOOD.result(account.out, request.command, SendResult.SENT, 0, nowNs);
            }
        } else {
            final VenueVerdict verdict = BybitErrors.of(code);
            if (!request.timedOut || verdict != VenueVerdict.UNKNOWN) {
                account.refused(request.command, verdict, code, nowNs);
            }
        }
        if (code == BybitErrors.TRADE_RESTARTS) {
            restart(nowNs);
        }
    }

    private long number(final String text) {
        if (!text.startsWith(prefix) || text.length() > prefix.length() + 18) {
            return 0;
        }
        return Math.max(0, DecimalText.parse(text.substring(prefix.length()), 0));
    }

    /** When the bucket is full again, by the header; at least a second from now when it does not say. */
    private long untilNs(final JsonNode frame, final long nowNs) {
        final String text = frame.path("header").path("X-Bapi-Limit-Reset-Timestamp").asText("");
        final long millis = DecimalText.parse(text, 0);
        final boolean told = millis > 0 && millis < Long.MAX_VALUE / 1_000_000;
        final long untilNs = told ? account.time.oursNs(millis) : 0;
        return untilNs > nowNs && untilNs < nowNs + LATE_NS ? untilNs : nowNs + SLOW_DOWN_NS;
    }
}
