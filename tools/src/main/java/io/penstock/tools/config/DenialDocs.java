package io.penstock.tools.config;

import io.penstock.api.DenialCode;
import io.penstock.api.StateCause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code docs/denial-codes.md}: what risk says when it denies an order or moves a scope, and what to do. Every
 * code must have its words here, or this does not compile. Stateless; any thread; allocates.
 */
public final class DenialDocs {
    private static final String HEAD = """
        # Denials and trading states

        Generated from the code; a test holds it to what the engine says. A denial stands in the output log as a
        RiskDecision with the code, the limit and what was observed; the first failing check in fixed order is reported,
        all are counted.

        | code | name | control | meaning | what to do |
        |---|---|---|---|---|
        """;
    private static final String CAUSES = """

        ## Causes on the state ladder

        A scope (everything, a venue, an instrument, a strategy) stands on the most severe rung that a cause asks for:
        ACTIVE, REDUCE_ONLY, CANCEL_ONLY, KILLED. A latched cause ends only when an operator releases it with a reason;
        the others end by themselves once what caused them is over.

        | code | name | control | latched | meaning | what to do |
        |---|---|---|---|---|---|
        """;

    private DenialDocs() {
    }

    /**
     * The page.
     *
     * @return Markdown
     */
    public static String markdown() {
        final StringBuilder text = new StringBuilder(HEAD);
        for (final DenialCode code : DenialCode.values()) {
            text.append("| ").append(code.code()).append(" | ").append(code.name()).append(" | ")
                .append(words(code)).append(" |\n");
        }
        text.append(CAUSES);
        for (final StateCause cause : StateCause.values()) {
            final String[] parts = words(cause).split(" \\| ", 2);
            text.append("| ").append(cause.code()).append(" | ").append(cause.name()).append(" | ").append(parts[0])
                .append(" | ").append(cause.latches() ? "yes" : "no").append(" | ").append(parts[1]).append(" |\n");
        }
        return text.toString();
    }

