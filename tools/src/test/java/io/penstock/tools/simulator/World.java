package io.penstock.tools.simulator;

import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/** What all parts of one simulation share: time, chance, hazards, venues, and the process when it runs. */
final class World {
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long SECOND_NS = 1_000_000_000L;
    /** Nothing goes wrong before: instruments may not be told yet. */
    static final long FIRST_NS = SECOND_NS;
    static final long MILLI_NS = 1_000_000L;

    private final Agenda agenda = new Agenda(START_NS);
    private final Situations situations = new Situations();
    private final List<Listing> listings = new ArrayList<>();
    private final List<SimulatedVenueLink> links = new ArrayList<>();
    private final Swarm swarm;
    private final SplittableRandom random;
    private final PlantedBug bug;
    private EngineProcess process;
    private Judge judge;
    private Trace trace = Trace.NONE;
    private boolean calm;
    private int defined;
    private int backlog;

    World(final Swarm swarm, final PlantedBug bug) {
        this.swarm = swarm;
        this.bug = bug;
        random = new SplittableRandom(swarm.seed());
    }

    Agenda agenda() {
        return agenda;
    }

    long nowNs() {
        return agenda.nowNs();
    }

    Situations situations() {
        return situations;
    }

    List<Listing> listings() {
        return listings;
    }

    List<SimulatedVenueLink> links() {
        return links;
    }

    Swarm swarm() {
        return swarm;
    }

    SplittableRandom random() {
        return random;
    }

    void process(final EngineProcess now) {
        process = now;
    }

    EngineProcess process() {
        return process;
    }

    void judge(final Judge newJudge) {
        judge = newJudge;
    }

    Judge judge() {
        return judge;
    }

    /** Where everything is told from now on. */
    void trace(final Trace newTrace) {
        trace = newTrace;
    }

    Trace trace() {
        return trace;
    }

    /** An instrument was told to a process; they are told in order. */
    void defined(final int instrumentId) {
        defined = Math.max(defined, instrumentId + 1);
    }

    boolean isDefined(final int instrumentId) {
        return instrumentId < defined;
    }

    boolean running() {
        return process != null;
    }

    /** From now on nothing goes wrong any more. */
    void calm() {
        calm = true;
        links.forEach(SimulatedVenueLink::calm);
    }

    /** From now on inputs pile up so far, in 1/256 of the ring. */
    void backlog(final int level) {
        backlog = level;
    }

    int backlog() {
        return backlog;
    }

    boolean planted(final PlantedBug which) {
        return bug == which;
    }

    boolean isCalm() {
        return calm;
    }

    /** Whether a hazard that is drawn per event happens now; draws from the drawer's own chance. */
    boolean happens(final Hazard hazard, final SplittableRandom drawer) {
        final double drawn = drawer.nextDouble();
        return !calm && drawn < swarm.rate(hazard);
    }

    /** Calls something at random moments, as often as a hazard's rate says, until it is calm. */
    void recurring(final Hazard hazard, final SplittableRandom drawer, final Runnable what) {
        final double rate = swarm.rate(hazard);
        if (rate <= 0) {
            return;
        }
        final long waitNs = (long) (-StrictMath.log(1 - drawer.nextDouble()) / rate * SECOND_NS);
        agenda.after(waitNs, () -> {
            if (!calm) {
                if (nowNs() >= START_NS + FIRST_NS) {
                    what.run();
                }
                recurring(hazard, drawer, what);
            }
        });
    }

    /** Publishes records to the process; nobody hears them when it does not run. */
    void publish(final DirectBuffer records, final int count, final EventSource source) {
        if (process != null) {
            process.publish(records, count, source);
        }
    }

    SimulatedVenueLink linkOf(final Venue venue) {
        for (final SimulatedVenueLink link : links) {
            if (link.venue() == venue) {
                return link;
            }
        }
        throw new Violation("I2", "something for " + venue + ", where nothing is traded");
    }

    SimulatedVenueLink linkOf(final int instrumentId) {
        for (final SimulatedVenueLink link : links) {
            if (link.truth().listing(instrumentId) != null) {
                return link;
            }
        }
        throw new IllegalStateException("instrument " + instrumentId + " is of no venue");
    }
}
