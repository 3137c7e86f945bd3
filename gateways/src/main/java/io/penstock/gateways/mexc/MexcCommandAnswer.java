package io.penstock.gateways.mexc;

import io.penstock.api.OrderCommandType;
import io.penstock.api.SendResult;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * Waits for the answers to one command that went as one or more requests; told once, when the last is there, by the
 * worst of them. A good answer only means that the venue has the request. One thread.
 */
final class MexcCommandAnswer implements OrderOutbox.Waiter {
    private final MexcAccount account;
    private final CommandCopy command;
    private final int requests;
    private int answers;
    private int lostUnsent;
    private int code;
    private VenueVerdict worst;

    MexcCommandAnswer(final MexcAccount account, final CommandCopy command, final int requests) {
        this.account = account;
        this.command = command;
        this.requests = requests;
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final MexcAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            worse(reply.verdict(), reply.code());
        } else if (command.type() == OrderCommandType.NEW) {
            final String orderId = reply.body().path("orderId").asText("");
            account.name(orderId, command.clientOrderId());
            if (orderId.isEmpty()) {
                account.counters.malformed("order.orderId");
                worse(VenueVerdict.UNKNOWN, 0);
            }
        }
        tell(nowNs);
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        if (sent) {
            worse(VenueVerdict.UNKNOWN, 0);
        } else {
            lostUnsent++;
        }
        tell(nowNs);
    }

    /** Not knowing is worst: it makes the fold ask. */
    private void worse(final VenueVerdict verdict, final int verdictCode) {
        if (worst == null || verdict == VenueVerdict.UNKNOWN) {
            worst = verdict;
            code = verdictCode;
        }
    }

    private void tell(final long nowNs) {
        answers++;
        if (answers < requests) {
            return;
        }
        if (worst != null) {
            account.refused(command, worst, code, nowNs);
        } else if (lostUnsent > 0) {
            account.unsent(command, MexcAccount.NOT_THERE, nowNs);
        } else {
            MexcAccount.GOOD.result(account.out, command, SendResult.SENT, 0, nowNs);
        }
    }
}
