package io.penstock.tools.host;

import io.penstock.engine.host.RingSettings;
import io.penstock.tools.config.HostConfig;
import java.util.Locale;

/** From configuration to a ring host's layout. Any thread. */
public final class Hosts {
    private static final int CORES_FOR_TWO_THREADS = 4;

    private Hosts() {
    }

    /**
     * The layout.
     *
     * @param config  as the user set it
     * @param cores   of the machine
     * @param measure whether latency is recorded
     * @return settings of a ring host
     */
    public static RingSettings settings(final HostConfig config, final int cores, final boolean measure) {
        final boolean oneThread = switch (config.journalStage()) {
            case AUTO -> cores < CORES_FOR_TWO_THREADS;
            case OWN_THREAD -> false;
            case ENGINE_THREAD -> true;
        };
        final RingSettings plain = RingSettings.defaults();
        return new RingSettings(
            config.inboundSlots(), config.outboundSlots(), config.waitStrategy().name().toLowerCase(Locale.ROOT),
            oneThread, config.pin() ? new PinnedThreads(config.pinCores(), System.err) : plain.threads(), measure);
    }
}
