package io.penstock.tools.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM of its own with its own flags that replays a journal.
 *
 * @param name  for people
 * @param java  executable
 * @param flags of the JVM
 * @param shape of the run
 */
record MatrixCell(String name, Path java, List<String> flags, SessionRun.Shape shape) {
    private static final long LIMIT_MINUTES = 10;

    /** Four cells that differ in as much as four can. */
    static List<MatrixCell> few() {
        final List<Path> javas = javas();
        final Path first = javas.get(0);
        final Path last = javas.get(javas.size() - 1);
        return List.of(
            cell("serial", first, SessionRun.Shape.REPLAY, "-XX:+UseSerialGC"),
            cell("other JDK, parallel, Turkish, Kathmandu", last, SessionRun.Shape.RING_BURSTS,
                "-XX:+UseParallelGC", "-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Kathmandu"),
            cell("other JDK, interpreter", last, SessionRun.Shape.REPLAY, "-Xint"),
            cell("identity hash 2, client compiler", first, SessionRun.Shape.EXTRA_TIME,
                "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2", "-XX:TieredStopAtLevel=1", "-XX:+UseG1GC"));
    }

    /** Every JDK with every collector, compiler, place and shape. */
    static List<MatrixCell> all() {
        final List<MatrixCell> cells = new ArrayList<>();
        for (final Path java : javas()) {
            for (final String collector : List.of("-XX:+UseSerialGC", "-XX:+UseG1GC", "-XX:+UseParallelGC")) {
                for (final SessionRun.Shape shape : SessionRun.Shape.values()) {
                    cells.add(cell("default compilers", java, shape, collector));
                }
            }
            cells.add(cell("interpreter", java, SessionRun.Shape.REPLAY, "-Xint"));
            cells.add(cell("interpreter, rings", java, SessionRun.Shape.RING_BURSTS, "-Xint"));
            cells.add(cell("client compiler", java, SessionRun.Shape.REPLAY, "-XX:TieredStopAtLevel=1"));
            cells.add(cell("no tiers", java, SessionRun.Shape.REPLAY, "-XX:-TieredCompilation"));
            cells.add(cell("Turkish", java, SessionRun.Shape.REPLAY, "-Duser.language=tr", "-Duser.country=TR"));
            cells.add(cell("Arabic", java, SessionRun.Shape.REPLAY, "-Duser.language=ar", "-Duser.country=EG"));
            cells.add(cell("Kathmandu", java, SessionRun.Shape.REPLAY, "-Duser.timezone=Asia/Kathmandu"));
            for (final int hash : List.of(0, 2, 3)) {
                cells.add(cell("identity hash " + hash, java, SessionRun.Shape.REPLAY,
                    "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=" + hash));
            }
        }
        return cells;
    }

    private static MatrixCell cell(
        final String name, final Path java, final SessionRun.Shape shape, final String... flags) {
        return new MatrixCell(name + " " + String.join(" ", flags) + " " + shape + " " + java.getParent().getParent()
            .getFileName(), java, List.of(flags), shape);
    }

    /** This JDK first, then every other from 17 on that lies beside it. */
    private static List<Path> javas() {
        final Path home = Path.of(System.getProperty("java.home"));
        final List<Path> found = new ArrayList<>(List.of(home.resolve("bin/java")));
        final Path beside = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(beside)) {
            try (Stream<Path> homes = Files.list(beside)) {
                homes.filter(other -> !Files.isSymbolicLink(other) && Files.isExecutable(other.resolve("bin/java"))
                        && Files.isRegularFile(other.resolve("release")) && !other.equals(home))
                    .sorted().map(other -> other.resolve("bin/java")).forEach(found::add);
            } catch (final IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return found;
    }

    /** This JDK without any compiler. */
    static MatrixCell interpreter() {
        return cell("interpreter", javas().get(0), SessionRun.Shape.REPLAY, "-Xint");
    }

    /** Runs it; the hash it printed. */
    String run(final Path journal) throws IOException, InterruptedException {
        return run(journal, SessionRun.class, shape.name());
    }

    /** Runs a program on a journal; what it printed as its hash. */
    String run(final Path journal, final Class<?> program, final String argument)
        throws IOException, InterruptedException {
        final Path log = Files.createTempFile("matrix", ".log");
        final List<String> command = new ArrayList<>(List.of(java.toString()));
        final Path root = Path.of(System.getProperty("penstock.root", "."));
        command.addAll(Files.readAllLines(root.resolve("config/jvm.args")).stream()
            .filter(line -> line.startsWith("-")).toList());
        command.addAll(flags);
        command.addAll(List.of("-Dpenstock.root=" + root, "-cp", System.getProperty("java.class.path"),
            program.getName(), journal.toString(), argument));
        final Process process =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(name + " took longer than " + LIMIT_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        final String said = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        for (final String line : said.split("\n")) {
            if (line.startsWith("sha256 ")) {
                return line.substring("sha256 ".length()).strip();
            }
        }
        throw new IllegalStateException(name + " gave no hash:\n" + said);
    }
}
