package io.penstock.tools.secrets;

import io.penstock.gateways.common.order.Secret;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The encrypted file of secrets: names and values under one password, mode 0600. It is replaced whole or not at all.
 * Main thread; allocates; what it decrypts is wiped as soon as it is in {@link Secret}s.
 */
final class SecretsFile {
    /** What a name looks like; the same as an environment variable's. */
    static final String NAME = "[A-Z][A-Z0-9_]{1,63}";

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SECRETS = 10_000;

    private final Path path;

    SecretsFile(final Path path) {
        this.path = path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** All secrets of the file. */
    SortedMap<String, Secret> open(final char[] password) {
        final byte[] whole;
        try {
            PrivateFile.require(path);
            if (Files.size(path) > MOST_BYTES) {
                throw damaged();
            }
            whole = Files.readAllBytes(path);
        } catch (final IOException e) {
            throw new UserError("the file of secrets cannot be read: " + e.getClass().getSimpleName(),
                path.toString(), "penstock secrets init makes one");
        }
        final byte[] plain = SecretsCipher.decrypt(whole, password);
        if (plain == null) {
            throw damaged();
        }
        try {
            return read(ByteBuffer.wrap(plain));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private UserError damaged() {
        return new UserError("the password is wrong, or a byte of the file was changed", path.toString(),
            "the password it was written with, and the file as it was written");
    }

    private SortedMap<String, Secret> read(final ByteBuffer in) {
        final SortedMap<String, Secret> secrets = new TreeMap<>();
        final int count = in.getInt();
        if (count < 0 || count > MOST_SECRETS) {
            throw damaged();
        }
        for (int i = 0; i < count; i++) {
            final byte[] name = new byte[in.getShort()];
            in.get(name);
            final byte[] value = new byte[in.getInt()];
            in.get(value);
            final CharBuffer characters = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(value));
            final char[] copy = new char[characters.remaining()];
            characters.get(copy);
            secrets.put(new String(name, StandardCharsets.US_ASCII), Secret.of(copy));
            Arrays.fill(copy, '\0');
            Arrays.fill(characters.array(), '\0');
            Arrays.fill(value, (byte) 0);
        }
        return secrets;
    }

    /** Replaces the file. */
    void write(final Map<String, Secret> secrets, final char[] password, final SecretsCipher.Cost cost) {
        int size = Integer.BYTES;
        for (final Map.Entry<String, Secret> one : secrets.entrySet()) {
            size += Short.BYTES + one.getKey().length() + Integer.BYTES + one.getValue().reveal().length;
        }
        final ByteBuffer plain = ByteBuffer.allocate(size).putInt(secrets.size());
        for (final Map.Entry<String, Secret> one : new TreeMap<>(secrets).entrySet()) {
            final byte[] value = one.getValue().reveal();
            plain.putShort((short) one.getKey().length()).put(one.getKey().getBytes(StandardCharsets.US_ASCII))
                .putInt(value.length).put(value);
            Arrays.fill(value, (byte) 0);
        }
        final byte[] whole = SecretsCipher.encrypt(plain.array(), password, cost);
        Arrays.fill(plain.array(), (byte) 0);
        store(whole);
    }

    private void store(final byte[] whole) {
        final Path beside = path.resolveSibling(path.getFileName() + ".part");
        try {
            Files.deleteIfExists(beside);
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            Files.createFile(beside, PosixFilePermissions.asFileAttribute(Set.copyOf(PrivateFile.MODE)));
            Files.write(beside, whole, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException | UnsupportedOperationException e) {
            throw new UserError("the file of secrets cannot be written: " + e.getClass().getSimpleName(),
                path.toString(), "a directory that can be written, on a file system with permissions");
        }
    }
}
