package io.penstock.tools.simulator;

import io.penstock.api.ExecutionType;
import io.penstock.api.RejectReason;
import io.penstock.api.VenueCondition;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** The private stream: in order as long as nothing goes wrong; reports are repeated, overtaken, or lost with a cut. */
final class PrivateStream implements VenueStream {
    private final World world;
    private final VenueTruth truth;
    private final PrivateWire wire;
    private final SplittableRandom random;
    private final Map<Long, Long> ended = new HashMap<>();
    private boolean up;
    private boolean told;
    private int life;
    private long lastNs;

    PrivateStream(final World world, final VenueTruth truth, final PrivateWire wire, final SplittableRandom random) {
        this.world = world;
        this.truth = truth;
        this.wire = wire;
        this.random = random;
    }

    void connect() {
        final int mine = life;
        world.agenda().after(50 * World.MILLI_NS + random.nextLong(World.SECOND_NS / 2), () -> {
            if (mine == life) {
                up = true;
                told = true;
                wire.status(VenueCondition.PRIVATE_UP, 0, 0);
            }
        });
    }

    void disconnect() {
        up = false;
        told = false;
        life++;
    }

    /** Breaks; noticed up to a second later, and there anew within ten seconds. */
    void cut() {
        if (!up) {
            return;
        }
        world.situations().reached(Situation.STREAM_CUT);
        disconnect();
        final int mine = life;
        world.agenda().after(random.nextLong(World.SECOND_NS), () -> {
            if (mine == life) {
                wire.status(VenueCondition.PRIVATE_DOWN, 0, 0);
                world.agenda().after(random.nextLong(10 * World.SECOND_NS), () -> {
                    if (mine == life) {
                        connect();
                    }
                });
            }
        });
    }

    @Override
    public void onWord(final VenueOrder order, final ExecutionType type, final RejectReason reason) {
        final long cumulative = order.cumulative;
        final long timeNs = world.nowNs();
        tell(() -> {
            if (type == ExecutionType.CANCELED) {
                ended.put(order.clientOrderId, timeNs);
            }
            wire.word(order, type, reason, cumulative, false, timeNs);
        });
    }

    @Override
    public void onTrade(final VenueTrade trade) {
        if (!up && world.running()) {
            world.situations().reached(Situation.FILL_LOST_WITH_STREAM);
        }
        tell(() -> {
            if (ended.containsKey(trade.clientOrderId())) {
                world.situations().reached(Situation.LATE_FILL_AFTER_CANCELED);
            }
            wire.trade(trade, false);
        });
    }

    @Override
    public void onFlow(final VenueFlow flow) {
        tell(() -> wire.flow(flow));
    }

    private void tell(final Runnable what) {
        if (!up) {
            return;
        }
        final int mine = life;
        final Runnable ifUp = () -> {
            if (mine == life) {
                what.run();
            }
        };
        final boolean overtaken = world.happens(Hazard.REORDER_REPORT, random);
        final long delayNs = World.MILLI_NS / 5 + random.nextLong(10 * World.MILLI_NS);
        if (overtaken) {
            world.situations().reached(Situation.REPORT_OVERTAKEN);
            world.agenda().after(delayNs + random.nextLong(3 * World.SECOND_NS), ifUp);
        } else {
            lastNs = Math.max(lastNs, world.nowNs() + delayNs);
            world.agenda().at(lastNs, ifUp);
        }
        while (world.happens(Hazard.REPEAT_REPORT, random)) {
            world.situations().reached(Situation.REPORT_REPEATED);
            world.agenda().after(delayNs + random.nextLong(10 * World.SECOND_NS), ifUp);
        }
    }
}
