package io.penstock.tools.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.host.RingSettings;
import io.penstock.tools.config.HostConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HostsTest {
    private static HostConfig config(final HostConfig.JournalStage stage, final boolean pin) {
        return new HostConfig(1_024, 2_048, HostConfig.Wait.AUTO, stage, pin, List.of(), 10);
    }

    @Test
    void shouldUseOneThreadBelowFourCoresUnlessTold() {
        assertTrue(Hosts.settings(config(HostConfig.JournalStage.AUTO, false), 2, false).oneThread());
        assertFalse(Hosts.settings(config(HostConfig.JournalStage.AUTO, false), 4, false).oneThread());
        assertFalse(Hosts.settings(config(HostConfig.JournalStage.OWN_THREAD, false), 2, false).oneThread());
        assertTrue(Hosts.settings(config(HostConfig.JournalStage.ENGINE_THREAD, false), 64, false).oneThread());
    }

    @Test
    void shouldCarrySizesAndWaitingOver() {
        final RingSettings settings = Hosts.settings(config(HostConfig.JournalStage.AUTO, true), 2, true);
        assertEquals(1_024, settings.inboundSlots());
        assertEquals(2_048, settings.outboundSlots());
        assertEquals("auto", settings.waitStrategy());
        assertTrue(settings.measure());
        assertTrue(settings.threads() instanceof PinnedThreads);
    }

    @Test
    void shouldRunUnpinnedAndSaySoWhenThePinCannotBeHad() throws InterruptedException {
        final ByteArrayOutputStream said = new ByteArrayOutputStream();
        final boolean[] ran = new boolean[1];
        final Thread thread = new PinnedThreads(
            List.of(100_000), new PrintStream(said, true, StandardCharsets.UTF_8)).newThread(() -> ran[0] = true);
        thread.setName("penstock-engine");
        thread.start();
        thread.join();
        assertTrue(ran[0]);
        final String words = said.toString(StandardCharsets.UTF_8);
        assertTrue(
            words.startsWith("pin: penstock-engine could not be pinned to core 100000 and runs unpinned"), words);
        assertTrue(words.contains("set host.pin = false"), words);
    }
}
