package io.penstock.tools.crash;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A {@link CrashChild} seen from its parent: same Java, class path and flags as this process, and the client compiler
 * only, since it does not live long. One thread.
 */
final class ChildProcess implements AutoCloseable {
    private static final long TIMEOUT_NS = 60_000_000_000L;

    private final Path words;
    private final AckFile acks;
    private final Process process;

    /**
     * Starts one, which then warms up by itself.
     *
     * @param directory      to work in
     * @param name           sets its files apart from those of another child
     * @param stepsPerSecond of its market, in real time
     */
    ChildProcess(final Path directory, final String name, final int stepsPerSecond) {
        words = directory.resolve(name + ".log");
        final Path file = directory.resolve(name + ".acks");
        acks = AckFile.map(file);
        acks.clear();
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agent")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), CrashChild.class.getName(),
            file.toString(), Home.config().toString(), directory.resolve(name + "-warm").toString(),
            String.valueOf(stepsPerSecond)));
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile()).start();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it has told. */
    AckFile acks() {
        return acks;
    }

    /** Tells it what to do, once it is warm. */
    void tell(final Path journal, final long marketSeed) {
        await(AckFile.READY);
        try {
            process.getOutputStream().write((journal + "\t" + marketSeed + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has come to a phase. */
    void await(final long phase) {
        final long deadlineNs = System.nanoTime() + TIMEOUT_NS;
        while (acks.phase() < phase) {
            if (endsWithin(1) || System.nanoTime() - deadlineNs > 0) {
                throw new IllegalStateException("the child did not come to phase " + phase + ":\n" + told());
            }
        }
    }

    /** Kills it some time from now. */
    void killAfter(final int delayMs) {
        if (endsWithin(delayMs)) {
            throw new IllegalStateException("the child ended by itself:\n" + told());
        }
        kill();
    }

    private boolean endsWithin(final int delayMs) {
        try {
            return process.waitFor(delayMs, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String told() {
        try {
            return Files.readString(words);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
        acks.close();
    }
}
