package io.penstock.strategies.flash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlashFactoryTest {
    private final FlashFactory factory = new FlashFactory();

    @Test
    void shouldDeclareEveryParameterOnceWithUnitRangeAndDescription() {
        final Set<String> names = new HashSet<>();
        for (final Parameter parameter : factory.parameters()) {
            assertTrue(names.add(parameter.name()), parameter.name());
            assertTrue(parameter.name().matches("[a-z]+(_[a-z]+)*"), parameter.name());
            assertTrue(!parameter.unit().isBlank() && parameter.minimum() < parameter.maximum(), parameter.name());
            assertTrue(parameter.description().endsWith("."), parameter.name());
        }
        assertEquals("flash", factory.name());
    }

    @Test
    void shouldMakeAStrategyWhenOnlyDefaultsAreSet() {
        assertNotNull(factory.create(ParameterValues.of(factory.parameters(), Map.of())));
    }

    @Test
    void shouldNameEveryFaultWhenSettingsAreOutOfRangeOrUnknown() {
        final String message = assertThrows(IllegalArgumentException.class, () -> ParameterValues.of(
            factory.parameters(), Map.of("entry_threshold", 2.0, "cooldown_ms", 1.5, "entry_treshold", 1.0)))
            .getMessage();
        assertTrue(message.startsWith("cooldown_ms = 1.5 must be a whole number; "
            + "entry_threshold = 2.0 is outside 0.01 to 1.0; unknown parameter entry_treshold, known are ["), message);
    }

    @Test
    void shouldNameEveryImpossibleCombination() {
        assertEquals("flash: at least one of imbalance_weight, order_flow_weight, trade_flow_weight and "
            + "momentum_weight must be above 0; flash: exit_threshold = 0.5 must be below entry_threshold = 0.4; "
            + "flash: max_position_notional = 10.0 must not be below order_notional = 20.0",
            fault(Map.of("imbalance_weight", 0.0, "order_flow_weight", 0.0, "trade_flow_weight", 0.0,
                "momentum_weight", 0.0, "exit_threshold", 0.5, "entry_threshold", 0.4,
                "max_position_notional", 10.0, "order_notional", 20.0)));
    }

    private String fault(final Map<String, Double> settings) {
        return assertThrows(IllegalArgumentException.class,
            () -> factory.create(ParameterValues.of(factory.parameters(), settings))).getMessage();
    }
}
