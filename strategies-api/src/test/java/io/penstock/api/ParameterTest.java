package io.penstock.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.Parameter.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterTest {
    private static final Parameter BARS = new Parameter("bars", "bars", Type.INTEGER, 1, 100, 12, "Length.");
    private static final Parameter EDGE = new Parameter("edge", "ratio", Type.DECIMAL, -1, 1, 0.25, "Edge.");
    private static final List<Parameter> BOTH = List.of(BARS, EDGE);

    @Test
    void shouldPassBothEndsOfTheRangeWhenChecked() {
        assertNull(BARS.fault(1));
        assertNull(BARS.fault(100));
        assertNull(EDGE.fault(-1));
        assertNull(EDGE.fault(0.123));
    }

    @Test
    void shouldSayWhatIsWrongWhenAValueIsNotAllowed() {
        assertEquals("bars = 0.0 is outside 1.0 to 100.0", BARS.fault(0));
        assertEquals("bars = 2.5 must be a whole number", BARS.fault(2.5));
        assertEquals("edge = NaN is outside -1.0 to 1.0", EDGE.fault(Double.NaN));
        assertEquals("edge = Infinity is outside -1.0 to 1.0", EDGE.fault(Double.POSITIVE_INFINITY));
    }

    @Test
    void shouldRefuseTheDeclarationWhenItsDefaultIsNotAllowed() {
        assertEquals("default of x = 5.0 is outside 0.0 to 1.0", assertThrows(IllegalArgumentException.class,
            () -> new Parameter("x", "ratio", Type.DECIMAL, 0, 1, 5, "Too much.")).getMessage());
        assertEquals("default of n = 0.5 must be a whole number", assertThrows(IllegalArgumentException.class,
            () -> new Parameter("n", "lots", Type.INTEGER, 0, 1, 0.5, "Half.")).getMessage());
    }

    @Test
    void shouldFillInDefaultsWhenNothingIsSet() {
        final ParameterValues values = ParameterValues.of(BOTH, Map.of("bars", 7.0));
        assertEquals(7, values.integer("bars"));
        assertEquals(0.25, values.decimal("edge"));
        assertEquals(Map.of("bars", 7.0, "edge", 0.25), values.asMap());
        assertThrows(UnsupportedOperationException.class, () -> values.asMap().put("bars", 8.0));
    }

    @Test
    void shouldNameEveryFaultAtOnceWhenSettingsAreWrong() {
        assertEquals("bars = 101.0 is outside 1.0 to 100.0; unknown parameter bras, known are [bars, edge]; "
            + "edge = 2.0 is outside -1.0 to 1.0; unknown parameter hedge, known are [bars, edge]",
            assertThrows(IllegalArgumentException.class, () -> ParameterValues.of(
                BOTH, Map.of("bars", 101.0, "edge", 2.0, "hedge", 1.0, "bras", 1.0))).getMessage());
    }

    @Test
    void shouldSayWhichWhenAParameterWasNeverDeclared() {
        final ParameterValues values = ParameterValues.of(BOTH, Map.of());
        assertEquals("parameter bar is not declared",
            assertThrows(IllegalArgumentException.class, () -> values.integer("bar")).getMessage());
    }

    @Test
    void shouldSayWhatASettingIsInOtherSessionsWithoutMovingIt() {
        final Parameter live = new Parameter("edge", "ratio", Type.DECIMAL, -1, 1, 0.25, "Least edge.", true);
        final ParameterValues values = ParameterValues.of(List.of(live), Map.of("edge@us", 0.5, "edge@europe", 0.75));
        final Setting edge = values.setting("edge");
        assertEquals(0.25, edge.during(0));
        assertEquals(0.25, edge.during(Session.ASIA.bit()));
        assertEquals(0.75, edge.during(Session.EUROPE.bit()));
        assertEquals(0.5, edge.during(Session.EUROPE.bit() | Session.US.bit()), "the later one");
        assertEquals(0.25, edge.value());
        values.activate(Session.US.bit());
        assertEquals(0.5, edge.value());
    }
}
