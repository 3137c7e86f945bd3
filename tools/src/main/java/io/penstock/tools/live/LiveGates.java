package io.penstock.tools.live;

import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The two words without which no order leaves. Stateless; any thread. */
final class LiveGates {
    /** Name in the environment; only its value {@code true} opens the gate. */
    static final String VARIABLE = "I_UNDERSTAND_LIVE_TRADING";

    private LiveGates() {
    }

    /**
     * Refuses unless both gates are open.
     *
     * @param environment of the process
     * @param live        whether {@code --live} was given
     * @return both values, in words for the journal
     * @throws UserError naming each gate that is shut
     */
    static String require(final Map<String, String> environment, final boolean live) {
        final String value = environment.getOrDefault(VARIABLE, "");
        final List<String> shut = new ArrayList<>();
        if (!"true".equals(value)) {
            shut.add("the environment does not say " + VARIABLE + "=true"
                + (value.isEmpty() ? "" : " but something else"));
        }
        if (!live) {
            shut.add("--live is not given");
        }
        if (!shut.isEmpty()) {
            throw new UserError("live trading sends orders that cost money, and not both gates are open: "
                + String.join("; ", shut), "penstock live", VARIABLE + "=true ./penstock live --live, once you mean it;"
                + " penstock paper trades without orders");
        }
        return "gates: " + VARIABLE + "=true, --live given";
    }
}
