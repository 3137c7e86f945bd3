package io.penstock.tools.study;

import io.penstock.api.Regime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the figures of a study say, in sentences that follow from them and nothing else. Stateless; allocates. */
final class StudyReading {
    /** Fewer round trips say little. */
    static final int FEW = 30;

    private StudyReading() {
    }

    static List<String> of(final Study study) {
        final List<String> lines = new ArrayList<>();
        lines.add(signals(study));
        lines.add(gate(study, "In sample", true));
        lines.add(gate(study, "Out of sample", false));
        lines.add(kept(study));
        lines.add(worth(study));
        lines.add(holding(study));
        return lines;
    }

    private static String signals(final Study study) {
        final List<String> words = new ArrayList<>();
        for (final Study.Row row : study.rows()) {
            words.add(String.format(Locale.ROOT, "%s %,d and %,d", row.strategy(), row.signals()[0],
                row.whole().get(0).ungated().trips()));
        }
        return "Signals stated and round trips made of them, ungated: " + String.join(", ", words) + ". Signals of one"
            + " wish are stated again, and those that forecast or costs speak against are not traded.";
    }

    private static String gate(final Study study, final String part, final boolean in) {
        final List<String> better = new ArrayList<>();
        final List<String> worse = new ArrayList<>();
        int shallower = 0;
        for (final Study.Row row : study.rows()) {
            final Study.Cell all = (in ? row.in() : row.out()).get(0);
            final double ungated = known(all.ungated().sharpe());
            final double gated = known(all.gated().sharpe());
            final String text = String.format(Locale.ROOT, "%s %.2f to %.2f", row.strategy(), ungated, gated);
            if (gated > ungated) {
                better.add(text);
            } else {
                worse.add(text);
            }
            shallower += all.gated().drawdown() < all.ungated().drawdown() ? 1 : 0;
        }
        return part + ", the gate raised the Sharpe ratio of " + listed(better) + " and did not raise that of "
            + listed(worse) + "; drawdowns became smaller for " + shallower + " of " + study.rows().size() + ".";
    }

    /** What earned nothing and lost nothing has a ratio of 0 here. */
    private static double known(final double sharpe) {
        return Double.isNaN(sharpe) ? 0 : sharpe;
    }

    private static String listed(final List<String> words) {
        return words.isEmpty() ? "none" : words.size() + " (" + String.join(", ", words) + ")";
    }

    /** Whether regimes that were good for a strategy stayed good. */
    private static String kept(final Study study) {
        int pairs = 0;
        int kept = 0;
        int few = 0;
        for (final Study.Row row : study.rows()) {
            for (int i = 1; i < row.in().size(); i++) {
                final Performance in = row.in().get(i).ungated();
                final Performance out = row.out().get(i).ungated();
                if (row.in().get(i).regime() != Regime.UNKNOWN && in.trips() > 0 && out.trips() > 0) {
                    if (in.trips() < FEW || out.trips() < FEW) {
                        few++;
                    } else {
                        pairs++;
                        kept += Math.signum(in.net()) == Math.signum(out.net()) ? 1 : 0;
                    }
                }
            }
        }
        return "Of " + pairs + " pairs of strategy and regime with at least " + FEW + " round trips in each part, "
            + kept + " earned in both or lost in both; " + few + " more pairs have too few to say anything.";
    }

    private static String worth(final Study study) {
        int open = 0;
        int openWon = 0;
        int closed = 0;
        int closedWon = 0;
        for (final Study.Row row : study.rows()) {
            for (int i = 1; i < row.out().size(); i++) {
                final Study.Cell cell = row.out().get(i);
                if (cell.regime() != Regime.UNKNOWN && cell.ungated().trips() > 0) {
                    final boolean admitted = study.gates().admits(row.strategy(), cell.regime());
                    final int won = cell.ungated().net() > 0 ? 1 : 0;
                    open += admitted ? 1 : 0;
                    openWon += admitted ? won : 0;
                    closed += admitted ? 0 : 1;
                    closedWon += admitted ? 0 : won;
                }
            }
        }
        return "Out of sample and ungated, " + openWon + " of " + open + " pairs of strategy and regime that the gate"
            + " admits earned money after costs, and " + closedWon + " of " + closed + " that it does not.";
    }

    private static String holding(final Study study) {
        final double ratio = known(Performance.holding(study.history(), study.inSample(), study.history().count())
            .sharpe());
        int above = 0;
        for (final Study.Row row : study.rows()) {
            above += known(row.out().get(0).gated().sharpe()) > ratio ? 1 : 0;
        }
        return String.format(Locale.ROOT, "Holding the instrument had a Sharpe ratio of %.2f out of sample; %d of %d"
            + " gated strategies were above it. One series is one draw: its Sharpe ratios have a standard error of"
            + " about one over the root of its years.", ratio, above, study.rows().size());
    }
}