    /** The same for programs: one map per code and per cause. */
    static List<Map<String, Object>> rows() {
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final DenialCode code : DenialCode.values()) {
            rows.add(row("denial", code.code(), code.name(), words(code)));
        }
        for (final StateCause cause : StateCause.values()) {
            rows.add(row("cause", cause.code(), cause.name(), words(cause)));
        }
        return rows;
    }

    private static Map<String, Object> row(final String kind, final int code, final String name, final String words) {
        final String[] parts = words.split(" \\| ", 3);
        final Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", kind);
        row.put("code", code);
        row.put("name", name);
        row.put("control", parts[0]);
        row.put("meaning", parts[1]);
        row.put("advice", parts[2]);
        return row;
    }

    /** Control, meaning and advice. */
    private static String words(final DenialCode code) {
        return switch (code) {
            case NONE -> "- | approved | nothing";
            case TRADING_STATE -> "P1 | a scope's trading state forbids it, or a reduce-only order would not reduce"
                + " | look for the last TradingStateChanged; release its cause when it is understood";
            case NOT_TRADING -> "P1 | the venue does not trade the instrument | wait for the venue";
            case NOT_IN_UNIVERSE ->
                "P1 | the instrument left the universe | reduce only, or widen the universe's rules";
            case NOT_ALLOWED -> "P1 | no rule of risk.allow covers strategy, symbol, venue and type | add a rule";
            case REGIME_GATE -> "P1 | the regime does not admit the strategy, and the order could open or turn what it"
                + " holds | wait for another regime, or widen the strategy's regimes";
            case QUANTITY_NOT_POSITIVE, PRICE_NOT_POSITIVE -> "P2 | zero or negative | mend the strategy";
            case LOT_SIZE, TICK_SIZE -> "P2 | not a multiple | round down in the strategy";
            case MIN_QUANTITY, MIN_NOTIONAL -> "P2 | below the venue's minimum | ask for more";
            case MAX_QUANTITY -> "P2 | above the venue's maximum | ask for less";
            case VENUE_BAND -> "P2 | the venue would refuse the price | price nearer to the market";
            case FILTERS_OLD -> "P2 | the instrument's limits are older than max_filter_age_minutes | have them read";
            case TRIGGER_PRICE -> "P2 | a trigger price is missing, negative or off the tick | mend the strategy";
            case STALE_BOOK -> "P14 | the book is older than max_book_age_ms | look at the feed";
            case NO_REFERENCE -> "P3 | neither a readable book nor a mark price | wait for the book";
            case SPREAD -> "P3 | the book is wider than max_spread_rate and there is no mark | wait for the book";
            case PRICE_COLLAR -> "P4 | beyond the reference price by more than collar_rate | price nearer to it";
            case PRICE_FAR -> "P4 | absurdly far on the good side | price nearer, see far_side_rate";
            case TRIGGER_COLLAR -> "P4 | the trigger lies absurdly far away | trigger nearer, see far_side_rate";
            case COLLAR_PERIOD -> "P4 | the instrument's orders gave away collar_period_amount in the period"
                + " | wait, or price less aggressively";
            case MAX_ORDER_QUANTITY -> "P5 | above max_order_quantity | ask for less";
            case MAX_ORDER_NOTIONAL -> "P5 | above max_order_notional | ask for less";
            case MAX_ORDER_EQUITY -> "P5 | above max_order_equity_rate of equity, or equity is not known"
                + " | ask for less; see that every asset held has a price";
            case DEPTH -> "P5 | more than the book shows within the collar | ask for less";
            case MAX_POSITION -> "P6 | position and open orders would pass max_position_notional | cancel or reduce";
            case INSUFFICIENT_BALANCE -> "P6 | spot: more than is free | fund the wallet, or cancel what reserves it";
            case MAX_GROSS -> "P7 | all instruments together would pass max_gross_notional | reduce somewhere";
            case LEVERAGE -> "P7 | all instruments together would pass max_leverage times equity | reduce somewhere";
            case MARGIN -> "P7 | initial margin would pass margin_rate of the wallet | reduce, or fund the wallet";
            case CONCENTRATION -> "P8 | one instrument would pass its share of the whole | spread the risk";
            case MAX_INSTRUMENTS -> "P8 | too many instruments in use | close one";
            case MAX_OPEN_ORDERS -> "P9 | max_open_orders, or no room in the order table | cancel some";
            case VENUE_ORDER_CAP -> "P9 | venue_order_rate of the venue's own limit | cancel some";
            case MAX_VENUE_ORDERS -> "P9 | max_venue_open_orders | cancel some";
            case DUPLICATE -> "P10 | the same intent within duplicate_window_ms | mend the strategy";
            case SELF_TRADE -> "P11 | it would meet an order of our own | cancel that one first and wait";
            case THROTTLE -> "P12 | messages_per_second and message_burst, less the cancels' reserve | send less";
            case REPEATED_ENTRIES -> "P13 | the strategy was stopped for entering again and again"
                + " | find out why, then release REPEAT";
            case SAFE_MODE -> "P20 | safe mode leaves less | leave safe mode with a reason";
            case LAG -> "P16 | the inbound ring is too full | wait; look at the machine";
            case JOURNAL -> "P17 | the journal's disk runs full | free the disk";
            case VOLATILITY -> "P18 | the price moved by more than volatility_rate in its window | wait";
            case CLOCK_SKEW -> "P15 | a venue's clock is further away than clock_deny_ms | set the machine's clock";
            case NOT_REPLACEABLE -> "G1 | the order is final, or filled beyond the new quantity | nothing";
            case OVERFLOW -> "G4 | a number left the range of the arithmetic | mend the strategy";
            case UNKNOWN_INSTRUMENT -> "G2 | no such instrument | mend the strategy";
        };
    }

    private static String words(final StateCause cause) {
        return switch (cause) {
            case OPERATOR -> "G8 | an operator said so | set the state again";
            case START -> "G8 | not yet reconciled since the start | wait for the reconciliation";
            case DAILY_LOSS -> "T1 | loss since 00:00 UTC | find out why, then release";
            case DRAWDOWN -> "T2 | fall from the highest equity | find out why, then release";
            case VALUE_AT_RISK -> "T3 | value at risk or expected shortfall above its limit | reduce";
            case CONSECUTIVE_LOSSES -> "T4 | a strategy lost too often in a row | look at it, then release";
            case REJECTS -> "T5 | too many rejects | look at their reasons, then release";
            case OVERFILL -> "T6 | a fill that cannot be | hold positions against the venue, then release";
            case SENT_MISMATCH -> "T7 | more left than was approved | stop the engine and find out why";
            case DISCONNECTED -> "T10 | the private stream is lost | wait for the connection";
            case UNKNOWN_ORDER -> "T11 | an order's outcome stays unknown | look at the venue, then release";
            case LIQUIDATION_DISTANCE -> "T12 | too near to liquidation | reduce, or fund the wallet";
            case RECONCILE -> "R1 | the venue's word and ours differ | look at the break, then release";
            case RATE_LIMIT -> "P12 | the venue asked us to come less often | wait";
            case MAINTENANCE -> "P1 | the venue does not trade | wait";
            case PERMISSIONS ->
                "T5 | the key may do too much or too little, or is refused | mend the key, then release";
            case LAG -> "P16 | the inbound ring is too full | wait; look at the machine";
            case JOURNAL -> "P17 | the journal's disk runs full | free the disk; a kill must be released";
            case VOLATILITY -> "P18 | the price moved too far too fast | wait";
            case REPEAT -> "P13 | the same entry again and again | look at the strategy, then release";
            case CLOCK -> "P15 | our clock and the venue's differ too much | set the machine's clock";
            case WATCHDOG -> "T9 | no watchdog is there | start it";
            case STRATEGY_FAILED -> "G8 | a strategy threw | mend it, then enable it";
            case UNPROTECTED -> "G8 | a position without a stop | place a stop, or reduce";
            case SAFE_MODE -> "P20 | safe mode does not cover it | leave safe mode with a reason";
            case FOREIGN_ENGINE -> "R2 | another engine trades on the account | stop the other one, then release";
            case ALERTS_DEAD -> "R5 | no alert can be delivered | mend the channel";
            case DELISTED -> "P1 | the instrument is not traded any more | close the position by hand";
            case COLLAR_PERIOD -> "P4 | too much slippage in a period | look at the orders, then release";
        };
    }
}
