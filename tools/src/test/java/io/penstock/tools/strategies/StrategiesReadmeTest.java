package io.penstock.tools.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.StrategyFactory;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The tables of strategies/README.md are what the factories declare. */
class StrategiesReadmeTest {
    private static String tableBelow(final String heading) throws IOException {
        final String page = Files.readString(Home.directory().resolve("strategies/README.md"));
        final int section = page.indexOf("\n### " + heading + "\n");
        assertTrue(section >= 0, "strategies/README.md has no section " + heading);
        final int begin = page.indexOf("\n| parameter |", section) + 1;
        final int end = page.indexOf("\n\n", begin);
        return page.substring(begin, end < 0 ? page.length() : end + 1);
    }

    @Test
    void shouldShowWhatIsDeclaredWhenAStrategyIsRead() throws IOException {
        for (final StrategyFactory factory : Strategies.all()) {
            assertEquals(StrategyDocs.table(StrategyDocs.own(factory, Strategies.all())), tableBelow(factory.name()),
                "the table of " + factory.name());
        }
    }

    @Test
    void shouldShowWhatAllShareWhenTheyUseSignals() throws IOException {
        assertEquals(StrategyDocs.table(StrategyDocs.shared(Strategies.all())),
            tableBelow("Shared by all that use signals"));
        assertEquals("[atr_bars, base_confidence, restate_change, long_only, confirm_bars, confirm_band_pct,"
            + " most_against, weight, max_position_pct]", StrategyDocs.shared(Strategies.all()).stream()
            .map(p -> p.name()).toList().toString());
    }
}
