package io.penstock.tools.secrets;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.cli.UserError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What the keys of venues are called. Stateless; any thread. */
public final class SecretNames {
    /** Put before every name for the watchdog's own keys, which need no right but to cancel. */
    public static final String WATCHDOG = "WATCHDOG_";

    private static final String KEY = "_API_KEY";
    private static final String SECRET = "_API_SECRET";
    private static final String SEED = "_ED25519_SEED";

    private SecretNames() {
    }

    private static List<String> prefixes(final Venue venue) {
        return switch (venue) {
            case BINANCE_SPOT -> List.of("BINANCE_SPOT", "BINANCE");
            case BINANCE_USDM -> List.of("BINANCE_USDM", "BINANCE");
            case BYBIT_LINEAR, BYBIT_SPOT -> List.of("BYBIT");
            case MEXC_SPOT -> List.of("MEXC");
            case SYNTHETIC -> List.of();
        };
    }

    /**
     * The key of a venue: {@code BINANCE_API_KEY} and {@code BINANCE_API_SECRET}, or {@code BINANCE_ED25519_SEED}.
     *
     * @param venue   whose
     * @param before  empty, or {@link #WATCHDOG}
     * @param sources to look in
     * @return the key
     * @throws UserError when it is not there; the message names what is missing
     */
    public static VenueKey of(final Venue venue, final String before, final SecretSources sources) {
        for (final String prefix : prefixes(venue)) {
            final Optional<Secret> key = sources.find(before + prefix + KEY);
            if (key.isEmpty()) {
                continue;
            }
            final Optional<Secret> seed = sources.find(before + prefix + SEED);
            if (seed.isPresent()) {
                return new VenueKey(VenueKey.Kind.ED25519, key.get(), seed.get());
            }
            final Secret secret = sources.find(before + prefix + SECRET).orElseThrow(() -> new UserError(
                "there is a key for " + venue + " and no secret to sign with", before + prefix + SECRET,
                "that name, or " + before + prefix + SEED + ", in " + where()));
            return new VenueKey(VenueKey.Kind.HMAC, key.get(), secret);
        }
        throw new UserError("there is no key for " + venue, before + prefixes(venue).get(0) + KEY,
            "that name in " + where());
    }

    private static String where() {
        return "a file named by NAME_FILE, the encrypted file (penstock secrets set), or the environment";
    }

    /**
     * What may be said of a key: the first 8 hexadecimal digits of its SHA-256.
     *
     * @param secret any
     * @return eight characters
     */
    public static String idOf(final Secret secret) {
        try {
            final byte[] hash = MessageDigest.getInstance("SHA-256").digest(
                secret.revealText().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
