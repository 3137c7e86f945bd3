package io.penstock.tools.operator;

import io.penstock.api.OperatorAction;
import io.penstock.api.TradingState;
import io.penstock.tools.cli.UserError;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One command of an operator as it waits for an engine. Immutable; any thread.
 *
 * @param id       32 hexadecimal digits; the same id is never carried out twice
 * @param action   what is asked
 * @param state    for SET_TRADING_STATE, else ACTIVE
 * @param scope    {@code global}, {@code venue:V}, {@code instrument:V:SYMBOL} or {@code strategy:NAME}
 * @param argument as the action wants it
 * @param body     as the action wants it, else empty
 * @param who      user who says so
 * @param reason   why
 */
public record OperatorWord(
    String id, OperatorAction action, TradingState state, String scope, long argument, String body, String who,
    String reason) {
    /** The scope of everything. */
    public static final String GLOBAL = "global";

    private static final int MOST_WHO = 32;
    private static final int MOST_BODY = 100;
    private static final int MOST_REASON = 150;
    private static final int ID_DIGITS = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Checks what stands in a record of 512 bytes and on one line. */
    public OperatorWord {
        if (!id.matches("[0-9a-f]{" + ID_DIGITS + "}")) {
            throw new UserError("an id has " + ID_DIGITS + " hexadecimal digits in lower case", "--id " + id,
                "the id that an earlier call printed, or none");
        }
        requireLine("the reason", "--reason", reason, 1, MOST_REASON);
        requireLine("the user's name", "user", who, 1, MOST_WHO);
        requireLine("the value", "command", body, 0, MOST_BODY);
        requireLine("the scope", "--scope", scope, 1, MOST_BODY);
    }

    private static void requireLine(
        final String what, final String where, final String text, final int least, final int most) {
        if (text.length() < least || text.length() > most || text.isBlank() && least > 0
            || text.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw new UserError(text.isBlank() ? what + " is missing"
                : text.length() > most ? what + " has " + text.length() + " characters"
                    : what + " has characters that are not plain", where,
                least + " to " + most + " printable ASCII characters on one line");
        }
    }

    /**
     * An id that nobody had before; later ones sort behind earlier ones.
     *
     * @return 32 hexadecimal digits
     */
    public static String newId() {
        final byte[] low = new byte[8];
        RANDOM.nextBytes(low);
        return String.format(Locale.ROOT, "%016x", System.currentTimeMillis()) + HexFormat.of().formatHex(low);
    }

    /**
     * The id's first half.
     *
     * @return as in OperatorCommand
     */
    public long idHigh() {
        return Long.parseUnsignedLong(id.substring(0, ID_DIGITS / 2), 16);
    }

    /**
     * The id's second half.
     *
     * @return as in OperatorCommand
     */
    public long idLow() {
        return Long.parseUnsignedLong(id.substring(ID_DIGITS / 2), 16);
    }

    /**
     * The id of two halves.
     *
     * @param high first
     * @param low  second
     * @return 32 hexadecimal digits
     */
    public static String id(final long high, final long low) {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }

    /** As it lies in the queue. */
    String text() {
        return "id=" + id + "\naction=" + action + "\nstate=" + state + "\nscope=" + scope + "\nargument=" + argument
            + "\nbody=" + body + "\nwho=" + who + "\nreason=" + reason + "\nend\n";
    }

    /** From the queue; null when it is not whole. */
    static OperatorWord parse(final String text) {
        final Map<String, String> fields = new LinkedHashMap<>();
        for (final String line : text.split("\n")) {
            final int equals = line.indexOf('=');
            if (equals > 0) {
                fields.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        try {
            return text.endsWith("\nend\n") ? new OperatorWord(fields.get("id"),
                OperatorAction.valueOf(fields.get("action")), TradingState.valueOf(fields.get("state")),
                fields.get("scope"), Long.parseLong(fields.get("argument")), fields.get("body"), fields.get("who"),
                fields.get("reason")) : null;
        } catch (final IllegalArgumentException | NullPointerException | UserError bad) {
            return null;
        }
    }
}
