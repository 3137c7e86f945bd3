package io.penstock.gateways.common.net;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Client side TLS of the JDK. Stateless; any thread; allocates. */
public final class Tls {
    private Tls() {
    }

    /**
     * Trusts what the Java runtime trusts.
     *
     * @return a context for clients
     */
    public static SSLContext system() {
        return alsoTrusting();
    }

    /**
     * Trusts what the Java runtime trusts, and some more: an emulator's or a test's own certificate.
     *
     * @param certificates that are trusted too
     * @return a context for clients; names of hosts are still checked
     */
    public static SSLContext alsoTrusting(final X509Certificate... certificates) {
        try {
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (final TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    for (final X509Certificate issuer : known.getAcceptedIssuers()) {
                        store.setCertificateEntry("system" + number++, issuer);
                    }
                }
            }
            for (final X509Certificate certificate : certificates) {
                store.setCertificateEntry("extra" + number++, certificate);
            }
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (final GeneralSecurityException | IOException e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(final KeyStore store) throws GeneralSecurityException {
        final TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
