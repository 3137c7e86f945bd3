package io.penstock.tools.operator;

import io.penstock.api.OperatorAnswerCode;
import java.util.Locale;

/**
 * What became of a queued command. Immutable; any thread.
 *
 * @param code     of the engine
 * @param affected orders, positions or scopes that it touched
 * @param sequence of the command in the input log, -1 when it never came there
 */
public record QueueAnswer(OperatorAnswerCode code, int affected, long sequence) {
    /** As it lies beside the command. */
    String text() {
        return code + " " + affected + " " + sequence + "\n";
    }

    /** From a file; null when it is not whole. */
    static QueueAnswer parse(final String text) {
        final String[] parts = text.strip().split(" ");
        try {
            return parts.length == 3 && text.endsWith("\n") ? new QueueAnswer(OperatorAnswerCode.valueOf(parts[0]),
                Integer.parseInt(parts[1]), Long.parseLong(parts[2])) : null;
        } catch (final IllegalArgumentException bad) {
            return null;
        }
    }

    /**
     * In words.
     *
     * @return one line
     */
    public String words() {
        final String what = switch (code) {
            case DONE -> affected == 0 ? "done" : "done, " + affected + " touched";
            case ALREADY_SEEN -> "not done: another command had this id before";
            case NOT_NOW -> "not done: not possible in this state";
            case NEEDS_CONFIRMATION -> "not done: it lets more through than before; say it again with --confirm";
            case AT_START_ONLY -> "not done: the parameter is read when the engine starts";
            case OUT_OF_RANGE -> "not done: the value is outside what is allowed";
            case UNKNOWN_TARGET -> "not done: there is no such scope, strategy or key";
        };
        return sequence < 0 ? what : String.format(Locale.ROOT, "%s (input %,d)", what, sequence);
    }
}
