package io.penstock.tools.replay;

import io.penstock.api.Strategy;
import io.penstock.engine.TradingEngine;
import io.penstock.strategies.flash.FlashFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * SHA-256 of the class files that make up the fold, so that a run says by which code it was made.
 *
 * <p>Class files in order of their names, from jars or folders alike. Any thread; reads files.
 */
public final class CodeHash {
    private CodeHash() {
    }

    /**
     * Hash of the engine and of the words it is built on.
     *
     * @return 32 bytes
     */
    public static byte[] ofEngine() {
        return of(List.of(Strategy.class, TradingEngine.class));
    }

    /**
     * Hash of the strategies that are known.
     *
     * @return 32 bytes
     */
    public static byte[] ofStrategies() {
        return of(List.of(FlashFactory.class));
    }

    /**
     * Hash of everything that lies beside some classes.
     *
     * @param anchors one class per jar or folder
     * @return 32 bytes
     */
    public static byte[] of(final List<Class<?>> anchors) {
        try {
            final MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (final Class<?> anchor : anchors) {
                addAll(digest, Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI()));
            }
            return digest.digest();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the engine's own classes", e);
        } catch (final NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addAll(final MessageDigest digest, final Path source) throws IOException {
        if (Files.isDirectory(source)) {
            addTree(digest, source);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(source)) {
                addTree(digest, jar.getPath("/"));
            }
        }
    }

    private static void addTree(final MessageDigest digest, final Path root) throws IOException {
        final List<Path> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(classes::add);
        }
        classes.sort((a, b) -> name(root, a).compareTo(name(root, b)));
        for (final Path file : classes) {
            digest.update(name(root, file).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
    }

    private static String name(final Path root, final Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
