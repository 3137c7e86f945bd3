package io.penstock.tools.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher and the scripts that start classes never start older ones than the sources. Maven and Java are told. */
class ScriptsTest {
    private static final String RAN = "java ran";
    private static final String NEWER = "the sources are newer than the build";

    @TempDir
    private Path home;

    private record Seen(int exitCode, String text) {
    }

    /** A checkout with one source and one test in a module, and a Maven and a JDK that say that they ran. */
    @BeforeEach
    void checkout() throws IOException {
        for (final String directory : List.of(".ci", "bench", "config")) {
            Files.createDirectory(home.resolve(directory));
            try (Stream<Path> files = Files.list(Home.directory().resolve(directory))) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, home.resolve(directory).resolve(file.getFileName()));
                }
            }
        }
        Files.copy(Home.directory().resolve("penstock"), home.resolve("penstock"));
        write("pom.xml");
        write("engine/src/main/Source.java");
        write("engine/src/test/SourceTest.java");
        maven("for m in tools bench; do mkdir -p $m/target/classes $m/target/test-classes; : >$m/target/classpath.txt"
            + "; [ -e $m/target/$m-1.jar ] || : >$m/target/$m-1.jar; done");
        script("jdk/bin/java", "echo " + RAN);
        script("jdk/bin/javac", "exit 1");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    }

    private void maven(final String body) throws IOException {
        script("bin/mvn", "echo \"$@\" >>" + home.resolve("built") + "; " + body);
    }

    /** A source of a minute ago, so that a build of now is newer whatever the clock of the disk is. */
    private void write(final String file) throws IOException {
        write(file, Instant.now().minusSeconds(60));
    }

    private void write(final String file, final Instant when) throws IOException {
        final Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "text");
        for (Path at = path; at.startsWith(home); at = at.getParent()) {
            if (Files.isRegularFile(at) || at.toString().contains("src")) {
                Files.setLastModifiedTime(at, FileTime.from(when));
            }
        }
    }

    private void script(final String file, final String body) throws IOException {
        final Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Seen run(final String line) throws IOException, InterruptedException {
        final ProcessBuilder builder = new ProcessBuilder(Stream.of(line.split(" ")).toList())
            .directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().merge("PATH", home.resolve("bin").toString(), (old, bin) -> bin + ":" + old);
        builder.environment().remove("PENSTOCK_CLASSPATH");
        final Process process = builder.start();
        process.getOutputStream().close();
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Seen(process.waitFor(), text);
    }

    private int builds() throws IOException {
        final Path file = home.resolve("built");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private void shouldBuild(final String line, final int builds, final String reason) throws Exception {
        final Seen seen = run(line);
        assertEquals(0, seen.exitCode(), seen.text());
        assertEquals(builds, builds(), seen.text());
        assertTrue(seen.text().startsWith("penstock: " + reason + "; building"), seen.text());
        assertTrue(seen.text().endsWith(RAN + "\n"), seen.text());
    }

    private void shouldOnlyStart(final String line, final int builds) throws Exception {
        final Seen seen = run(line);
        assertEquals(0, seen.exitCode(), seen.text());
        assertEquals(builds, builds(), seen.text());
        assertEquals(RAN + "\n", seen.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh penstock doctor", "bash bench/run", "bash .ci/faults 1 out/f", "bash .ci/kills 1 out/f",
        "bash .ci/live-kills 1 out/f", "bash .ci/simulate planted", "bash .ci/soak 1 out/f",
        "bash .ci/socket-faults 1 out/f"})
    void shouldStartNothingOldWhenSourcesAreNewer(final String line) throws Exception {
        shouldBuild(line, 1, "there is no build yet");
        shouldOnlyStart(line, 1);
        write("engine/src/main/Source.java", Instant.now().plusSeconds(60));
        shouldBuild(line, 2, NEWER);
        write("engine/src/main/Source.java");
        shouldOnlyStart(line, 2);

        write("engine/src/test/SourceTest.java", Instant.now().plusSeconds(60));
        if (line.contains(".ci/")) {
            shouldBuild(line, 3, NEWER);
        } else {
            shouldOnlyStart(line, 2);
        }

        write("pom.xml", Instant.now().plusSeconds(60));
        final int before = builds();
        maven("echo the words of Maven; exit 1");
        final Seen broken = run(line);
        assertTrue(broken.exitCode() != 0, broken.text());
        assertTrue(broken.text().contains("the words of Maven"), broken.text());
        assertFalse(broken.text().contains(RAN), broken.text());
        assertEquals(before + 1, builds());
        assertTrue(run(line).text().contains(NEWER), "a build that broke counts as one");
    }

    @Test
    void shouldBuildAgainWhenASourceIsWrittenDuringTheBuild() throws Exception {
        maven("mkdir -p tools/target/test-classes; : >tools/target/tools-1.jar; "
            + "while [ -z \"$(find engine/src/main/Source.java -newer target/build-begun.*)\" ]; do "
            + "touch engine/src/main/Source.java; done");
        shouldBuild("bash .ci/simulate planted", 1, "there is no build yet");
        shouldBuild("bash .ci/simulate planted", 2, NEWER);
    }

    @Test
    void shouldAskForTheBuildInOnePlaceWhenScriptsAreRead() throws IOException {
        try (Stream<Path> files = Files.list(Home.directory().resolve(".ci"))) {
            for (final Path file : files.toList()) {
                final String text = Files.readString(file);
                assertTrue(!text.contains("-cp ") || text.contains("\nbuilt tools src\n"),
                    file + " starts classes without looking whether they are old");
            }
        }
    }
}
