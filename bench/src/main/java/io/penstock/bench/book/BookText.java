package io.penstock.bench.book;

import io.penstock.bench.decode.DepthMessage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Writes books as text, to compare them with each other and with the reference beside the captures. One thread.
 */
final class BookText {
    private final StringBuilder text = new StringBuilder(1 << 18);

    void bid(final long price, final long quantity) {
        line('b', decimal(price), decimal(quantity));
    }

    void ask(final long price, final long quantity) {
        line('a', decimal(price), decimal(quantity));
    }

    private static BigDecimal decimal(final long fixed) {
        return BigDecimal.valueOf(fixed, DepthMessage.DECIMALS);
    }

    void line(final char side, final BigDecimal price, final BigDecimal quantity) {
        text.append(text.isEmpty() ? "" : "\n").append(side).append(' ')
            .append(price.stripTrailingZeros().toPlainString()).append(' ')
            .append(quantity.stripTrailingZeros().toPlainString());
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
