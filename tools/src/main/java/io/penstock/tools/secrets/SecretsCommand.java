package io.penstock.tools.secrets;

import io.penstock.gateways.common.order.Secret;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock secrets}: the encrypted file of keys. Values are typed or piped in, never arguments. Main thread. */
@Command(name = "secrets", mixinStandardHelpOptions = true,
    description = "Keeps the keys of venues in one encrypted file (Argon2id, AES-256-GCM).",
    subcommands = {SecretsCommand.Init.class, SecretsCommand.Put.class, SecretsCommand.Remove.class,
        SecretsCommand.Rotate.class, SecretsCommand.Verify.class})
public final class SecretsCommand implements Callable<Integer> {
    private static final int LEAST_PASSWORD = 12;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        throw new UserError("penstock secrets does nothing by itself", "secrets",
            "one of init, set, remove, rotate and verify");
    }

    /** What all of them share: the file, its password, the answer. */
    abstract static class Action implements Callable<Integer> {
        @Option(names = "--file", required = true, paramLabel = "FILE", description = "The encrypted file.")
        private Path file;

        @Mixin
        private JsonOption json;

        final SecretsFile file() {
            return new SecretsFile(file);
        }

        final Path path() {
            return file;
        }

        static char[] password(final String what) {
            return SecretSources.password(System.getenv(), PasswordPrompt.TERMINAL, what);
        }

        static char[] newPassword(final String variable) {
            final String named = System.getenv().getOrDefault(variable, "");
            final char[] first = named.isEmpty() ? PasswordPrompt.TERMINAL.ask("new password")
                : SecretSources.password(Map.of(SecretSources.PASSWORD_FILE, named), PasswordPrompt.TERMINAL, "");
            if (first.length < LEAST_PASSWORD) {
                throw new UserError("the password has " + first.length + " characters", "new password",
                    "at least " + LEAST_PASSWORD + "; several words do well");
            }
            if (named.isEmpty()) {
                final char[] again = PasswordPrompt.TERMINAL.ask("the same again");
                if (!Arrays.equals(first, again)) {
                    throw new UserError("the two are not the same", "new password", "the same password twice");
                }
                Arrays.fill(again, '\0');
            }
            return first;
        }

        static void requireName(final String name) {
            if (!name.matches(SecretsFile.NAME)) {
                throw new UserError("this is no name of a secret", "'" + name + "'",
                    "capital letters, digits and _, such as BINANCE_API_KEY");
            }
        }

        final int say(final String words, final Map<String, Object> fields) {
            if (json.on()) {
                JsonOption.print(fields, System.out);
            } else {
                System.out.println(words);
            }
            return ExitCodes.OK;
        }

        final int said(final String what, final Map<String, Secret> secrets) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", file.toString());
            final List<String> names = new ArrayList<>();
            secrets.forEach((name, secret) -> names.add(name + " " + SecretNames.idOf(secret)));
            fields.put("secrets", names);
            final StringBuilder words = new StringBuilder(what).append(": ").append(file);
            for (final String name : names) {
                words.append("\n  ").append(name);
            }
            return say(words.toString(), fields);
        }
    }

    /** Makes an empty file. */
    @Command(name = "init", mixinStandardHelpOptions = true, description = "Makes an empty file under a new password.")
    static final class Init extends Action {
        @Override
        public Integer call() {
            if (file().exists()) {
                throw new UserError("the file is there already", path().toString(),
                    "penstock secrets rotate gives it a new password; move it away to begin anew");
            }
            final char[] password = newPassword(SecretSources.PASSWORD_FILE);
            file().write(new TreeMap<>(), password, SecretsCipher.USUAL);
            Arrays.fill(password, '\0');
            return said("made, with no secret in it yet", Map.of());
        }
    }

    /** Puts one secret in. */
    @Command(name = "set", mixinStandardHelpOptions = true,
        description = "Puts a secret in, or replaces it. The value is asked for at the terminal, or read from standard"
            + " input when that is a pipe.")
    static final class Put extends Action {
        @Parameters(index = "0", paramLabel = "NAME", description = "Such as BINANCE_API_SECRET.")
        private String name;

        @Override
        public Integer call() {
            requireName(name);
            final char[] password = password("password of " + path());
            final SortedMap<String, Secret> secrets = file().open(password);
            final char[] value = System.console() == null ? Piped.line(System.in, name)
                : PasswordPrompt.TERMINAL.ask("value of " + name);
            secrets.put(name, Secret.of(value));
            Arrays.fill(value, '\0');
            file().write(secrets, password, SecretsCipher.USUAL);
            Arrays.fill(password, '\0');
            return said("kept", secrets);
        }
    }

    /** Takes one secret out. */
    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Takes a secret out.")
    static final class Remove extends Action {
        @Parameters(index = "0", paramLabel = "NAME", description = "Such as BINANCE_API_SECRET.")
        private String name;

        @Override
        public Integer call() {
            final char[] password = password("password of " + path());
            final SortedMap<String, Secret> secrets = file().open(password);
            if (secrets.remove(name) == null) {
                throw new UserError("there is no such secret in the file", "'" + name + "'",
                    "one of " + secrets.keySet());
            }
            file().write(secrets, password, SecretsCipher.USUAL);
            Arrays.fill(password, '\0');
            return said("removed", secrets);
        }
    }

    /** Gives the file a new password. */
    @Command(name = "rotate", mixinStandardHelpOptions = true,
        description = "Encrypts the file anew under a new password, asked for or in the file that"
            + " PENSTOCK_SECRETS_NEW_PASSWORD_FILE names.")
    static final class Rotate extends Action {
        @Override
        public Integer call() {
            final char[] old = password("password of " + path());
            final SortedMap<String, Secret> secrets = file().open(old);
            final char[] password = newPassword("PENSTOCK_SECRETS_NEW_PASSWORD_FILE");
            file().write(secrets, password, SecretsCipher.USUAL);
            Arrays.fill(old, '\0');
            Arrays.fill(password, '\0');
            return said("under its new password", secrets);
        }
    }

    /** Says what is in the file, not the values. */
    @Command(name = "verify", mixinStandardHelpOptions = true,
        description = "Opens the file and says what is in it: names, and 8 digits of a hash of each value.")
    static final class Verify extends Action {
        @Override
        public Integer call() {
            final char[] password = password("password of " + path());
            final SortedMap<String, Secret> secrets = file().open(password);
            Arrays.fill(password, '\0');
            return said("sound, " + secrets.size() + " secrets", secrets);
        }
    }
}
