package io.penstock.gateways.emulator.server;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.SSLException;

/** A certificate of our own for {@code localhost} and {@code 127.0.0.1}, made anew each time. Immutable; any thread. */
public final class EmulatorTls {
    private final SslContext context;
    private final String certificatePem;

    private EmulatorTls(final SslContext context, final String certificatePem) {
        this.context = context;
        this.certificatePem = certificatePem;
    }

    /**
     * Makes a key and signs it.
     *
     * @return ready for a server
     * @throws IllegalStateException when this machine's Java cannot do it
     */
    public static EmulatorTls create() {
        try {
            final X509Bundle bundle = new CertificateBuilder().subject("CN=localhost").ecp256()
                .addSanDnsName("localhost").addSanIpAddress("127.0.0.1").setIsCertificateAuthority(true)
                .buildSelfSigned();
            return new EmulatorTls(
                SslContextBuilder.forServer(bundle.toKeyManagerFactory()).sslProvider(SslProvider.JDK).build(),
                bundle.getCertificatePathPEM());
        } catch (final SSLException failed) {
            throw new IllegalStateException("TLS cannot be set up: " + failed.getMessage(), failed);
        } catch (final Exception failed) {
            throw new IllegalStateException("a certificate cannot be made: " + failed.getMessage(), failed);
        }
    }

    SslContext context() {
        return context;
    }

    /**
     * What clients must trust.
     *
     * @return the certificate as PEM text
     */
    public String certificatePem() {
        return certificatePem;
    }
}
