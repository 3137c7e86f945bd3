package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options of everything that starts an emulator ({@code @Mixin}). Main thread. */
final class EmulatorOptions {
    private static final Pattern FAULT = Pattern.compile("([a-z0-9-]+)(?:=([0-9.]+)|@([0-9.]+)s)");
    private static final double SECOND_NS = 1e9;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "7", description = "Of the markets. Default: 7.")
    private long seed;

    @Option(names = "--fault", paramLabel = "NAME=RATE|NAME@SECONDSs", split = ",",
        description = "What goes wrong: drop=0.001 (share of frames or requests; cuts and stalls: a second), or"
            + " cut-rst@5s (once). Repeatable.")
    private final List<String> faults = new ArrayList<>();

    long seed() {
        return seed;
    }

    /** What the user wants to go wrong. */
    FaultPlan plan() {
        FaultPlan plan = FaultPlan.none(seed);
        for (final String text : faults) {
            plan = with(plan, text);
        }
        return plan;
    }

    private static FaultPlan with(final FaultPlan plan, final String text) {
        final Matcher match = FAULT.matcher(text);
        final List<String> names = Arrays.stream(Fault.values()).map(EmulatorOptions::word).toList();
        if (!match.matches()) {
            throw new UserError("a fault is NAME=RATE or NAME@SECONDSs", "--fault " + text,
                "--fault drop=0.001 or --fault cut-rst@5s; there are " + String.join(", ", names));
        }
        if (!names.contains(match.group(1))) {
            throw new UserError("no fault is called " + match.group(1), "--fault " + text, "the nearest is "
                + NearestWord.of(match.group(1), names) + "; there are " + String.join(", ", names));
        }
        final Fault fault = Fault.values()[names.indexOf(match.group(1))];
        try {
            return match.group(2) != null ? plan.with(fault, Double.parseDouble(match.group(2)))
                : plan.at(fault, (long) (Double.parseDouble(match.group(3)) * SECOND_NS));
        } catch (final IllegalArgumentException e) {
            throw new UserError(e.getMessage(), "--fault " + text, "a number in that range");
        }
    }

    private static String word(final Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An emulator of some venues with the faults wanted; instruments beside the known ones are made up. */
    static EmulatorConfig config(
        final List<Venue> venues, final int instruments, final FaultPlan plan, final long seed, final double speed,
        final boolean tls, final int port) {
        final List<EmulatorConfig.VenueConfig> configs = new ArrayList<>();
        for (final Venue venue : venues) {
            final List<EmulatedInstrument> traded = new ArrayList<>(EmulatedInstruments.known(venue));
            if (instruments > traded.size()) {
                traded.addAll(EmulatedInstruments.many(venue, instruments - traded.size(), 1));
            }
            configs.add(new EmulatorConfig.VenueConfig(venue, traded, plan));
        }
        return new EmulatorConfig(configs, seed, speed, tls, port);
    }

    /** The same with other balances of the demo account. */
    static EmulatorConfig withMoney(final EmulatorConfig config, final Map<String, String> balances) {
        return new EmulatorConfig(config.venues().stream().map(one -> new EmulatorConfig.VenueConfig(
            one.venue(), one.instruments(), one.faults(), balances)).toList(), config.seed(), config.speed(),
            config.tls(), config.basePort());
    }
}
