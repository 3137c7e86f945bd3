package io.penstock.tools.secrets;

import io.penstock.gateways.common.order.Secret;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where secrets come from, first found first taken: a file named by {@code NAME_FILE}, the encrypted file, the
 * environment. Never the command line, never the configuration. Main thread.
 */
public final class SecretSources {
    /** Names the encrypted file. */
    public static final String FILE = "PENSTOCK_SECRETS";
    /** Names a file with the password of the encrypted file. */
    public static final String PASSWORD_FILE = "PENSTOCK_SECRETS_PASSWORD_FILE";

    private static final int MOST_BYTES = 8_192;

    private final Map<String, String> environment;
    private final SortedMap<String, Secret> kept;

    private SecretSources(final Map<String, String> environment, final SortedMap<String, Secret> kept) {
        this.environment = environment;
        this.kept = kept;
    }

    /**
     * The sources of this process; opens the encrypted file when the environment names one.
     *
     * @param environment of the process
     * @param passwords   asks for the password when no file of it is named
     * @return sources
     * @throws UserError when a file that is named cannot be used
     */
    public static SecretSources open(final Map<String, String> environment, final PasswordPrompt passwords) {
        final String file = environment.getOrDefault(FILE, "");
        if (file.isEmpty()) {
            return new SecretSources(environment, new TreeMap<>());
        }
        final char[] password = password(environment, passwords, "password of " + file);
        try {
            return new SecretSources(environment, new SecretsFile(Path.of(file)).open(password));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The password, from the file that the environment names, else from whoever sits there. */
    static char[] password(
        final Map<String, String> environment, final PasswordPrompt passwords, final String what) {
        final String named = environment.getOrDefault(PASSWORD_FILE, "");
        return named.isEmpty() ? passwords.ask(what) : content(PASSWORD_FILE, Path.of(named));
    }

    /**
     * Finds a secret.
     *
     * @param name as in {@link SecretNames}
     * @return the secret, or nothing
     * @throws UserError when a file is named for it that cannot be used
     */
    public Optional<Secret> find(final String name) {
        final String file = environment.getOrDefault(name + "_FILE", "");
        if (!file.isEmpty()) {
            final char[] content = content(name + "_FILE", Path.of(file));
            final Secret secret = Secret.of(content);
            Arrays.fill(content, '\0');
            return Optional.of(secret);
        }
        if (kept.containsKey(name)) {
            return Optional.of(kept.get(name));
        }
        final String value = environment.getOrDefault(name, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(Secret.of(value.toCharArray()));
    }

    private static char[] content(final String variable, final Path path) {
        final byte[] bytes;
        try {
            PrivateFile.require(path);
            if (Files.size(path) > MOST_BYTES) {
                throw new UserError("the file is too long for a secret", variable + "=" + path,
                    "a file that holds the secret and nothing else");
            }
            bytes = Files.readAllBytes(path);
        } catch (final IOException e) {
            throw new UserError("the file cannot be read: " + e.getClass().getSimpleName(), variable + "=" + path,
                "a file with the secret, mode 0600");
        }
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        final char[] characters = new char[end];
        for (int i = 0; i < end; i++) {
            characters[i] = (char) (bytes[i] & 0xFF);
        }
        Arrays.fill(bytes, (byte) 0);
        if (end == 0) {
            throw new UserError("the file is empty", variable + "=" + path, "a file with the secret");
        }
        return characters;
    }
}
