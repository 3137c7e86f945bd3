package io.penstock.engine.reconcile;

import static io.penstock.engine.reconcile.LiveRig.LINEAR;
import static io.penstock.engine.reconcile.LiveRig.PERP;
import static io.penstock.engine.reconcile.LiveRig.SPOT_VENUE;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.VenueCondition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The truth behind a venue that loses, delays, repeats and reorders words; it holds what it really did, to compare.
 */
final class ModelVenue {
    /** How often something goes wrong, of 100. */
    int faults = 15;
    int refusals;

    private final SplittableRandom random;
    private final LiveRig rig;
    private final Map<Long, Truth> orders = new TreeMap<>();
    private final List<Word> words = new ArrayList<>();
    private final Map<String, Integer> sent = new HashMap<>();
    private long executionId;
    private long position;

    private static final class Truth {
        private long id;
        private long quantity;
        private long filled;
        private Side side;
        private boolean ended;
        private long arrivesNs;
        private final List<long[]> trades = new ArrayList<>();
    }

    private record Word(long atNs, Runnable tell) {
    }

    ModelVenue(final SplittableRandom random, final LiveRig rig) {
        this.random = random;
        this.rig = rig;
    }

    private boolean bad() {
        return random.nextInt(100) < faults;
    }

    private void later(final long mostMs, final Runnable tell) {
        words.add(new Word(rig.nowNs() + random.nextLong(mostMs * 1_000_000L + 1), tell));
    }

    /** A word over the stream: lost, late, twice. */
    private void stream(final Runnable tell) {
        if (!bad()) {
            later(bad() ? 8_000 : 50, tell);
            if (bad()) {
                later(3_000, tell);
            }
        }
    }

    /** Carries out what the engine said since the last call. */
    void hear() {
        for (final String line : rig.take("NEW", "CANCEL", "QUERY", "RECONCILE")) {
            final String[] parts = line.split(" ");
            if (parts[0].equals("RECONCILE")) {
                list(Integer.parseInt(parts[2]));
                continue;
            }
            if (parts[0].equals("CANCEL_ALL")) {
                continue;
            }
            final String[] halves = parts[1].split("#");
            final long id = Long.parseLong(halves[0]) << 40 | Long.parseLong(halves[1]);
            switch (parts[0]) {
                case "NEW" -> {
                    sent.merge(parts[1], 1, Integer::sum);
                    place(id);
                }
                case "CANCEL" -> cancel(id);
                default -> query(id);
            }
        }
    }

    private void place(final long id) {
        final Truth truth = new Truth();
        truth.id = id;
        truth.quantity = rig.engine.fold().orders().find(id).quantity();
        truth.side = rig.engine.fold().orders().find(id).side();
        if (bad()) {
            // the request is lost
            if (random.nextBoolean()) {
                later(1_000, () -> rig.sent(id, PERP, OrderCommandType.NEW, SendResult.UNKNOWN));
            }
            return;
        }
        truth.arrivesNs = rig.nowNs() + (faults > 0 && random.nextInt(3) == 0 ? random.nextLong(5_000_000_000L) : 0);
        orders.put(id, truth);
        if (bad()) {
            later(1_000, () -> rig.sent(id, PERP, OrderCommandType.NEW, SendResult.UNKNOWN));
        }
        if (!bad()) {
            words.add(new Word(truth.arrivesNs, () -> word(truth, ExecutionType.ACCEPTED, truth.filled, 0)));
        }
    }

    private void word(final Truth truth, final ExecutionType type, final long filled, final int flags) {
        rig.report(truth.id, PERP, type, RejectReason.NONE, 0, 0, filled, flags, truth.side);
    }

    private void trade(final Truth truth, final long[] trade, final int flags) {
        rig.report(
            truth.id, PERP, ExecutionType.TRADE, RejectReason.NONE, trade[0], trade[1], trade[2], flags, truth.side);
    }

    private void cancel(final long id) {
        final Truth truth = orders.get(id);
        if (bad() || truth == null) {
            later(1_000, () -> rig.sent(id, PERP, OrderCommandType.CANCEL, SendResult.UNKNOWN));
        } else if (truth.ended) {
            refusals++;
            stream(() -> rig.report(
                id, PERP, ExecutionType.CANCEL_REJECTED, RejectReason.TOO_LATE, 0, 0, 0, 0, truth.side));
        } else {
            truth.ended = true;
            final long filled = truth.filled;
            stream(() -> word(truth, ExecutionType.CANCELED, filled, 0));
        }
    }

    private void query(final long id) {
        final Truth truth = orders.get(id);
        if (bad()) {
            later(3_000, () -> rig.sent(id, PERP, OrderCommandType.QUERY, SendResult.UNKNOWN));
        } else if (truth == null || truth.arrivesNs > rig.nowNs()) {
            later(bad() ? 20_000 : 200, () -> rig.sent(id, PERP, OrderCommandType.QUERY, SendResult.NOT_FOUND));
        } else {
            final long filled = truth.filled;
            final List<long[]> trades = List.copyOf(truth.trades);
            final ExecutionType type = truth.ended && filled < truth.quantity
                ? ExecutionType.CANCELED : ExecutionType.ACCEPTED;
            later(bad() ? 8_000 : 200, () -> {
                for (final long[] trade : trades) {
                    trade(truth, trade, 1);
                }
                word(truth, type, filled, 1);
            });
        }
    }

    private void list(final int venue) {
        rig.list(venue);
        if (bad()) {
            rig.venue(venue, VenueCondition.SNAPSHOT_FAILED, 0, rig.request(venue));
            return;
        }
        if (venue == SPOT_VENUE) {
            rig.balance("USDT", 1_000_00000000L).balance("STK", 5_00000000L);
        } else {
            for (final Truth truth : orders.values()) {
                if (!truth.ended && truth.arrivesNs <= rig.nowNs()) {
                    rig.listed(truth.id, PERP, truth.quantity, truth.filled);
                }
            }
            rig.position(position);
        }
        rig.end(venue);
    }

    /** Something happens at the venue. */
    void fillSomething() {
        for (final Truth truth : orders.values()) {
            if (!truth.ended && truth.arrivesNs <= rig.nowNs() && random.nextInt(3) == 0) {
                final long left = truth.quantity - truth.filled;
                final long quantity = random.nextBoolean() ? left : 1 + random.nextLong(left);
                truth.filled += quantity;
                truth.ended = truth.filled == truth.quantity;
                position += truth.side == Side.BUY ? quantity : -quantity;
                final long[] trade = {++executionId, quantity, truth.filled};
                truth.trades.add(trade);
                stream(() -> trade(truth, trade, 0));
                return;
            }
        }
    }

    void loseStream() {
        rig.down(LINEAR).pass(random.nextLong(4_000)).up(LINEAR);
    }

    /** Tells what is due, in order of time; whether anything waits. */
    boolean tell() {
        final List<Word> due = new ArrayList<>();
        for (final Word word : words) {
            if (word.atNs() <= rig.nowNs()) {
                due.add(word);
            }
        }
        words.removeAll(due);
        due.sort((a, b) -> Long.compare(a.atNs(), b.atNs()));
        for (final Word word : due) {
            word.tell().run();
        }
        return !words.isEmpty();
    }

    long position() {
        return position;
    }

    /** How often the order sent most often was sent. */
    int mostSent() {
        return sent.values().stream().mapToInt(n -> n).max().orElse(0);
    }

    int ordersSent() {
        return sent.size();
    }

    long openOrders() {
        return orders.values().stream().filter(truth -> !truth.ended).count();
    }
}
