package io.penstock.tools.orders;

import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.tools.chaos.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One emulated venue below one link, in memory under virtual time: every frame, request and answer takes a latency of
 * its own, and the order on one connection is kept. What the link does not take is kept and given again.
 */
final class WireVenue implements OrderPath.Wire, EmulatorWire {
    private static final String HOST = "ws://emulator";
    private static final long LEAST_LATENCY_NS = 200_000;
    private static final long MOST_JITTER_NS = 3_000_000;

    private final VirtualTime time;
    private final EmulatedVenue venue;
    private final SplittableRandom random;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<Integer, Line> byLink = new HashMap<>();
    private final ArrayDeque<BooleanSupplier> kept = new ArrayDeque<>();
    private OrderLink link;
    private int connections;

    WireVenue(final VirtualTime time, final EmulatedVenue venue, final long seed) {
        this.time = time;
        this.venue = venue;
        random = new SplittableRandom(seed);
    }

    /** One connection. */
    private final class Line {
        private final int connection;
        private final int number;
        private final ArrayDeque<BooleanSupplier> frames = new ArrayDeque<>();
        private long lastToClientNs;
        private long lastToVenueNs;
        private boolean gone;
        private boolean dead;

        Line(final int connection, final int number) {
            this.connection = connection;
            this.number = number;
        }

        void later(final Runnable what) {
            lastToClientNs = Math.max(lastToClientNs, time.nowNs() + latencyNs());
            time.at(lastToClientNs, () -> {
                if (!gone && !dead) {
                    what.run();
                }
            });
        }

        void back(final Runnable what) {
            lastToVenueNs = Math.max(lastToVenueNs, time.nowNs() + latencyNs());
            time.at(lastToVenueNs, () -> {
                if (!dead && lines.containsKey(number)) {
                    what.run();
                    venue.poll(WireVenue.this);
                }
            });
        }

        void pump() {
            while (!frames.isEmpty() && frames.peek().getAsBoolean()) {
                frames.remove();
            }
        }

        void end(final CloseReason reason) {
            pump();
            gone = true;
            lines.remove(number);
            byLink.remove(connection, this);
            link.onClosed(connection, reason, "", 0, time.nowNs());
        }
    }

    private long latencyNs() {
        return LEAST_LATENCY_NS + random.nextLong(MOST_JITTER_NS);
    }

    /** What the venue has to say by now. */
    void advance() {
        venue.advance(time.nowNs());
        venue.poll(this);
    }

    @Override
    public void link(final OrderLink newLink) {
        link = newLink;
    }

    @Override
    public void again() {
        while (!kept.isEmpty() && kept.peek().getAsBoolean()) {
            kept.remove();
        }
        for (final Line line : Map.copyOf(byLink).values()) {
            line.pump();
        }
    }

    @Override
    public void connect(final int connection, final String address) {
        if (!address.startsWith(HOST)) {
            throw new AssertionError("no venue at " + address);
        }
        final Line line = new Line(connection, ++connections);
        byLink.put(connection, line);
        time.after(latencyNs(), () -> {
            if (!line.gone) {
                lines.put(line.number, line);
                venue.onOpen(line.number, address.substring(HOST.length()), time.nowNs());
                line.later(() -> link.onOpen(connection, time.nowNs()));
                venue.poll(this);
            }
        });
    }

    @Override
    public void close(final int connection) {
        final Line line = byLink.remove(connection);
        if (line != null) {
            line.gone = true;
            time.after(latencyNs(), () -> {
                if (lines.remove(line.number) != null) {
                    venue.onClosed(line.number, time.nowNs());
                    venue.poll(this);
                }
            });
        }
        time.after(0, () -> link.onClosed(connection, CloseReason.OURS, "", 0, time.nowNs()));
    }

    @Override
    public boolean sendText(final int connection, final String text) {
        final Line line = byLink.get(connection);
        if (line == null) {
            return false;
        }
        line.back(() -> venue.onText(line.number, text, time.nowNs()));
        return true;
    }

    @Override
    public void ask(final long askId, final SignedAsk ask) {
        final long lateNs = time.nowNs() + ask.timeoutMs() * OrderPath.MS;
        final Map<String, String> headers = new HashMap<>();
        ask.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        time.after(latencyNs(), () -> {
            final HttpAnswer answer =
                venue.onHttp(ask.method(), ask.pathAndQuery(), headers, ask.body(), time.nowNs());
            venue.poll(this);
            final long backNs = time.nowNs() + latencyNs() + answer.delayNs();
            if (answer.status() > 0 && backNs < lateNs) {
                final String wait = answer.headers().getOrDefault("Retry-After", "0");
                final OrderAnswer told = new OrderAnswer(answer.status(), Long.parseLong(wait) * OrderPath.SECOND_NS,
                    answer.body().getBytes(StandardCharsets.UTF_8));
                time.at(backNs, () -> give(() -> link.onAnswer(askId, told, time.nowNs())));
            } else {
                time.at(answer.status() < 0 ? backNs : lateNs,
                    () -> give(() -> link.onLost(askId, true, time.nowNs())));
            }
        });
    }

    private void give(final BooleanSupplier what) {
        kept.add(what);
        again();
    }

    @Override
    public void reading(final boolean on) {
        // what is not taken waits here
    }

    @Override
    public void sendText(final int connection, final byte[] text) {
        final byte[] copy = text.clone();
        deliver(connection, true, copy);
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        deliver(connection, false, data.clone());
    }

    private void deliver(final int number, final boolean text, final byte[] data) {
        final Line line = lines.get(number);
        if (line != null) {
            final UnsafeBuffer view = new UnsafeBuffer(data);
            line.later(() -> {
                line.frames.add(() -> text ? link.onText(line.connection, view, 0, data.length, time.nowNs())
                    : link.onBinary(line.connection, view, 0, data.length, time.nowNs()));
                line.pump();
            });
        }
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        final Line line = lines.get(connection);
        if (line != null) {
            final byte[] copy = payload.clone();
            line.later(() -> {
                link.onControlFrame(line.connection, time.nowNs());
                line.back(() -> venue.onPong(connection, copy, time.nowNs()));
            });
        }
    }

    @Override
    public void close(final int connection, final Ending how) {
        final Line line = lines.get(connection);
        if (line == null) {
            return;
        }
        if (how == Ending.HALF_OPEN) {
            line.dead = true;
        } else {
            line.later(() -> line.end(how == Ending.RST ? CloseReason.RESET : CloseReason.CLOSE_FRAME));
        }
    }
}
