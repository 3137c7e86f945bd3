package io.penstock.tools.live.desk;

import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.tools.host.LookingThread;
import io.penstock.tools.operator.OperatorDesk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads operators' commands every 20 ms, looks after watchdog and disk, and says when trading begins and ends. A thread
 * of its own.
 */
public final class DeskThread implements AutoCloseable {
    /** Source of operators' commands. */
    public static final int OPERATOR_SOURCE = 900;

    private static final long LOOK_NS = 20_000_000L;
    private static final long NEWS_NS = 200_000_000L;

    private final OperatorDesk desk;
    private final HostNews news;
    private final TradeBoard board;
    private final List<Venue> venues;
    private final Path status;
    private final Supplier<List<String>> lines;
    private final Consumer<String> words;
    private final LookingThread thread = new LookingThread("penstock-operator", this::run);
    private volatile boolean watched;
    private String said = "";
    private String fault = "";

    /**
     * A thread at rest.
     *
     * @param desk   reads and answers
     * @param news   looks after the host
     * @param board  how trading stands
     * @param venues of the session; none on paper
     * @param status file that shows who is not here how things stand
     * @param lines  of it
     * @param words  hears what people should know
     */
    public DeskThread(
        final OperatorDesk desk, final HostNews news, final TradeBoard board, final List<Venue> venues,
        final Path status, final Supplier<List<String>> lines, final Consumer<String> words) {
        this.status = status;
        this.lines = lines;
        this.desk = desk;
        this.news = news;
        this.board = board;
        this.venues = venues;
        this.words = words;
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /**
     * Whether a watchdog is there, or none is wanted.
     *
     * @return as last looked at
     */
    public boolean watched() {
        return watched;
    }

    private void run() {
        long newsNs = System.nanoTime() - NEWS_NS;
        while (!thread.ending()) {
            desk.poll();
            final long nowNs = System.nanoTime();
            if (nowNs - newsNs >= NEWS_NS) {
                newsNs = nowNs;
                look(nowNs);
                tellTrading();
            }
            thread.pause(LOOK_NS);
        }
        desk.poll();
    }

    private void look(final long nowNs) {
        try {
            news.look(nowNs);
            watched = news.watched();
            final Path unfinished = status.resolveSibling(status.getFileName() + ".unfinished");
            Files.writeString(unfinished, String.join("\n", lines.get()) + "\n");
            Files.move(unfinished, status, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            fault = "";
        } catch (final IOException | RuntimeException e) {
            if (!fault.equals(String.valueOf(e.getMessage()))) {
                fault = String.valueOf(e.getMessage());
                words.accept("watchdog, disk and status cannot be looked after: " + fault);
            }
        }
    }

    private void tellTrading() {
        final StringBuilder now = new StringBuilder();
        for (final Venue venue : venues) {
            final TradingState state = board.effective(venue);
            final boolean trading =
                state == TradingState.ACTIVE && board.streaming(venue) && board.rightsGood(venue);
            now.append(now.length() == 0 ? "" : ", ").append(venue).append(trading ? " trading" : " " + state)
                .append(board.streaming(venue) ? "" : ", no private stream")
                .append(board.rightsGood(venue) ? "" : ", rights of the key " + board.rights(venue));
        }
        if (!said.contentEquals(now)) {
            said = now.toString();
            words.accept(said);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
