package io.penstock.gateways.emulator.binance;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/** The parameters of a private request, as texts. What is wrong with one ends the request as {@link Refused}. */
final class Params {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
    private static final Pattern CLIENT_ID = Pattern.compile("[.A-Z:/a-z0-9_-]{1,36}");

    private final Map<String, String> values;

    Params(final Map<String, String> values) {
        this.values = values;
    }

    Map<String, String> values() {
        return values;
    }

    boolean has(final String name) {
        return !text(name).isEmpty();
    }

    String text(final String name) {
        return values.getOrDefault(name, "");
    }

    static Refused missing(final String name) {
        return new Refused(-1102,
            "Mandatory parameter '" + name + "' was not sent, was empty/null, or malformed.");
    }

    String need(final String name) {
        if (!has(name)) {
            throw missing(name);
        }
        return text(name);
    }

    void unneeded(final String name) {
        if (has(name)) {
            throw new Refused(-1106, "Parameter '" + name + "' sent when not required.");
        }
    }

    private static Refused illegal(final String name, final String range) {
        return new Refused(-1100,
            "Illegal characters found in parameter '" + name + "'; legal range is '" + range + "'.");
    }

    BigDecimal decimal(final String name) {
        final String text = need(name);
        if (!DECIMAL.matcher(text).matches()) {
            throw illegal(name, "^([0-9]{1,20})(\\.[0-9]{1,20})?$");
        }
        return new BigDecimal(text);
    }

    BigDecimal decimal(final String name, final BigDecimal otherwise) {
        return has(name) ? decimal(name) : otherwise;
    }

    long whole(final String name, final long otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!WHOLE.matcher(text(name)).matches()) {
            throw illegal(name, "^[0-9]{1,20}$");
        }
        return Long.parseLong(text(name));
    }

    boolean flag(final String name) {
        return "true".equalsIgnoreCase(text(name));
    }

    String clientId(final String name, final String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        if (!CLIENT_ID.matcher(text(name)).matches()) {
            throw illegal(name, "^[\\.A-Z\\:/a-z0-9_-]{1,36}$");
        }
        return text(name);
    }

    boolean buy() {
        return switch (need("side")) {
            case "BUY" -> true;
            case "SELL" -> false;
            default -> throw new Refused(-1117, "Invalid side.");
        };
    }
}
