package io.penstock.gateways.common.rest;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/** Says why an address could not be asked, for people. Stateless; any thread. */
final class LossWords {
    private LossWords() {
    }

    /** Why there was no answer: the JDK wraps one reason into the other, so all of them are looked at. */
    static String of(final Throwable thrown, final URI address) {
        boolean refused = false;
        Throwable cause = thrown;
        while (true) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "the name " + address.getHost()
                    + " is not known here; is there a network, and is the address right?";
            }
            refused |= cause instanceof ConnectException;
            if (cause.getCause() == null || cause.getCause() == cause) {
                break;
            }
            cause = cause.getCause();
        }
        return refused ? "nobody listens at " + address.getAuthority()
            : "connection lost: " + cause.getClass().getSimpleName()
                + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
    }
}
