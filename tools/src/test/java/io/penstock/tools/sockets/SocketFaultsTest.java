package io.penstock.tools.sockets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Seeded faults over real sockets. More of them: {@code .ci/socket-faults COUNT FILE}. */
class SocketFaultsTest {
    private static final int ROUNDS = Integer.getInteger("penstock.socket.rounds", 2);
    private static final long FIRST = Long.getLong("penstock.socket.first", 0);

    @TempDir
    private Path directory;

    @Test
    void shouldNeverTrustAWrongBookWhenAnythingFailsOnRealSockets() {
        final Configuration configuration = FaultRound.configuration();
        final FaultFigures figures = new FaultFigures();
        for (long seed = FIRST; seed < FIRST + ROUNDS; seed++) {
            new FaultRound(seed, configuration, directory.resolve("round-" + seed)).run().stream()
                .map(FaultFigures::line).forEach(figures::add);
        }
        System.out.println(figures);
        assertEquals(ROUNDS * FaultRound.VENUES.size(), figures.scenarios());
        assertEquals(0, figures.wrong());
        assertEquals(0, figures.badOrders());
        assertTrue(figures.judged() > 100 * figures.scenarios(), figures.toString());
        assertTrue(figures.orders() > 0, "no order was made, so none was judged");
        assertTrue(figures.faults().size() > 3, figures.toString());
    }
}
