package io.penstock.tools.explain;

import io.penstock.api.SignalVerdict;
import io.penstock.tools.cli.Dates;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Signals and verdicts as users name them. Stateless; any thread; allocates. */
final class SignalName {
    private static final char AT = '@';

    private SignalName() {
    }

    /** The signal behind {@code STRATEGY} or {@code STRATEGY@TIME}; strategies are in the order of their ids. */
    static Target parse(final String name, final List<String> strategies) {
        final int at = name.indexOf(AT);
        final String strategy = at < 0 ? name : name.substring(0, at);
        final int id = strategies.indexOf(strategy);
        if (id < 0) {
            throw new UserError("no strategy of the run is called '" + strategy + "'", "--signal " + name,
                strategies.isEmpty() ? "the run has no strategy" : "the nearest is "
                    + NearestWord.of(strategy, strategies) + "; there are " + String.join(", ", strategies));
        }
        return Target.signal(id,
            at < 0 ? Long.MAX_VALUE : Dates.parse("--signal " + name, name.substring(at + 1)));
    }

    /** The verdict of that name; {@code null} when it is empty. */
    static SignalVerdict verdict(final String name) {
        if (name.isEmpty()) {
            return null;
        }
        final List<String> names = Arrays.stream(SignalVerdict.values()).map(Enum::name).toList();
        final int found = names.indexOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        if (found < 0) {
            throw new UserError("there is no verdict called '" + name + "'", "--last-signal " + name,
                "the nearest is " + NearestWord.of(name.toUpperCase(Locale.ROOT), names) + "; there are "
                    + String.join(", ", names));
        }
        return SignalVerdict.values()[found];
    }
}
