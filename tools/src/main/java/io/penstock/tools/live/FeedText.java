package io.penstock.tools.live;

import io.penstock.api.FixedPoint;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Feeds in words: one line each while running, a table at the end. Stateless; allocates. */
final class FeedText {
    private static final double SECOND_NS = 1e9;
    private static final double MILLI_NS = 1e6;
    private static final int CENTS = -2;

    private FeedText() {
    }

    /** A line per feed, or per venue that has none yet, and one of what was traded. */
    static List<String> lines(final LiveSession session) {
        final List<String> lines = new ArrayList<>();
        for (final VenueStatus venue : session.status()) {
            if (venue.feeds().isEmpty()) {
                lines.add(String.format(Locale.ROOT, "%-16s %s%s", VenueWords.of(venue.venue()),
                    venue.phase().name().toLowerCase(Locale.ROOT),
                    venue.lastFailure().isEmpty() ? "" : ": " + venue.lastFailure()));
            }
            for (final FeedView feed : venue.feeds()) {
                lines.add(line(feed, session.nowNs()));
            }
        }
        lines.addAll(session.partLines());
        final LiveCounters done = session.counters();
        lines.add(String.format(Locale.ROOT, "%-16s orders %d, fills %d, denied %d, P&L %s", String.format(
            Locale.ROOT, "%.0f s", session.runningNs() / SECOND_NS), done.orders(), done.fills(), done.denials(),
            money(done.equity())));
        return lines;
    }

    /** An amount in hundredths. */
    static String money(final long amount) {
        final long cent = 1_000_000L;
        return FixedPoint.format(Math.floorDiv(amount + cent / 2, cent), CENTS);
    }

    private static String line(final FeedView feed, final long nowNs) {
        final long ageNs = feed.ageNs(nowNs);
        return String.format(Locale.ROOT, "%-16s books %d/%d, %.0f/s, age %s, gaps %d, lag %s%s%s", feed.name(),
            feed.syncedBooks(), feed.books(), feed.framesPerSecond(),
            ageNs < 0 ? "-" : String.format(Locale.ROOT, "%.1f s", ageNs / SECOND_NS), feed.gaps(), lag(feed),
            feed.blocked() ? ", engine full" : "",
            feed.syncedBooks() == feed.books() || feed.lastFailure().isEmpty() ? "" : ", " + feed.lastFailure());
    }

    private static String lag(final FeedView feed) {
        return feed.lagNs() == Long.MIN_VALUE ? "-" : String.format(Locale.ROOT, "%.1f ms", feed.lagNs() / MILLI_NS);
    }

    /** How the feeds were. */
    static String table(final List<VenueStatus> venues) {
        final Table table = new Table().row("FEED", "BOOKS", "FRAMES", "MALFORMED", "GAPS", "CONNECTS", "HAND-OVERS",
            "OVERRUNS", "LAG");
        final StringBuilder reasons = new StringBuilder();
        for (final VenueStatus venue : venues) {
            if (venue.feeds().isEmpty()) {
                table.row(VenueWords.of(venue.venue()), "no feed");
                if (!venue.lastFailure().isEmpty()) {
                    reasons.append(VenueWords.of(venue.venue())).append(": ").append(venue.lastFailure()).append('\n');
                }
            }
            for (final FeedView feed : venue.feeds()) {
                table.row(feed.name(), "" + feed.books(), "" + feed.frames(), "" + feed.malformedFrames(),
                    "" + feed.gaps(), "" + feed.connects(), "" + feed.handOvers(), "" + feed.overruns(), lag(feed));
            }
        }
        return table.text() + reasons;
    }

    /** The same for programs. */
    static List<Map<String, Object>> fields(final List<VenueStatus> venues) {
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final VenueStatus venue : venues) {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("venue", VenueWords.of(venue.venue()));
            row.put("lastFailure", venue.lastFailure());
            final List<Map<String, Object>> feeds = new ArrayList<>();
            for (final FeedView feed : venue.feeds()) {
                final Map<String, Object> one = new LinkedHashMap<>();
                one.put("feed", feed.name());
                one.put("books", feed.books());
                one.put("frames", feed.frames());
                one.put("malformed", feed.malformedFrames());
                one.put("gaps", feed.gaps());
                one.put("connects", feed.connects());
                one.put("handOvers", feed.handOvers());
                one.put("overruns", feed.overruns());
                one.put("lagNs", feed.lagNs() == Long.MIN_VALUE ? null : feed.lagNs());
                feeds.add(one);
            }
            row.put("feeds", feeds);
            rows.add(row);
        }
        return rows;
    }
}
