package io.penstock.tools.operator;

/** Who sits there. Stateless; any thread. */
public final class OperatorUser {
    private static final int MOST = 32;

    private OperatorUser() {
    }

    /**
     * The user of this process.
     *
     * @return printable ASCII, 1 to 32 characters
     */
    public static String name() {
        final String plain = System.getProperty("user.name", "").replaceAll("[^\\x21-\\x7E]", "");
        return plain.isEmpty() ? "unknown" : plain.substring(0, Math.min(MOST, plain.length()));
    }
}
