package io.penstock.tools.study;

import io.penstock.tools.cli.Dates;
import java.util.Locale;

/** A study as Markdown. Stateless; allocates. */
final class StudyText {
    private StudyText() {
    }

    static String of(final Study study) {
        final StringBuilder text = new StringBuilder(20_000);
        text.append("# Regimes of ").append(study.market().name()).append(", bars of ")
            .append(study.timeframe().text()).append("\n\n").append(head(study)).append("\n\n");
        text.append("![price coloured by regime](regimes.png)\n\n");
        StudyTables.of(study).forEach(grid -> text.append(grid.markdown()));
        text.append("### Reading\n\n");
        StudyReading.of(study).forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("\n### How it was computed\n\n").append(method(study)).append("\n\n");
        text.append("In sample are bars that end at ").append(Dates.text(study.splitNs()))
            .append(" or before, and round trips entered by then; the rest is out of sample. ").append(study.regimes())
            .append("\n\n### Settings beyond the user's, here of the last run\n\n```toml\n").append(study.settings())
            .append("```\n");
        return text.toString();
    }

    /** What was studied, in one sentence. */
    static String head(final Study study) {
        final RegimeHistory history = study.history();
        return String.format(Locale.ROOT, "%,d bars, %s to %s; split at %s. Costs: %s.", history.count(),
            Dates.text(history.endNs(0)), Dates.text(history.endNs(history.count() - 1)),
            Dates.text(study.splitNs()), study.costs());
    }

    static String method(final Study study) {
        final StringBuilder gates = new StringBuilder();
        long denied = 0;
        for (final Study.Row row : study.rows()) {
            gates.append(gates.length() == 0 ? "" : "; ").append(row.strategy()).append(" in ")
                .append(String.join(", ", study.gates().words(row.strategy())));
            denied += row.denied()[0] + row.denied()[1];
        }
        return "Each strategy runs alone through the whole fold, forecast and cost filter of the aggregator included,"
            + " on the market that the simulated exchange makes of candles. Ungated it may trade always, gated only: "
            + gates + "; when its regime ends its position is closed. It holds at most " + StudyConfig.POSITION_PCT
            + " % of equity, sized by confidence, and begins with " + String.format(Locale.ROOT, "%,.0f",
            StudyConfig.CAPITAL) + " " + study.market().quote() + ". Risk limits are set so that they stop nothing ("
            + denied + " orders were denied in all runs). All figures are taken from the outputs BarClosed,"
            + " RegimeChanged and PositionUpdate of the run. Trips: from no position to no position, counted where"
            + " they were entered. Net: earned after fees in that part, open positions at the last close, of the equity"
            + " at its begin. Sharpe: mean over standard deviation of the returns per UTC day, days without a position"
            + " too, times the root of 365; drawdown: at ends of bars, compounded; both of what was entered in the"
            + " regime of the row. Held: share of bars with a position at their end. Return per day of a regime: of"
            + " the bars that follow a label.";
    }
}
