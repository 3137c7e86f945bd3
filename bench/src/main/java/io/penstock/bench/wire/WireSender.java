package io.penstock.bench.wire;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The venue, in a process of its own: sends the framed messages of a recording on a schedule that runs on
 * {@code System.nanoTime}, which on one machine is one clock for all processes. It never waits for the client but in
 * the kernel, and sends what is overdue at once. Commands come line by line over standard input:
 * {@code CLOCK}; {@code SEND first count startNs perSecond}.
 */
public final class WireSender {
    /** From so far away the rest of a wait is spun. */
    private static final long SPIN_NS = 120_000;
    /** So many overdue messages may go in one write. */
    private static final int MOST_TOGETHER = 64;

    private final WireFrames frames;
    private final VenueSocket socket;
    private final Histogram late = new Histogram(60_000_000_000L, 3);

    private WireSender(final WireFrames frames, final VenueSocket socket) {
        this.frames = frames;
        this.socket = socket;
    }

    /**
     * The process.
     *
     * @param args name of the session, directory of the recordings, whether only the beginning
     * @throws IOException when a socket breaks
     */
    public static void main(final String[] args) throws IOException {
        final WireSession session = WireSession.valueOf(args[0]);
        final WireFrames frames = session.read(Path.of(args[1]), Boolean.parseBoolean(args[2]));
        final VenueSocket socket = new VenueSocket(session);
        System.out.println("READY " + socket.port() + " " + http(frames) + " " + EchoServer.start());
        final WireSender sender = new WireSender(frames, socket);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                System.out.println(sender.command(line.split(" ")));
            }
        }
        System.exit(0);
    }

    private static int http(final WireFrames frames) throws IOException {
        final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/depth", exchange -> {
            exchange.sendResponseHeaders(200, frames.snapshot().length);
            exchange.getResponseBody().write(frames.snapshot());
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }

    private String command(final String[] words) throws IOException {
        return switch (words[0]) {
            case "CLOCK" -> "CLOCK " + System.nanoTime();
            case "SEND" -> send(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]),
                Integer.parseInt(words[4]));
            default -> "UNKNOWN " + words[0];
        };
    }

    private String send(final int first, final int count, final long startNs, final int perSecond)
        throws IOException {
        late.reset();
        final ByteBuffer bytes = frames.wire().duplicate();
        int message = 0;
        while (message < count) {
            final long nowNs = await(startNs + WirePlan.dueNs(message, perSecond));
            final int from = (first + message) % frames.count();
            final int most = Math.min(MOST_TOGETHER, Math.min(count - message, frames.count() - from));
            int together = 0;
            while (together < most && nowNs - startNs - WirePlan.dueNs(message + together, perSecond) >= 0) {
                late.recordValue(nowNs - startNs - WirePlan.dueNs(message + together, perSecond));
                together++;
            }
            bytes.limit(frames.start(from + together)).position(frames.start(from));
            socket.write(bytes);
            message += together;
        }
        return "SENT " + (System.nanoTime() - startNs) + " " + late.getValueAtPercentile(50) + " "
            + late.getValueAtPercentile(99) + " " + late.getMaxValue();
    }

    private static long await(final long dueNs) {
        long nowNs = System.nanoTime();
        while (nowNs - dueNs < 0) {
            if (dueNs - nowNs > 2 * SPIN_NS) {
                LockSupport.parkNanos(dueNs - nowNs - SPIN_NS);
            } else {
                Thread.onSpinWait();
            }
            nowNs = System.nanoTime();
        }
        return nowNs;
    }
}
