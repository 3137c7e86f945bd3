package io.penstock.tools.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Encrypts bytes under a password: Argon2id (RFC 9106) makes the key, AES-256-GCM encrypts. The parameters stand in a
 * header that is authenticated with the rest, so that no byte of the whole can be changed unseen. Stateless apart from
 * its randomness; any thread; allocates, and takes as much memory as the parameters say.
 *
 * <p>Layout, big-endian: {@code PENSTOCK} | version 1 | KDF 1 | memory KiB u32 | iterations u32 | lanes u32 | salt 16 |
 * nonce 12 | ciphertext and tag.
 */
final class SecretsCipher {
    /** 64 MiB, three passes: above the floor that OWASP gives, about half a second. */
    static final Cost USUAL = new Cost(64 * 1024, 3, 1);

    private static final byte[] MAGIC = "PENSTOCK".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int ARGON2ID = 1;
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int HEADER = 8 + 2 + 12 + SALT + NONCE;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * What guessing a password costs.
     *
     * @param memoryKib  memory
     * @param iterations passes over it
     * @param lanes      in parallel
     */
    record Cost(int memoryKib, int iterations, int lanes) {
        boolean sane() {
            return memoryKib >= 8 && memoryKib <= 4 * 1024 * 1024 && iterations >= 1 && iterations <= 1_000
                && lanes >= 1 && lanes <= 64;
        }
    }

    private SecretsCipher() {
    }

    static byte[] encrypt(final byte[] plain, final char[] password, final Cost cost) {
        final byte[] salt = new byte[SALT];
        final byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(salt);
        RANDOM.nextBytes(nonce);
        final byte[] header = ByteBuffer.allocate(HEADER).put(MAGIC).put((byte) VERSION).put((byte) ARGON2ID)
            .putInt(cost.memoryKib()).putInt(cost.iterations()).putInt(cost.lanes()).put(salt).put(nonce).array();
        try {
            final byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, header, password, cost).doFinal(plain);
            return ByteBuffer.allocate(HEADER + encrypted.length).put(header).put(encrypted).array();
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /** The bytes, for the caller to wipe; {@code null} when the password is wrong or a byte was changed. */
    static byte[] decrypt(final byte[] whole, final char[] password) {
        final ByteBuffer in = ByteBuffer.wrap(whole);
        if (whole.length < HEADER + TAG_BITS / 8) {
            return null;
        }
        final byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        final int version = in.get();
        final int kdf = in.get();
        final Cost cost = new Cost(in.getInt(), in.getInt(), in.getInt());
        if (!Arrays.equals(magic, MAGIC) || version != VERSION || kdf != ARGON2ID || !cost.sane()) {
            return null;
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, HEADER), password, cost)
                .doFinal(whole, HEADER, whole.length - HEADER);
        } catch (final AEADBadTagException e) {
            return null;
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    private static Cipher cipher(final int mode, final byte[] header, final char[] password, final Cost cost)
        throws GeneralSecurityException {
        final byte[] salt = Arrays.copyOfRange(header, HEADER - NONCE - SALT, HEADER - NONCE);
        final byte[] key = key(password, salt, cost);
        try {
            final Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(TAG_BITS, header, HEADER - NONCE, NONCE));
            cipher.updateAAD(header);
            return cipher;
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** The key that a password and a salt make. */
    static byte[] key(final char[] password, final byte[] salt, final Cost cost) {
        final Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.iterations()).withParallelism(cost.lanes()).withSalt(salt).build());
        final byte[] key = new byte[KEY_BYTES];
        final ByteBuffer encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(password));
        final byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        argon.generateBytes(bytes, key);
        Arrays.fill(bytes, (byte) 0);
        Arrays.fill(encoded.array(), (byte) 0);
        return key;
    }
}
