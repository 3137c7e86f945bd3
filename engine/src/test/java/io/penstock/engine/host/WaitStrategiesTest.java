package io.penstock.engine.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import org.junit.jupiter.api.Test;

class WaitStrategiesTest {
    @Test
    void shouldFindEveryStrategyByItsName() {
        assertInstanceOf(BlockingWaitStrategy.class, WaitStrategies.of("blocking", 64));
        assertInstanceOf(YieldingWaitStrategy.class, WaitStrategies.of("yielding", 1));
        assertInstanceOf(SleepingWaitStrategy.class, WaitStrategies.of("sleeping", 1));
        assertInstanceOf(BusySpinWaitStrategy.class, WaitStrategies.of("busyspin", 1));
    }

    @Test
    void shouldBlockBelowFourCoresWhenLeftToItself() {
        assertInstanceOf(BlockingWaitStrategy.class, WaitStrategies.of("auto", 3));
        assertInstanceOf(YieldingWaitStrategy.class, WaitStrategies.of("auto", 4));
    }

    @Test
    void shouldNameAllOfThemWhenThereIsNoSuchName() {
        assertEquals("no wait strategy is called 'spin'; there are: auto, blocking, yielding, sleeping, busyspin",
            assertThrows(IllegalArgumentException.class, () -> WaitStrategies.of("spin", 8)).getMessage());
    }

    @Test
    void shouldSuitTheMachineWhenNothingIsConfigured() {
        final RingSettings settings = RingSettings.defaults();
        assertEquals(8_192, settings.inboundSlots());
        assertEquals(8_192, settings.outboundSlots());
        assertEquals("auto", settings.waitStrategy());
        assertEquals(Runtime.getRuntime().availableProcessors() < 4, settings.oneThread());
        assertTrue(settings.threads().newThread(() -> { }).isDaemon());
    }
}
