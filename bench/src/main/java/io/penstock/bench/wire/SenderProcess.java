package io.penstock.bench.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Our end of a {@link WireSender}: the child process and its pipes. One thread, but for {@link #snapshot}. */
final class SenderProcess implements AutoCloseable {
    private static final int CLOCK_PINGS = 2_000;

    private final Process process;
    private final Writer in;
    private final BufferedReader out;
    private final int wirePort;
    private final int httpPort;
    private final int echoPort;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What a schedule came to on the sending side, in nanoseconds. */
    record Sent(long tookNs, long lateP50Ns, long lateP99Ns, long lateMaxNs) {
    }

    SenderProcess(final WireSession session, final Path data, final boolean beginning) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // the tests' agents and the big heap are for this process only
            if (!flag.startsWith("-Xm") && !flag.startsWith("-javaagent") && !flag.startsWith("-agentlib")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path"), WireSender.class.getName(),
            session.name(), data.toString(), Boolean.toString(beginning)));
        process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        in = process.outputWriter(StandardCharsets.US_ASCII);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        final String[] words = read("READY");
        wirePort = Integer.parseInt(words[1]);
        httpPort = Integer.parseInt(words[2]);
        echoPort = Integer.parseInt(words[3]);
    }

    int wirePort() {
        return wirePort;
    }

    int echoPort() {
        return echoPort;
    }

    /** Asks for the book over HTTP; on the client's own threads. */
    CompletableFuture<byte[]> snapshot() {
        return http.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/depth")).build(),
            HttpResponse.BodyHandlers.ofByteArray()).thenApply(HttpResponse::body);
    }

    private String[] read(final String word) throws IOException {
        String line = out.readLine();
        while (line != null && !line.startsWith(word + " ")) {
            System.err.println("sender: " + line);
            line = out.readLine();
        }
        if (line == null) {
            throw new IOException("the sender has ended");
        }
        return line.split(" ");
    }

    private void write(final String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /**
     * Holds the two clocks against each other: in the best exchange theirs must lie between our two readings.
     *
     * @return for people
     */
    String compareClocks() throws IOException {
        long leastNs = Long.MAX_VALUE;
        long offsetNs = 0;
        boolean between = true;
        for (int i = 0; i < CLOCK_PINGS; i++) {
            final long beforeNs = System.nanoTime();
            write("CLOCK");
            final long theirNs = Long.parseLong(read("CLOCK")[1]);
            final long afterNs = System.nanoTime();
            between &= theirNs - beforeNs >= 0 && afterNs - theirNs >= 0;
            if (afterNs - beforeNs < leastNs) {
                leastNs = afterNs - beforeNs;
                offsetNs = theirNs - beforeNs - leastNs / 2;
            }
        }
        if (!between) {
            throw new IllegalStateException("System.nanoTime is not one clock for two processes here: their reading "
                + "does not lie between two of ours");
        }
        return "one clock in both processes: in " + CLOCK_PINGS + " exchanges theirs always lay between two readings "
            + "of ours; best exchange " + leastNs + " ns, theirs " + offsetNs + " ns off its middle";
    }

    /** Begins a schedule; {@link #sent} must follow. */
    void send(final int first, final int count, final long startNs, final int perSecond) {
        try {
            write("SEND " + first + " " + count + " " + startNs + " " + perSecond);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end of the schedule. */
    Sent sent() {
        try {
            final String[] words = read("SENT");
            return new Sent(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]),
                Long.parseLong(words[4]));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (final IOException e) {
            process.destroyForcibly();
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
