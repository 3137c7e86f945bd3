package io.penstock.gateways.common.net;

import io.penstock.gateways.common.ConnectionRules;
import java.net.URI;
import java.net.URISyntaxException;
import javax.net.ssl.SSLContext;

/**
 * Where a feed connects to, and how. Immutable; any thread.
 *
 * @param uri   {@code ws://} or {@code wss://} with host and path
 * @param rules of the venue
 * @param tls   for {@code wss}; the name of the host is checked always
 */
public record StreamAddress(URI uri, ConnectionRules rules, SSLContext tls) {
    /** Refuses what is no WebSocket address. */
    public StreamAddress {
        final String scheme = uri.getScheme();
        if (!"ws".equals(scheme) && !"wss".equals(scheme) || uri.getHost() == null) {
            throw new IllegalArgumentException("'" + uri + "' is not a ws:// or wss:// address");
        }
    }

    /**
     * An address of a venue's endpoint and a plan's path.
     *
     * @param endpoint e.g. {@code wss://stream.example.com:9443}
     * @param path     behind it, e.g. {@code /ws}
     * @param rules    of the venue
     * @param tls      for {@code wss}
     * @return where to connect
     */
    public static StreamAddress of(
        final String endpoint, final String path, final ConnectionRules rules, final SSLContext tls) {
        final String base = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        try {
            return new StreamAddress(new URI(base + path), rules, tls);
        } catch (final URISyntaxException e) {
            throw new IllegalArgumentException("'" + base + path + "' is not an address: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the connection is encrypted.
     *
     * @return true for {@code wss}
     */
    public boolean secure() {
        return "wss".equals(uri.getScheme());
    }

    /**
     * The port.
     *
     * @return 443 or 80 when the address names none
     */
    public int port() {
        return uri.getPort() > 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    /**
     * The host.
     *
     * @return its name or number, without the brackets of IPv6
     */
    public String host() {
        final String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
