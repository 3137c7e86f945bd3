package io.penstock.tools.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.cli.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are found in their order, kept unreadable, and never shown. */
class SecretsTest {
    private static final SecretsCipher.Cost CHEAP = new SecretsCipher.Cost(64, 1, 1);
    private static final String CANARY = "canary-7f3a91c2";

    @TempDir
    private Path directory;

    private static char[] text(final String text) {
        return text.toCharArray();
    }

    private Path file(final String name, final String content, final String mode) throws IOException {
        final Path path = directory.resolve(name);
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        return path;
    }

    /** RFC 9106, section 5.3: the vector of Argon2id. */
    @Test
    void shouldMakeTheKeyOfTheStandardWhenItsVectorIsGiven() {
        final Argon2BytesGenerator argon = new Argon2BytesGenerator();
        argon.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(32).withIterations(3).withParallelism(4)
            .withSalt(filled(16, 2)).withSecret(filled(8, 3)).withAdditional(filled(12, 4)).build());
        final byte[] tag = new byte[32];
        argon.generateBytes(filled(32, 1), tag);
        assertEquals("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", HexFormat.of().formatHex(tag));
    }

    private static byte[] filled(final int length, final int value) {
        final byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    @Test
    void shouldNeedThePasswordAndEveryByteWhenItIsDecrypted() {
        final byte[] plain = text(CANARY).length == 0 ? null : CANARY.getBytes(StandardCharsets.UTF_8);
        final byte[] whole = SecretsCipher.encrypt(plain, text("right password"), CHEAP);
        assertArrayEquals(plain, SecretsCipher.decrypt(whole, text("right password")));
        assertNull(SecretsCipher.decrypt(whole, text("right passwore")));
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < 8; bit += 3) {
                final byte[] changed = whole.clone();
                changed[i] ^= (byte) (1 << bit);
                // a changed cost would only take long to refuse; what is not sane is refused at once
                if (i < 10 || i >= 22) {
                    assertNull(SecretsCipher.decrypt(changed, text("right password")), "byte " + i);
                }
            }
        }
        for (int length = 0; length < whole.length; length++) {
            assertNull(SecretsCipher.decrypt(java.util.Arrays.copyOf(whole, length), text("right password")));
        }
        assertFalse(new String(whole, StandardCharsets.ISO_8859_1).contains(CANARY));
        assertFalse(java.util.Arrays.equals(whole, SecretsCipher.encrypt(plain, text("right password"), CHEAP)),
            "salt and nonce are fresh");
    }

    @Test
    void shouldComeBackWhenSecretsAreKeptInTheFile() throws IOException {
        final SecretsFile file = new SecretsFile(directory.resolve("keys/secrets"));
        final SortedMap<String, Secret> secrets = new TreeMap<>();
        secrets.put("BINANCE_API_KEY", Secret.of(text(CANARY)));
        secrets.put("MEXC_API_SECRET", Secret.of(text("s\u00fc\u00df")));
        file.write(secrets, text("a password of words"), CHEAP);
        assertEquals("rw-------",
            PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("keys/secrets"))));
        final SortedMap<String, Secret> found = file.open(text("a password of words"));
        assertEquals(CANARY, found.get("BINANCE_API_KEY").revealText());
        assertEquals("s\u00fc\u00df", found.get("MEXC_API_SECRET").revealText());
        assertFalse(found.toString().contains(CANARY), "the map's text shows nothing");
        final UserError wrong = assertThrows(UserError.class, () -> file.open(text("another password")));
        assertTrue(wrong.text().contains("the password is wrong, or a byte of the file was changed"), wrong.text());
    }

    @Test
    void shouldTakeTheFileBeforeTheVaultBeforeTheEnvironment() throws IOException {
        final Path vault = directory.resolve("vault");
        final SortedMap<String, Secret> kept = new TreeMap<>();
        kept.put("A_KEY", Secret.of(text("from the vault")));
        kept.put("B_KEY", Secret.of(text("from the vault")));
        new SecretsFile(vault).write(kept, text("a password of words"), CHEAP);
        final Path password = file("password", "a password of words\n", "rw-------");
        final Path named = file("a", "from a file\n", "rw-------");
        final SecretSources sources = SecretSources.open(Map.of(SecretSources.FILE, vault.toString(),
            SecretSources.PASSWORD_FILE, password.toString(), "A_KEY_FILE", named.toString(), "A_KEY", "environment",
            "B_KEY", "environment", "C_KEY", "environment"), PasswordPrompt.TERMINAL);
        assertEquals("from a file", sources.find("A_KEY").orElseThrow().revealText());
        assertEquals("from the vault", sources.find("B_KEY").orElseThrow().revealText());
        assertEquals("environment", sources.find("C_KEY").orElseThrow().revealText());
        assertTrue(sources.find("D_KEY").isEmpty());
    }

    @Test
    void shouldRefuseAFileWhenOthersMayReadIt() throws IOException {
        final Path open = file("open", "secret", "rw-r--r--");
        final SecretSources sources =
            SecretSources.open(Map.of("A_KEY_FILE", open.toString()), PasswordPrompt.TERMINAL);
        final UserError error = assertThrows(UserError.class, () -> sources.find("A_KEY"));
        assertTrue(error.text().contains("others than its owner may use the file"), error.text());
        assertTrue(error.text().contains("chmod 600 " + open), error.text());
        final SecretSources gone =
            SecretSources.open(Map.of("A_KEY_FILE", directory + "/gone"), PasswordPrompt.TERMINAL);
        assertTrue(assertThrows(UserError.class, () -> gone.find("A_KEY")).text().contains("A_KEY_FILE="));
        final Path empty = file("empty", "\n", "rw-------");
        final SecretSources nothing =
            SecretSources.open(Map.of("A_KEY_FILE", empty.toString()), PasswordPrompt.TERMINAL);
        assertTrue(assertThrows(UserError.class, () -> nothing.find("A_KEY")).text().contains("the file is empty"));
    }

    @Test
    void shouldFindTheKeyOfAVenueWhenItIsNamed() {
        final SecretSources sources = SecretSources.open(Map.of("BINANCE_API_KEY", CANARY, "BINANCE_API_SECRET", "s",
            "BINANCE_USDM_API_KEY", "other", "BINANCE_USDM_ED25519_SEED", "00".repeat(32), "MEXC_API_KEY", "k",
            "WATCHDOG_BINANCE_API_KEY", "w", "WATCHDOG_BINANCE_API_SECRET", "ws"), PasswordPrompt.TERMINAL);
        final VenueKey spot = SecretNames.of(Venue.BINANCE_SPOT, "", sources);
        assertEquals(VenueKey.Kind.HMAC, spot.kind());
        assertEquals(CANARY, spot.key().revealText());
        assertFalse(spot.toString().contains(CANARY));
        assertEquals(VenueKey.Kind.ED25519, SecretNames.of(Venue.BINANCE_USDM, "", sources).kind());
        assertEquals("w", SecretNames.of(Venue.BINANCE_SPOT, SecretNames.WATCHDOG, sources).key().revealText());
        final UserError half =
            assertThrows(UserError.class, () -> SecretNames.of(Venue.MEXC_SPOT, "", sources));
        assertTrue(half.text().contains("a key for MEXC_SPOT and no secret to sign with"), half.text());
        final UserError none =
            assertThrows(UserError.class, () -> SecretNames.of(Venue.BYBIT_SPOT, "", sources));
        assertTrue(none.text().contains("BYBIT_API_KEY"), none.text());
        assertEquals("08f271887ce94707da822d5263bae19d".length() / 4, SecretNames.idOf(spot.key()).length());
    }

    @Test
    void shouldReadOneLineWhenAValueIsPipedIn() {
        final byte[] bytes = "value\r\nnext".getBytes(StandardCharsets.US_ASCII);
        assertEquals("value", new String(Piped.line(new ByteArrayInputStream(bytes), "A_KEY")));
        final UserError none = assertThrows(
            UserError.class, () -> Piped.line(new ByteArrayInputStream(new byte[0]), "A_KEY"));
        assertTrue(none.text().contains("no value came"), none.text());
    }
}
