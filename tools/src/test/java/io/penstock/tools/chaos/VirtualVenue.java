package io.penstock.tools.chaos;

import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.FeedTransport;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One emulated venue and the feeds that hear it, joined in memory under virtual time: every frame, request and answer
 * takes a latency of its own, and the order on one connection is kept. One thread.
 */
final class VirtualVenue implements EmulatorWire {
    private static final long LEAST_LATENCY_NS = 200_000;
    private static final long MOST_JITTER_NS = 3_000_000;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final VenueProtocol protocol;
    private final Map<Integer, Line> lines = new HashMap<>();
    private final List<Shell> shells = new ArrayList<>();
    private EmulatedVenue venue;
    private int connections;

    VirtualVenue(final VirtualTime time, final VenueProtocol protocol, final long seed) {
        this.time = time;
        this.protocol = protocol;
        this.random = new SplittableRandom(seed);
    }

    /** Puts the venue behind, faults and all; its wire is this. */
    void venue(final EmulatedVenue newVenue) {
        venue = newVenue;
    }

    EmulatedVenue venue() {
        return venue;
    }

    List<Feed> feeds() {
        return shells.stream().map(shell -> shell.feed).toList();
    }

    /** A feed that is started at once. */
    void feed(
        final FeedPlan plan, final EventSource source, final EventSink sink, final ConnectionRules rules,
        final ConnectionBudget budget, final long seed) {
        final Shell shell = new Shell(plan);
        shells.add(shell);
        shell.feed = new Feed(plan, source, sink, rules, budget, shell, seed);
        shell.feed.start(time.nowNs());
        shell.tick();
    }

    /** Frames of the venue that are due; to be called when its time has come. */
    void advance() {
        venue.advance(time.nowNs());
        venue.poll(this);
    }

    private long latencyNs() {
        return LEAST_LATENCY_NS + random.nextLong(MOST_JITTER_NS);
    }

    @Override
    public void sendText(final int connection, final byte[] text) {
        deliver(connection, new Frame(text.clone(), false));
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        deliver(connection, new Frame(data.clone(), true));
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        final Line line = lines.get(connection);
        if (line != null) {
            final byte[] copy = payload.clone();
            line.later(() -> {
                line.shell.feed.onControlFrame(line.lane, time.nowNs());
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
            line.later(line::closedByVenue);
        }
    }

    private void deliver(final int connection, final Frame frame) {
        final Line line = lines.get(connection);
        if (line != null) {
            line.later(() -> line.receive(frame));
        }
    }

    private record Frame(byte[] data, boolean binary) {
    }

    /** One connection. */
    private final class Line {
        private final Shell shell;
        private final int connection;
        private final int lane;
        private final ArrayDeque<Frame> kept = new ArrayDeque<>();
        private long lastToClientNs;
        private long lastToVenueNs;
        private boolean dead;
        private boolean gone;

        Line(final Shell shell, final int connection, final int lane) {
            this.shell = shell;
            this.connection = connection;
            this.lane = lane;
        }

        void later(final Runnable what) {
            lastToClientNs = Math.max(lastToClientNs, time.nowNs() + latencyNs());
            time.at(lastToClientNs, () -> {
                if (!dead && !gone) {
                    what.run();
                }
            });
        }

        void back(final Runnable what) {
            lastToVenueNs = Math.max(lastToVenueNs, time.nowNs() + latencyNs());
            time.at(lastToVenueNs, () -> {
                if (!dead && lines.containsKey(connection)) {
                    what.run();
                    venue.poll(VirtualVenue.this);
                }
            });
        }

        void receive(final Frame frame) {
            kept.add(frame);
            pump();
        }

        void pump() {
            while (!kept.isEmpty() && shell.give(lane, kept.peek())) {
                kept.remove();
            }
        }

        /** Frames that came before the end are given first, as a socket would. */
        void closedByVenue() {
            pump();
            end();
            shell.feed.onClosed(lane, time.nowNs());
        }

        void end() {
            gone = true;
            lines.remove(connection);
            if (shell.lanes[lane] == this) {
                shell.lanes[lane] = null;
            }
        }
    }

    /** The I/O below one feed. */
    private final class Shell implements FeedTransport {
        private final FeedPlan plan;
        private final UnsafeBuffer view = new UnsafeBuffer(new byte[0]);
        private final Line[] lanes = new Line[2];
        private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
        private Feed feed;

        Shell(final FeedPlan plan) {
            this.plan = plan;
        }

        void tick() {
            feed.onTimer(time.nowNs());
            if (feed.resume(time.nowNs())) {
                for (int lane = 0; lane < lanes.length; lane++) {
                    if (lanes[lane] != null) {
                        lanes[lane].pump();
                    }
                }
            }
            time.after(Feed.TICK_NS, this::tick);
        }

        boolean give(final int lane, final Frame frame) {
            view.wrap(frame.data());
            return frame.binary() ? feed.onBinary(lane, view, 0, frame.data().length, time.nowNs())
                : feed.onText(lane, view, 0, frame.data().length, time.nowNs());
        }

        @Override
        public void connect(final int lane) {
            final int connection = ++connections;
            final Line line = new Line(this, connection, lane);
            lanes[lane] = line;
            time.after(latencyNs(), () -> {
                if (!line.gone) {
                    lines.put(connection, line);
                    venue.onOpen(connection, plan.path(), time.nowNs());
                    line.later(() -> feed.onOpen(lane, time.nowNs()));
                    venue.poll(VirtualVenue.this);
                }
            });
        }

        @Override
        public void close(final int lane) {
            final Line line = lanes[lane];
            if (line != null) {
                final int connection = line.connection;
                line.end();
                time.after(latencyNs(), () -> {
                    venue.onClosed(connection, time.nowNs());
                    venue.poll(VirtualVenue.this);
                });
                time.after(0, () -> feed.onClosed(lane, time.nowNs()));
            }
        }

        @Override
        public void sendText(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            final Line line = lanes[lane];
            if (line != null) {
                final String text = buffer.getStringWithoutLengthAscii(offset, length);
                line.back(() -> venue.onText(line.connection, text, time.nowNs()));
            }
        }

        @Override
        public void reading(final boolean on) {
            // frames that are not taken wait in the line
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            time.after(latencyNs(), () -> {
                final HttpAnswer answer = venue.onHttp(
                    "GET", protocol.askSnapshot(symbol).pathAndQuery(), Map.of(), "", time.nowNs());
                time.after(latencyNs() + answer.delayNs(), () -> onAnswer(instrument, answer));
            });
        }

        private void onAnswer(final int instrument, final HttpAnswer answer) {
            if (answer.status() != 200) {
                feed.onSnapshotFailed(instrument, time.nowNs() + 1_000_000_000L, time.nowNs());
                return;
            }
            final byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (!feed.onSnapshot(instrument, new UnsafeBuffer(body), 0, body.length, time.nowNs())) {
                time.after(Feed.TICK_NS, () -> onAnswer(instrument, answer));
            }
        }
    }
}
