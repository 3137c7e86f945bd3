package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The tables of a study. Stateless; allocates. */
final class StudyTables {
    private static final double DAY_NS = 86_400e9;

    private StudyTables() {
    }

    static List<Grid> of(final Study study) {
        return List.of(regimes(study), transitions(study), totals(study),
            byRegime(study, "Ungated, by regime at entry", false), byRegime(study, "Gated, by regime at entry", true));
    }

    private static Grid regimes(final Study study) {
        final RegimeHistory history = study.history();
        final int split = study.inSample();
        final RegimeStatistics all = new RegimeStatistics(history, 0, history.count());
        final RegimeStatistics in = new RegimeStatistics(history, 0, split);
        final RegimeStatistics out = new RegimeStatistics(history, split, history.count());
        final boolean time = study.timeframe().kind() == BarKind.TIME;
        final double days = time ? study.timeframe().size() / DAY_NS : 1;
        final String unit = time ? " (days)" : " (bars)";
        final String per = time ? " per day" : " per bar";
        final Grid grid = new Grid("Regimes", "regime", "share", "in sample", "out of sample", "spells",
            "mean dwell" + unit, "median" + unit, "longest" + unit, "return" + per + ", in", "return" + per + ", out");
        for (int code = 1; code < Regime.values().length; code++) {
            final Regime regime = Regime.of(code);
            grid.row(List.of(regime.word(), percent(all.share(regime), 1), percent(in.share(regime), 1),
                percent(out.share(regime), 1), Integer.toString(all.spells(regime)),
                number(all.meanDwell(regime) * days, 1), number(all.medianDwell(regime) * days, 1),
                number(all.longestDwell(regime) * days, 1), percent(in.meanReturn(regime) / days, 3),
                percent(out.meanReturn(regime) / days, 3)));
        }
        return grid;
    }

    private static Grid transitions(final Study study) {
        final RegimeStatistics all = new RegimeStatistics(study.history(), 0, study.history().count());
        final List<String> head = new ArrayList<>(List.of("from, to"));
        for (int code = 1; code < Regime.values().length; code++) {
            head.add(Regime.of(code).word());
        }
        final Grid grid = new Grid("Transitions", head.toArray(new String[0]));
        for (int from = 1; from < Regime.values().length; from++) {
            final List<String> cells = new ArrayList<>(List.of(Regime.of(from).word()));
            for (int to = 1; to < Regime.values().length; to++) {
                cells.add(from == to ? "" : Integer.toString(all.transitions(Regime.of(from), Regime.of(to))));
            }
            grid.row(cells);
        }
        return grid;
    }

    private static Grid totals(final Study study) {
        final Grid grid = new Grid("Strategies, ungated and gated", "strategy", "part", "ungated: trips", "net", "hits",
            "Sharpe", "drawdown", "held", "gated: trips", "net", "hits", "Sharpe", "drawdown", "held");
        for (final Study.Row row : study.rows()) {
            grid.row(total(row.strategy(), "in", row.in().get(0)));
            grid.row(total(row.strategy(), "out", row.out().get(0)));
            grid.row(total(row.strategy(), "all", row.whole().get(0)));
        }
        final RegimeHistory history = study.history();
        grid.row(holding("in", Performance.holding(history, 0, study.inSample())));
        grid.row(holding("out", Performance.holding(history, study.inSample(), history.count())));
        grid.row(holding("all", Performance.holding(history, 0, history.count())));
        return grid;
    }

    private static List<String> total(final String strategy, final String part, final Study.Cell cell) {
        final List<String> cells = new ArrayList<>(List.of(strategy, part));
        for (final Performance one : List.of(cell.ungated(), cell.gated())) {
            figures(one, cells);
            cells.add(percent(one.exposure(), 0));
        }
        return cells;
    }

    private static List<String> holding(final String part, final Performance one) {
        return List.of("buy and hold", part, "", percent(one.net(), 1), "", number(one.sharpe(), 2),
            percent(one.drawdown(), 1), "100 %", "", "", "", "", "", "");
    }

    private static void figures(final Performance one, final List<String> cells) {
        cells.add(Integer.toString(one.trips()));
        cells.add(percent(one.net(), 1));
        cells.add(percent(one.hits(), 0));
        cells.add(number(one.sharpe(), 2));
        cells.add(percent(one.drawdown(), 1));
    }

    private static Grid byRegime(final Study study, final String title, final boolean gated) {
        final Function<Study.Cell, Performance> side = gated ? Study.Cell::gated : Study.Cell::ungated;
        final Grid grid = new Grid(title, "strategy", "regime", "gate", "in: trips", "net", "hits", "Sharpe",
            "drawdown", "out: trips", "net", "hits", "Sharpe", "drawdown");
        for (final Study.Row row : study.rows()) {
            for (int i = 0; i < row.in().size(); i++) {
                final Regime regime = row.in().get(i).regime();
                final Performance in = side.apply(row.in().get(i));
                final Performance out = side.apply(row.out().get(i));
                if (regime == null || in.trips() + out.trips() > 0 || in.exposure() + out.exposure() > 0) {
                    final List<String> cells = new ArrayList<>(List.of(row.strategy(),
                        regime == null ? "total" : regime.word(), regime == null ? ""
                        : study.gates().admits(row.strategy(), regime) ? "open" : "closed"));
                    figures(in, cells);
                    figures(out, cells);
                    grid.row(cells);
                }
            }
        }
        return grid;
    }

    static String percent(final double rate, final int decimals) {
        return Double.isNaN(rate) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * rate);
    }

    static String number(final double value, final int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
