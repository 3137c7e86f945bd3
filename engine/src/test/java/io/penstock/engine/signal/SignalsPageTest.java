package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Parameter;
import io.penstock.api.Session;
import io.penstock.api.SignalVerdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code docs/signals.md} against the code, and the settings by themselves. */
class SignalsPageTest {
    private static String page() throws IOException {
        final Path here = Path.of("docs/signals.md");
        return Files.readString(Files.exists(here) ? here : Path.of("engine/docs/signals.md"));
    }

    private static String plain(final double value) {
        return new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
    }

    @Test
    void shouldListEverySettingAsItIsDeclared() throws IOException {
        final String page = page();
        final StringBuilder rows = new StringBuilder("|---|---|---|---|---|---|\n");
        for (final Parameter parameter : SignalSettings.parameters()) {
            rows.append("| `").append(parameter.name()).append("` | ").append(parameter.unit()).append(" | ")
                .append(plain(parameter.minimum())).append(" | ").append(plain(parameter.maximum())).append(" | ")
                .append(plain(parameter.defaultValue())).append(" | ").append(parameter.description()).append(" |\n");
            assertTrue(parameter.live(), parameter.name());
        }
        assertTrue(page.contains(rows + "\n"), rows.toString());
    }

    @Test
    void shouldNameEveryVerdict() throws IOException {
        final String page = page();
        for (final SignalVerdict verdict : SignalVerdict.values()) {
            assertTrue(page.contains(verdict.name()), verdict.name());
        }
    }

    @Test
    void shouldNameEveryFaultWhenSettingsAreWrong() {
        assertEquals("min_score = 2.0 is outside -1.0 to 1.0; min_timeframes = 1.5 must be a whole number; unknown "
            + "parameter thumb, known are " + SignalSettings.parameters().stream().map(Parameter::name).sorted()
            .toList(), assertThrows(IllegalArgumentException.class, () -> new SignalSettings(
                Map.of("min_score", 2.0, "min_timeframes", 1.5, "thumb", 1.0))).getMessage());
    }

    @Test
    void shouldFollowTheSessionWhenAValueIsMeantForOne() {
        final SignalSettings settings = new SignalSettings(Map.of("min_score", 0.3, "min_score@us", 0.6));
        assertEquals(0.3, settings.minScore());
        settings.values().activate(Session.US.bit());
        assertEquals(0.6, settings.minScore());
        settings.values().change("min_score@us", 0.7);
        assertEquals(0.7, settings.minScore());
        settings.values().activate(0);
        assertEquals(List.of(0.3, 0.45), List.of(settings.minScore(), settings.minProbability()));
    }
}
