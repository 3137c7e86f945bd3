package io.penstock.tools.replay;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.engine.Fold;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.Position;
import io.penstock.tools.cli.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run did, for people and for programs: one row per instrument, denials by code, and what should be known
 * beside the figures. Any thread; allocates.
 */
public final class RunReport {
    private RunReport() {
    }

    /**
     * For people.
     *
     * @param summary counts
     * @param fold    state at the end
     * @return lines
     */
    public static String text(final RunSummary summary, final Fold fold) {
        final Table table = new Table().row("INSTRUMENT", "ORDERS", "CANCELS", "BUYS", "SELLS", "MAKER", "PARTIAL",
            "EXPIRED", "REJECTED", "DENIED", "POSITION", "REALISED", "UNREALISED", "FEES", "FUNDING", "P&L",
            "QUOTE");
        for (int id = 0; id < fold.instruments().count(); id++) {
            final Instrument instrument = fold.instruments().get(id);
            final RunSummary.InstrumentSummary counts = summary.of(id);
            final Money money = Money.of(fold, id);
            table.row(name(fold, id), "" + counts.orders, "" + counts.cancels, "" + counts.buyFills,
                "" + counts.sellFills, "" + counts.makerFills, "" + counts.partialFills, "" + counts.expired,
                "" + counts.rejected, "" + counts.denied, money.position, money.realized, money.unrealized, money.fees,
                money.funding, money.pnl, instrument.quoteAsset());
        }
        final StringBuilder text = new StringBuilder(table.text());
        text.append("signals  ").append(summary.signals()).append(", alerts ").append(summary.alerts())
            .append(", strategies disabled ").append(summary.disabledStrategies()).append('\n');
        if (!summary.denials().isEmpty()) {
            text.append("denials  ").append(words(summary.denials())).append('\n');
        }
        RunNotes.of(summary, fold).forEach(note -> text.append("note     ").append(note).append('\n'));
        return text.toString();
    }

    /** The symbol, with its venue where that alone does not tell. */
    private static String name(final Fold fold, final int id) {
        final Instrument wanted = fold.instruments().get(id);
        for (int other = 0; other < fold.instruments().count(); other++) {
            if (other != id && fold.instruments().get(other).symbol().equals(wanted.symbol())) {
                return venue(wanted) + ":" + wanted.symbol();
            }
        }
        return wanted.symbol();
    }

    private static String venue(final Instrument instrument) {
        return instrument.venue().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Counts behind their names. */
    static String words(final Map<?, Long> counts) {
        final StringBuilder text = new StringBuilder();
        counts.forEach((code, count) -> text.append(text.isEmpty() ? "" : ", ").append(code).append(' ')
            .append(count));
        return text.toString();
    }

    /**
     * For programs.
     *
     * @param summary counts
     * @param fold    state at the end
     * @return fields in order
     */
    public static Map<String, Object> fields(final RunSummary summary, final Fold fold) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("signals", summary.signals());
        fields.put("alerts", summary.alerts());
        fields.put("strategiesDisabled", summary.disabledStrategies());
        fields.put("stateHash", Long.toHexString(summary.stateHash()));
        final Map<String, Long> denials = new LinkedHashMap<>();
        summary.denials().forEach((code, count) -> denials.put(code.name(), count));
        fields.put("denials", denials);
        fields.put("notes", RunNotes.of(summary, fold));
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (int id = 0; id < fold.instruments().count(); id++) {
            final RunSummary.InstrumentSummary counts = summary.of(id);
            final Money money = Money.of(fold, id);
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("venue", venue(fold.instruments().get(id)));
            row.put("symbol", fold.instruments().get(id).symbol());
            row.put("orders", counts.orders);
            row.put("cancels", counts.cancels);
            row.put("buyFills", counts.buyFills);
            row.put("sellFills", counts.sellFills);
            row.put("makerFills", counts.makerFills);
            row.put("partialFills", counts.partialFills);
            row.put("expired", counts.expired);
            row.put("canceled", counts.canceled);
            row.put("rejected", counts.rejected);
            row.put("denied", counts.denied);
            row.put("position", money.position);
            row.put("realized", money.realized);
            row.put("unrealized", money.unrealized);
            row.put("fees", money.fees);
            row.put("funding", money.funding);
            row.put("pnl", money.pnl);
            rows.add(row);
        }
        fields.put("instruments", rows);
        return fields;
    }

    /** The money side of one instrument, as text. */
    private record Money(
        String position, String realized, String unrealized, String fees, String funding, String pnl) {
        static Money of(final Fold fold, final int id) {
            final Position position = fold.portfolio().position(id);
            final long reference = fold.markets().get(id).lastReferencePrice();
            final boolean known = position.position() == 0 || reference != BookView.NO_PRICE;
            final long unrealized = position.position() == 0 || !known ? 0 : position.unrealizedPnl(reference);
            return new Money(
                FixedPoint.format(position.position(), fold.instruments().get(id).quantityExponent()),
                amount(position.realizedPnl()), known ? amount(unrealized) : "no price", amount(position.fees()),
                amount(position.funding()), known ? amount(
                    position.realizedPnl() + unrealized - position.fees() - position.funding()) : "no price");
        }

        private static String amount(final long amount) {
            return FixedPoint.format(amount, FixedPoint.AMOUNT_EXPONENT);
        }
    }
}
