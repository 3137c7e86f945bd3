package io.penstock.tools.simulator;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A venue and the gateway to it, modelled at the level of commands and events, with everything that can go wrong
 * between them. The gateway's laws are those of an order session: nothing is sent twice; every command is followed by
 * a report or a send result; what cannot be known is UNKNOWN.
 */
final class DirectVenue implements SimulatedVenueLink {
    /** Requests older than this are refused by the venue: its receive window. */
    static final long RECEIVE_WINDOW_NS = 5 * World.SECOND_NS;
    private static final long ANSWER_WITHIN_NS = 2 * World.SECOND_NS;

    private final World world;
    private final VenueTruth truth;
    private final SplittableRandom random;
    private final PrivateWire wire;
    private final PrivateStream stream;
    private final Enquiries enquiries;
    private final MarketFeed feed;
    private final VenueTroubles troubles;
    private final Set<Command> inFlight = new HashSet<>();
    private int life;
    private long countdown;

    DirectVenue(final World world, final Venue venue, final SplittableRandom random) {
        this.world = world;
        this.random = random;
        truth = new VenueTruth(venue, world.listings(), random.split(), world.situations());
        wire = new PrivateWire(world, venue);
        stream = new PrivateStream(world, truth, wire, random.split());
        truth.stream(stream);
        enquiries = new Enquiries(world, truth, wire, random.split());
        feed = new MarketFeed(world, truth, random.split());
        troubles = new VenueTroubles(world, truth, wire, random.split());
        world.recurring(Hazard.CUT_STREAM, random.split(), this::cutStream);
    }

    @Override
    public Venue venue() {
        return truth.venue();
    }

    @Override
    public VenueTruth truth() {
        return truth;
    }

    @Override
    public void connect() {
        feed.connect();
        stream.connect();
    }

    @Override
    public void disconnect() {
        life++;
        feed.disconnect();
        stream.disconnect();
        enquiries.disconnect();
    }

    @Override
    public void calm() {
        troubles.calm();
    }

    /** Commands that are between the process and the venue: they may still be carried out. */
    Set<Command> inFlight() {
        return inFlight;
    }

    private void cutStream() {
        if (!inFlight.isEmpty()) {
            world.situations().reached(Situation.STREAM_CUT_WITH_ORDERS_IN_FLIGHT);
        }
        stream.cut();
    }

    @Override
    public void onCommand(final Command command) {
        truth.moment(world.nowNs());
        switch (command.type()) {
            case QUERY -> enquiries.query(command);
            case RECONCILE -> enquiries.reconcile(command);
            case REPLACE -> {
                world.situations().reached(Situation.REPLACE_SENT);
                send(command);
            }
            case CANCEL_ALL -> {
                world.situations().reached(Situation.CANCEL_ALL_SENT);
                send(command);
            }
            default -> send(command);
        }
    }

    /** One command under way, as the gateway knows it. */
    private final class Flight {
        private final Command command;
        private final int mine = life;
        private boolean answered;

        Flight(final Command command) {
            this.command = command;
        }

        boolean heard() {
            return mine == life;
        }

        void unknown() {
            if (heard() && !answered) {
                answered = true;
                if (command.type() == OrderCommandType.NEW) {
                    world.situations().reached(Situation.ORDER_UNKNOWN);
                    final boolean done = truth.order(command.clientOrderId()) != null;
                    world.situations().reached(done ? Situation.UNKNOWN_WAS_DONE : Situation.UNKNOWN_WAS_NOT_DONE);
                } else if (command.type() == OrderCommandType.CANCEL) {
                    world.situations().reached(Situation.UNKNOWN_CANCEL);
                }
                if (world.planted(PlantedBug.RESEND_ON_TIMEOUT)) {
                    send(command);
                } else {
                    wire.result(command, SendResult.UNKNOWN, VenueErrorClass.UNKNOWN_OUTCOME);
                }
            }
        }
    }

    private void send(final Command command) {
        final Flight flight = new Flight(command);
        if (world.happens(Hazard.NOT_SENT, random)) {
            world.situations().reached(Situation.NOT_SENT);
            soon(flight, () -> wire.result(command, SendResult.NOT_SENT, VenueErrorClass.RETRYABLE));
            return;
        }
        world.agenda().after(ANSWER_WITHIN_NS, flight::unknown);
        if (world.happens(Hazard.LOSE_REQUEST, random)) {
            return;
        }
        final boolean slow = world.happens(Hazard.SLOW_REQUEST, random);
        final long delayNs = slow ? random.nextLong((random.nextBoolean() ? 60 : 6) * World.SECOND_NS)
            : World.MILLI_NS / 5 + random.nextLong(10 * World.MILLI_NS);
        inFlight.add(command);
        world.agenda().after(delayNs, () -> {
            inFlight.remove(command);
            arrive(flight, delayNs);
        });
    }

