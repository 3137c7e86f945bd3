package io.penstock.tools.replay;

import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.Scope;
import io.penstock.api.SignalVerdict;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.Fold;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.bar.BarSeries;
import io.penstock.engine.market.Market;
import io.penstock.tools.cli.Dates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reader of a run's figures should know beside them, one sentence each. Any thread; allocates. */
final class RunNotes {
    private static final long PERCENT = 100;

    private RunNotes() {
    }

    /** None when there is nothing to say. */
    static List<String> of(final RunSummary summary, final Fold fold) {
        final List<String> notes = new ArrayList<>();
        summary.limited().forEach(one -> notes.add(limited(one, fold)));
        if (!summary.denials().isEmpty()) {
            notes.add(denied(summary));
        } else if (summary.total().orders == 0) {
            notes.addAll(silence(summary, fold));
        }
        return notes;
    }

    private static String limited(final RunSummary.Limited one, final Fold fold) {
        final String where = switch (one.scope()) {
            case GLOBAL -> "";
            case VENUE -> " at " + Venue.of(one.id()).name().toLowerCase(Locale.ROOT).replace('_', '-');
            case INSTRUMENT -> " in " + fold.instruments().get(one.id()).symbol();
            case STRATEGY -> " of strategy " + fold.strategies().name(one.id());
        };
        return "trading" + where + (one.state() == TradingState.REDUCE_ONLY ? " could only shrink positions since "
            : " ended ") + Dates.text(one.sinceNs()) + ": " + one.cause() + " (" + one.state() + ")";
    }

    private static String denied(final RunSummary summary) {
        DenialCode most = DenialCode.NONE;
        long mostCount = 0;
        long denied = 0;
        for (final Map.Entry<DenialCode, Long> one : summary.denials().entrySet()) {
            denied += one.getValue();
            if (one.getValue() > mostCount) {
                most = one.getKey();
                mostCount = one.getValue();
            }
        }
        final String share = denied == summary.decisions() ? "every intent was denied"
            : denied * PERCENT < summary.decisions() ? "less than 1 % of intents were denied"
                : denied * PERCENT / summary.decisions() + " % of intents were denied";
        return share + (summary.denials().size() == 1 ? ": " : ", most often: ") + most
            + "; penstock explain --refused shows the last one";
    }

    /** Why no order was even asked for. */
    private static List<String> silence(final RunSummary summary, final Fold fold) {
        final String nothing = "no order was sent: ";
        final List<StrategyPlan> plans = fold.analysisPlan().strategies();
        if (fold.instruments().count() == 0) {
            return List.of(nothing + "the journal defines no instrument");
        }
        if (!anyBook(fold)) {
            return List.of(nothing + "no book was ever readable; did the capture hold a snapshot?");
        }
        if (plans.isEmpty()) {
            return List.of(nothing + "no strategy is configured; strategies.toml names them");
        }
        final List<String> notes = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            notes.add(nothing + plans.get(i).config().name() + " " + silence(i, plans.get(i), summary, fold));
        }
        return notes;
    }

    /** Books made of candles have no update ids; what was readable once left a price. */
    private static boolean anyBook(final Fold fold) {
        for (int id = 0; id < fold.markets().count(); id++) {
            final Market market = fold.markets().get(id);
            if (market.book().lastUpdateId() != 0 || market.book().state() == BookState.VALID
                || market.lastReferencePrice() != BookView.NO_PRICE) {
                return true;
            }
        }
        return false;
    }

    private static String silence(
        final int strategyId, final StrategyPlan plan, final RunSummary summary, final Fold fold) {
        final Map<SignalVerdict, Long> verdicts = summary.verdicts(strategyId);
        if (!verdicts.isEmpty()) {
            return "had no signal taken: " + RunReport.words(verdicts)
                + "; penstock explain --last-signal shows the last one";
        }
        if (!fold.strategies().enabled(strategyId)) {
            return "is disabled";
        }
        final List<Market> markets = new ArrayList<>();
        for (int id = 0; id < fold.markets().count(); id++) {
            if (plan.trades(fold.instruments().get(id).symbol())) {
                markets.add(fold.markets().get(id));
            }
        }
        if (markets.isEmpty()) {
            return "trades " + String.join(", ", plan.config().instruments())
                + ", which the journal does not define";
        }
        final String cold = cold(plan, markets, fold.analysisPlan());
        return cold != null ? cold : "wanted none" + (summary.signals(strategyId) == 0 ? ""
            : ", and stated " + summary.signals(strategyId) + " opinions");
    }

    /** What it lacked in all of its markets at the end; {@code null} when nothing that can be seen from here. */
    private static String cold(final StrategyPlan plan, final List<Market> markets, final AnalysisPlan all) {
        for (final int index : plan.timeframes()) {
            if (markets.stream().noneMatch(market -> closed(market, index) > 0)) {
                return "had no bar of " + all.series().get(index).text();
            }
        }
        for (final int index : plan.indicators()) {
            if (markets.stream().noneMatch(market -> market.analysed().indicatorOfPlan(index).ready())) {
                return "was not warm: " + all.indicatorText(index) + " needs more bars";
            }
        }
        return null;
    }

    private static long closed(final Market market, final int index) {
        final BarSeries series = market.analysed().series(index);
        return series == null ? 0 : series.closed();
    }
}
