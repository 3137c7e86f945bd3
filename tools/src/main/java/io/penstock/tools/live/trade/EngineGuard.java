package io.penstock.tools.live.trade;

import io.penstock.gateways.order.OrderGateway;
import io.penstock.tools.host.LookingThread;
import io.penstock.tools.host.RingSession;
import java.util.function.Consumer;

/**
 * Cancels every order when the engine has failed, or does nothing for a second though there is something to do. A
 * process that stood still as a whole is the watchdog process' matter: here nobody was there to see it. A thread of its
 * own.
 */
final class EngineGuard implements AutoCloseable {
    private static final long LOOK_NS = 5_000_000L;
    private static final long PAUSED_NS = 250_000_000L;
    private static final long STUCK_NS = 1_000_000_000L;

    private final RingSession session;
    private final OrderGateway gateway;
    private final Consumer<String> words;
    private final LookingThread thread = new LookingThread("penstock-guard", this::run);
    private volatile boolean failed;

    EngineGuard(final RingSession session, final OrderGateway gateway, final Consumer<String> words) {
        this.session = session;
        this.gateway = gateway;
        this.words = words;
    }

    void start() {
        thread.start();
    }

    /** Whether the engine failed, and everything was canceled for that. */
    boolean failed() {
        return failed;
    }

    private void run() {
        long seen = session.applied();
        long sinceNs = System.nanoTime();
        long lastNs = sinceNs;
        boolean stuck = false;
        while (!thread.ending()) {
            thread.pause(LOOK_NS);
            final long nowNs = System.nanoTime();
            final long applied = session.applied();
            if (session.failure() != null) {
                failed = true;
                gateway.cancelEverything();
                words.accept("ALERT the engine has failed; every order is being canceled: " + session.failure());
                return;
            }
            if (applied != seen || applied == session.published() || nowNs - lastNs > PAUSED_NS) {
                seen = applied;
                sinceNs = nowNs;
                stuck = false;
            } else if (!stuck && nowNs - sinceNs > STUCK_NS) {
                stuck = true;
                gateway.cancelEverything();
                words.accept("ALERT the engine has done nothing for a second; every order is being canceled");
            }
            lastNs = nowNs;
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