    private void arrive(final Flight flight, final long ageNs) {
        final Command command = flight.command;
        truth.moment(world.nowNs());
        RejectReason refused = RejectReason.NONE;
        boolean tried = false;
        if (ageNs > RECEIVE_WINDOW_NS) {
            world.situations().reached(Situation.LATE_REQUEST_REFUSED);
            refused = RejectReason.TIMESTAMP;
        } else if (troubles.refuses(command) != RejectReason.NONE) {
            refused = troubles.refuses(command);
        } else if (world.happens(Hazard.ERROR_WITHOUT_EFFECT, random)) {
            soon(flight, flight::unknown);
            return;
        } else if (command.type() == OrderCommandType.NEW && world.happens(Hazard.REFUSE_ORDER, random)) {
            refused = RejectReason.INSUFFICIENT_BALANCE;
        } else {
            world.judge().departures().onArrival(command);
            refused = carryOut(command);
            tried = true;
        }
        if (tried && world.happens(Hazard.ERROR_WITH_EFFECT, random)) {
            soon(flight, flight::unknown);
        } else if (!world.happens(Hazard.LOSE_REPLY, random)) {
            final RejectReason reason = refused;
            soon(flight, () -> answer(flight, reason));
        }
    }

    private RejectReason carryOut(final Command command) {
        return switch (command.type()) {
            case NEW -> truth.place(command);
            case CANCEL -> truth.cancel(command.clientOrderId());
            case REPLACE -> {
                final RejectReason result = truth.amend(command.clientOrderId(), command.price(), command.quantity());
                world.situations().reached(
                    result == RejectReason.NONE ? Situation.REPLACE_DONE : Situation.REPLACE_REFUSED);
                yield result;
            }
            case CANCEL_ALL -> {
                truth.cancelAll(command.instrumentId());
                yield RejectReason.NONE;
            }
            case COUNTDOWN -> {
                countDown(command.argument());
                yield RejectReason.NONE;
            }
            case QUERY, RECONCILE -> throw new IllegalStateException("not sent this way");
        };
    }

    private void countDown(final long millis) {
        final long mine = ++countdown;
        if (millis > 0) {
            world.agenda().after(millis * World.MILLI_NS, () -> {
                if (mine == countdown) {
                    world.situations().reached(Situation.COUNTDOWN_FIRED);
                    truth.moment(world.nowNs());
                    truth.cancelAll(-1);
                }
            });
        }
    }

    private void soon(final Flight flight, final Runnable what) {
        world.agenda().after(World.MILLI_NS / 5 + random.nextLong(10 * World.MILLI_NS), () -> {
            if (flight.heard()) {
                what.run();
            }
        });
    }

    private void answer(final Flight flight, final RejectReason refused) {
        final Command command = flight.command;
        final boolean late = flight.answered;
        flight.answered = true;
        if (late && random.nextBoolean()) {
            return; // the gateway has given the question up and throws the answer away
        }
        if (refused == RejectReason.NONE) {
            if (command.type() == OrderCommandType.NEW && random.nextInt(4) == 0) {
                final VenueOrder order = truth.order(command.clientOrderId());
                wire.word(order, ExecutionType.ACCEPTED, RejectReason.NONE, 0, false, order.placedNs);
            } else {
                wire.sent(command);
            }
            return;
        }
        switch (command.type()) {
            case NEW -> {
                world.situations().reached(Situation.ORDER_REFUSED);
                wire.refusal(command, ExecutionType.REJECTED, refused, classOf(refused));
            }
            case CANCEL -> wire.refusal(command, ExecutionType.CANCEL_REJECTED, refused, classOf(refused));
            case REPLACE -> wire.refusal(command, ExecutionType.REPLACE_REJECTED, refused, classOf(refused));
            default -> wire.result(command, SendResult.REFUSED, classOf(refused));
        }
    }

    private static VenueErrorClass classOf(final RejectReason reason) {
        return switch (reason) {
            case TIMESTAMP -> VenueErrorClass.TIME;
            case FILTER -> VenueErrorClass.FILTER;
            case INSUFFICIENT_BALANCE -> VenueErrorClass.FUNDS;
            case RATE_LIMITED -> VenueErrorClass.THROTTLE;
            case INSTRUMENT_HALTED -> VenueErrorClass.RETRYABLE;
            case UNKNOWN_ORDER -> VenueErrorClass.RECONCILE;
            default -> VenueErrorClass.REJECT;
        };
    }
}
