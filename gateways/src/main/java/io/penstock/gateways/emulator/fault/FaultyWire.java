package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.fault.FaultyLink.What;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The way from a venue to its clients with faults of frames and of connections in it. One thread. */
final class FaultyWire implements EmulatorWire {
    private final FaultDice dice;
    private final FaultPlan.Sizes sizes;
    private final Map<Integer, FaultyLink> links = new LinkedHashMap<>();
    private final List<Integer> overrun = new ArrayList<>();
    private long nowNs;

    FaultyWire(final FaultDice dice, final FaultPlan.Sizes sizes) {
        this.dice = dice;
        this.sizes = sizes;
    }

    void at(final long newNowNs) {
        nowNs = Math.max(nowNs, newNowNs);
    }

    void open(final int connection) {
        links.put(connection, new FaultyLink(connection));
    }

    FaultyLink link(final int connection) {
        return links.get(connection);
    }

    void remove(final int connection) {
        links.remove(connection);
    }

    /** Those that a fault can hit, in the order in which they were opened. */
    List<FaultyLink> healthy() {
        final List<FaultyLink> healthy = new ArrayList<>(links.size());
        for (final FaultyLink link : links.values()) {
            if (!link.halfOpen && !link.ended) {
                healthy.add(link);
            }
        }
        return healthy;
    }

    /** Ends a connection before anything that waits for it is sent. */
    void cut(final FaultyLink link, final Ending how) {
        link.clear();
        link.ended = true;
        link.add(What.CLOSE, null, how, nowNs, 1);
    }

    @Override
    public void sendText(final int connection, final byte[] text) {
        data(connection, What.TEXT, text);
    }

    @Override
    public void sendBinary(final int connection, final byte[] data) {
        data(connection, What.BINARY, data);
    }

    @Override
    public void ping(final int connection, final byte[] payload) {
        final FaultyLink link = links.get(connection);
        if (link != null && !link.halfOpen && nowNs >= link.stalledUntilNs) {
            link.add(What.PING, payload.clone(), null, nowNs, sizes.slowBytesPerSecond());
        }
    }

    @Override
    public void close(final int connection, final Ending how) {
        final FaultyLink link = links.get(connection);
        if (link != null && !link.halfOpen && !link.ended) {
            link.ended = true;
            link.add(What.CLOSE, null, how, nowNs, 1);
        }
    }

    private void data(final int connection, final What what, final byte[] frame) {
        final FaultyLink link = links.get(connection);
        if (link == null || link.halfOpen || link.ended || nowNs < link.stalledUntilNs) {
            return;
        }
        if (happens(Fault.DROP, connection, frame)) {
            return;
        }
        final byte[] sent = spoiled(connection, what == What.BINARY, frame);
        if (happens(Fault.DELAY, connection, frame)) {
            link.delay(nowNs, 1 + (long) (dice.random(Fault.DELAY).unit() * sizes.delayNs()));
        }
        if (dice.happens(Fault.REORDER, nowNs) && link.hold(what, sent, nowNs)) {
            dice.done(Fault.REORDER, connection, frame, nowNs);
            return;
        }
        link.add(what, sent, null, nowNs, sizes.slowBytesPerSecond());
        if (happens(Fault.DUPLICATE, connection, frame)) {
            link.add(what, sent, null, nowNs, sizes.slowBytesPerSecond());
        }
        if (link.queuedBytes() > sizes.slowQueueBytes() && nowNs < link.slowUntilNs) {
            overrun.add(connection);
        }
    }

    private boolean happens(final Fault fault, final int connection, final byte[] frame) {
        final boolean happens = dice.happens(fault, nowNs);
        if (happens) {
            dice.done(fault, connection, frame, nowNs);
        }
        return happens;
    }

    private byte[] spoiled(final int connection, final boolean binary, final byte[] frame) {
        byte[] sent = frame.clone();
        if (dice.happens(Fault.WRONG_SEQUENCE, nowNs)) {
            final byte[] wrong = FrameSpoiler.sequence(sent, binary, dice.random(Fault.WRONG_SEQUENCE));
            if (wrong != null) {
                dice.done(Fault.WRONG_SEQUENCE, connection, frame, nowNs);
                sent = wrong;
            }
        }
        if (frame.length > 1 && happens(Fault.CORRUPT, connection, frame)) {
            sent = FrameSpoiler.structure(sent, binary, random(Fault.CORRUPT));
        }
        if (sent.length > 1 && happens(Fault.TRUNCATE, connection, frame)) {
            sent = FrameSpoiler.truncated(sent, random(Fault.TRUNCATE));
        }
        if (happens(Fault.OVERSIZE, connection, frame)) {
            sent = FrameSpoiler.oversized(sent, binary, sizes.oversizeBytes());
        }
        return sent;
    }

    private SeededRandom random(final Fault fault) {
        return dice.random(fault);
    }

    /** Connections whose queue of a slow consumer is full; forgets them. */
    List<Integer> takeOverrun() {
        if (overrun.isEmpty()) {
            return List.of();
        }
        final List<Integer> taken = List.copyOf(overrun);
        overrun.clear();
        return taken;
    }

    long nextDueNs() {
        long due = Long.MAX_VALUE;
        for (final FaultyLink link : links.values()) {
            due = Math.min(due, link.nextDueNs());
        }
        return due;
    }

    /** Sends what is due. */
    void release(final EmulatorWire wire) {
        for (final FaultyLink link : List.copyOf(links.values())) {
            for (FaultyLink.Item item = link.poll(nowNs); item != null; item = link.poll(nowNs)) {
                send(wire, link, item);
            }
        }
    }

    private void send(final EmulatorWire wire, final FaultyLink link, final FaultyLink.Item item) {
        switch (item.what()) {
            case TEXT -> wire.sendText(link.connection, item.data());
            case BINARY -> wire.sendBinary(link.connection, item.data());
            case PING -> wire.ping(link.connection, item.data());
            default -> {
                link.clear();
                if (item.ending() != Ending.HALF_OPEN) {
                    links.remove(link.connection);
                }
                wire.close(link.connection, item.ending());
            }
        }
    }
}
