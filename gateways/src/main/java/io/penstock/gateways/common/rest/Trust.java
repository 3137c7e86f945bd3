package io.penstock.gateways.common.rest;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS that trusts one certificate only. Stateless; any thread; allocates. */
final class Trust {
    private Trust() {
    }

    /**
     * A context for clients.
     *
     * @param certificate the only one that is trusted
     * @return trusts nothing else; names are still checked
     */
    static SSLContext only(final X509Certificate certificate) {
        try {
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("trusted", certificate);
            final TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (final GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificate to trust cannot be used: " + e.getMessage(), e);
        }
    }
}
