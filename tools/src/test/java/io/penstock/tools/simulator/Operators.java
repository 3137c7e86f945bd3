package io.penstock.tools.simulator;

import io.penstock.api.HostCondition;
import io.penstock.api.OperatorAction;
import io.penstock.api.Scope;
import io.penstock.api.TradingState;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.HostStatusEncoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.ServerTimeEncoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/** People: they kill scopes and let them live again, cancel, flatten, and release what latched after a look at it. */
final class Operators {
    private static final byte[] WHO = "simulated".getBytes(StandardCharsets.US_ASCII);

    private final World world;
    private final SplittableRandom random;
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private long commands;
    private boolean forGood;

    Operators(final World world, final SplittableRandom random) {
        this.world = world;
        this.random = random;
        world.recurring(Hazard.KILL, random.split(), this::kill);
        world.recurring(Hazard.CANCEL_ALL, random.split(), () -> say(OperatorAction.CANCEL_ALL, scope(), 0, null));
        world.recurring(Hazard.FLATTEN, random.split(), this::flatten);
        world.recurring(Hazard.HOST_TROUBLE, random.split(), this::hostTrouble);
        world.recurring(Hazard.CLOCK_SKEW, random.split(), this::clockSkew);
        world.recurring(Hazard.BACKLOG, random.split(), this::backlog);
        world.agenda().after(random.nextLong(5 * World.SECOND_NS), this::release);
    }

    private void hostTrouble() {
        world.situations().reached(Situation.HOST_TROUBLE);
        final boolean watchdog = random.nextBoolean();
        host(watchdog ? HostCondition.WATCHDOG_LOST : HostCondition.ALERTS_DEAD);
        world.agenda().after(random.nextLong(10 * World.SECOND_NS),
            () -> host(watchdog ? HostCondition.WATCHDOG_BACK : HostCondition.ALERTS_BACK));
    }

    private void host(final HostCondition condition) {
        new HostStatusEncoder().wrap(record, Records.HEADER_LENGTH).condition((short) condition.code())
            .reserved((short) 0).reserved2((short) 0).reserved3(0).observedValue(1).limitValue(2);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + HostStatusEncoder.BLOCK_LENGTH,
            HostStatusEncoder.BLOCK_LENGTH, HostStatusEncoder.TEMPLATE_ID, world.nowNs());
        world.publish(record, 1, EventSource.HOST);
    }

    private void clockSkew() {
        world.situations().reached(Situation.CLOCK_SKEWED);
        final int venue = world.links().get(random.nextInt(world.links().size())).venue().code();
        serverTime(venue, random.nextLong(2 * World.SECOND_NS) - World.SECOND_NS);
        world.agenda().after(random.nextLong(10 * World.SECOND_NS), () -> serverTime(venue, 0));
    }

    private void serverTime(final int venue, final long offsetNs) {
        new ServerTimeEncoder().wrap(record, Records.HEADER_LENGTH).venue((short) venue).reserved((short) 0)
            .reserved2((short) 0).reserved3(0).offsetNs(offsetNs).uncertaintyNs(World.MILLI_NS);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + ServerTimeEncoder.BLOCK_LENGTH,
            ServerTimeEncoder.BLOCK_LENGTH, ServerTimeEncoder.TEMPLATE_ID, world.nowNs());
        world.publish(record, 1, EventSource.HOST);
    }

    private void backlog() {
        world.situations().reached(Situation.BACKLOG);
        world.backlog(128 + random.nextInt(128));
        world.agenda().after(random.nextLong(5 * World.SECOND_NS), () -> world.backlog(0));
    }

    private record At(Scope scope, int id) {
    }

    private At scope() {
        final int instrument = random.nextInt(world.listings().size());
        return switch (random.nextInt(4)) {
            case 0 -> new At(Scope.GLOBAL, -1);
            case 1 -> new At(Scope.VENUE, world.listings().get(instrument).venue().code());
            case 2 -> new At(Scope.INSTRUMENT, instrument);
            default -> new At(Scope.STRATEGY, 0);
        };
    }

    private void kill() {
        final At at = scope();
        say(OperatorAction.SET_TRADING_STATE, at, 0, TradingState.KILLED);
        world.agenda().after(World.SECOND_NS + random.nextLong(10 * World.SECOND_NS), () -> revive(at));
    }

    private void revive(final At at) {
        if (forGood) {
            return;
        }
        if (!world.running()) {
            world.agenda().after(World.SECOND_NS, () -> revive(at));
            return;
        }
        say(OperatorAction.SET_TRADING_STATE, at, 0, TradingState.ACTIVE);
    }

    /** The end: everything is killed, and nobody lets it live again. */
    void killForGood() {
        forGood = true;
        say(OperatorAction.SET_TRADING_STATE, new At(Scope.GLOBAL, -1), 0, TradingState.KILLED);
    }

    private void flatten() {
        say(OperatorAction.FLATTEN, scope(), 0, null);
    }

    /** Now and then somebody looks at what latched and lets it go. */
    private void release() {
        if (world.running() && !forGood) {
            for (final LadderModel.Latch latch : List.copyOf(world.judge().ladder().latched())) {
                world.judge().ladder().latched().remove(latch);
                say(OperatorAction.RELEASE, new At(latch.scope(), latch.id()), latch.cause(), null);
            }
        }
        world.agenda().after(World.SECOND_NS + random.nextLong(10 * World.SECOND_NS), this::release);
    }

    private void say(final OperatorAction action, final At at, final long argument, final TradingState state) {
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(record, Records.HEADER_LENGTH);
        event.commandIdHigh(world.nowNs()).commandIdLow(++commands)
            .instrumentId(at.scope == Scope.INSTRUMENT ? at.id : -1).command((short) action.code())
            .tradingState((short) (state == null ? 0 : state.code())).role((short) 2).channel((short) 0)
            .argument(argument).scopeKind((short) at.scope.code()).reserved((short) 0).reserved2((short) 0)
            .scopeId(at.id);
        event.putWho(WHO, 0, WHO.length).putBody(WHO, 0, 0).putReason(WHO, 0, WHO.length);
        EventFrame.header(record, 0, Records.HEADER_LENGTH + event.encodedLength(),
            OperatorCommandEncoder.BLOCK_LENGTH, OperatorCommandEncoder.TEMPLATE_ID, world.nowNs());
        world.publish(record, 1, EventSource.HOST);
    }
}
