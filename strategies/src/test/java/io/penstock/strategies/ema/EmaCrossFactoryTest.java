package io.penstock.strategies.ema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.StrategyFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmaCrossFactoryTest {
    private final StrategyFactory factory = new EmaCrossFactory();

    private ParameterValues values(final Map<String, Double> settings) {
        return ParameterValues.of(factory.parameters(), settings);
    }

    @Test
    void shouldDeclareWhatCanBeSet() {
        assertEquals("ema_cross", factory.name());
        assertEquals("[fast_bars, slow_bars, order_lots]",
            factory.parameters().stream().map(Parameter::name).toList().toString());
        assertEquals(Map.of("fast_bars", 12.0, "slow_bars", 26.0, "order_lots", 0.0), values(Map.of()).asMap());
        assertInstanceOf(EmaCrossStrategy.class, factory.create(values(Map.of())));
    }

    @Test
    void shouldRefuseWhenTheFastAverageIsNotTheShorterOne() {
        assertEquals("ema_cross: fast_bars = 26 must be below slow_bars = 26",
            assertThrows(IllegalArgumentException.class,
                () -> factory.create(values(Map.of("fast_bars", 26.0)))).getMessage());
    }
}
