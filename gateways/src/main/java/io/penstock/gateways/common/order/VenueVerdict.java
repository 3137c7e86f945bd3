package io.penstock.gateways.common.order;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.VenueErrorClass;

/**
 * What an error code of a venue means for the command it answers. Immutable; any thread.
 *
 * @param errorClass what kind of error
 * @param reason     in our words
 */
public record VenueVerdict(VenueErrorClass errorClass, RejectReason reason) {
    /** Nobody knows whether it was done. */
    public static final VenueVerdict UNKNOWN = new VenueVerdict(VenueErrorClass.UNKNOWN_OUTCOME, RejectReason.OTHER);

    /**
     * Tells the fold what a refused or unclear command came to.
     *
     * @param out     where the event goes
     * @param command that was answered
     * @param code    the venue's own, 0 = none
     * @param nowNs   receive time
     */
    public void tell(final OrderOutbox out, final CommandCopy command, final int code, final long nowNs) {
        final boolean order = command.type() == OrderCommandType.NEW || command.type() == OrderCommandType.CANCEL
            || command.type() == OrderCommandType.REPLACE;
        if (errorClass == VenueErrorClass.BENIGN) {
            result(out, command, SendResult.SENT, code, nowNs);
        } else if (unclear(command) || command.type() == OrderCommandType.QUERY) {
            result(out, command, SendResult.UNKNOWN, code, nowNs);
        } else if (!order || !refusesOrder()) {
            result(out, command, SendResult.REFUSED, code, nowNs);
        } else {
            final ExecutionType word = switch (command.type()) {
                case NEW -> ExecutionType.REJECTED;
                case CANCEL -> ExecutionType.CANCEL_REJECTED;
                default -> ExecutionType.REPLACE_REJECTED;
            };
            out.event().execution(command.clientOrderId(), command.instrumentId(), word,
                command.side() == null ? Side.BUY : command.side(), reason, 0, 0, "", Long.MIN_VALUE, nowNs)
                .venueCode(code).errorClass((short) errorClass.code());
        }
    }

    /**
     * Whether the venue looked at the order itself and said no, rather than at key, clock or number of requests.
     *
     * @return true when the answer is a report on the order
     */
    private boolean refusesOrder() {
        return switch (errorClass) {
            case REJECT, FUNDS, FILTER, RECONCILE, BUG -> true;
            default -> false;
        };
    }

    /**
     * Whether a command may have been done all the same. The id of a new order that is there already counts: whatever
     * made it so, the order may well be ours and alive.
     *
     * @param command that was answered
     * @return true when only a query can tell
     */
    public boolean unclear(final CommandCopy command) {
        return errorClass == VenueErrorClass.UNKNOWN_OUTCOME
            || errorClass == VenueErrorClass.RECONCILE && command.type() == OrderCommandType.NEW;
    }

    /**
     * Tells the fold what became of an attempt to send.
     *
     * @param out     where the event goes
     * @param command that was to be sent
     * @param result  what became of it
     * @param code    the venue's own, 0 = none
     * @param nowNs   receive time
     */
    public void result(
        final OrderOutbox out, final CommandCopy command, final SendResult result, final int code, final long nowNs) {
        out.event().sendResult(command.clientOrderId(), command.instrumentId(), command.type(), result, errorClass,
            code, nowNs);
    }
}
