package io.penstock.bench.venues;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.wire.WireFrames;
import io.penstock.bench.wire.WireSession;
import io.penstock.gateways.common.InstrumentDefinition;
import java.util.List;

/**
 * Nanoseconds and bytes per message of each venue's session, from frame to encoded events, over all kinds of messages
 * in its recording.
 */
public final class VenuesGroup implements Group {
    private static final double NO_BYTES = 0.005;

    @Override
    public String name() {
        return "venues";
    }

    @Override
    public void measure(final Context context) {
        for (final WireSession venue : WireSession.values()) {
            final WireFrames frames = venue.read(context.data(), context.scale() == Context.Scale.SMOKE);
            measure(context, venue, frames, venue.definition(context.data()));
        }
    }

    private static void measure(
        final Context context, final WireSession venue, final WireFrames frames,
        final InstrumentDefinition definition) {
        final int warm = Math.min(4_000, frames.count() / 3);
        final SessionPass ours = new SessionPass(venue, definition, frames, warm);
        final Peer peer = venue.binary() ? new ProtobufPeer(frames, warm) : new JacksonPeer(frames, warm);
        final long expected = peer.checksum();
        if (ours.checksum() != expected) {
            throw new IllegalStateException(
                venue.words() + ": the levels published are not those that " + peer.name() + " reads");
        }
        ours.prepare();
        final long atWarm = ours.records();
        final long messages = ours.run();
        final double records = (double) (ours.records() - atWarm) / messages;
        final boolean alone = venue != WireSession.USDM && venue != WireSession.SPOT;
        final Interleaved harness = new Interleaved(context.pace()).add("ours", ours).add(peer.name(), peer);
        if (alone) {
            harness.add("decode alone", new DecodePass(venue, definition, frames, warm));
        }
        final List<Interleaved.Sample> samples = harness.measure();
        final String what = venue.words() + " (" + messages + " messages, mean " + Row.number(records) + " events, "
            + bytes(frames, warm) + " B)";
        row(context, "frame to events, " + what, samples.get(0), samples.get(1));
        if (alone) {
            row(context, "decode alone, " + what, samples.get(2), samples.get(1));
        }
    }

    private static void row(
        final Context context, final String metric, final Interleaved.Sample ours, final Interleaved.Sample peer) {
        final Row row = Row.known(metric, Row.ns(ours), peer.name() + " " + Row.ns(peer) + ", "
            + Row.number(peer.bytes()) + " B", ours.medianNs() / peer.medianNs(), ours.bytes());
        context.add(new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), "0 B",
            Row.yesNo(ours.bytes() < NO_BYTES), row.bytes()));
    }

    private static long bytes(final WireFrames frames, final int warm) {
        long sum = 0;
        for (int i = warm; i < frames.count(); i++) {
            sum += frames.payloadLength(i);
        }
        return sum / (frames.count() - warm);
    }
}
