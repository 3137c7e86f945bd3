package io.penstock.tools.simulator;

import java.util.Arrays;
import java.util.List;

/**
 * Bugs planted to see that the oracles catch them. Those in the world are carried out by the simulated gateway, disk
 * and process; those in the fold replace single calls in copies of its classes (see {@link PlantedLoader}).
 */
enum PlantedBug {
    RESEND_ON_TIMEOUT("a command whose answer does not come is sent again"),
    REPLAY_SENDS("recovery sends the commands it makes again"),
    SENT_BEFORE_JOURNALED("an order leaves before its input is on the disk"),
    TORN_RECORD_ACCEPTED("a torn last record is taken for a whole one"),
    ROLLBACK_SKIPPED("an append that failed leaves its record in the log, and is done again"),
    CHUNKS_INTERLEAVED("another event comes between the chunks of a book update"),
    REPORT_DROPPED("a full ring drops a private report without a word"),

    FILL_TWICE("a repeated fill is booked again",
        on("order/", "order/ExecutionIds", "contains", "neverSeen")),
    DEDUP_BY_ORDER("fills are told apart by their order, not by their trade id",
        on("order/OrderStateMachine", "event/ExecutionReportDecoder", "executionId", "orderInsteadOfTrade")),
    LATE_FILL_IGNORED("a fill after the final word is not booked",
        on("Executions", "order/ReportResult", "booksFill", "booksNothingLate")),
    LAST_REPORT_COUNTS("the quantity of a fill is taken from the difference of two reports' cumulative quantities",
        on("", "event/ExecutionReportDecoder", "lastQuantity", "differenceOfCumulative")),
    FEE_IGNORED("fees are not booked",
        on("", "event/ExecutionReportDecoder", "feeAmount", "noFee")),
    FEE_IN_WRONG_ASSET("every fee is booked in the quote asset",
        on("", "portfolio/Portfolio", "feeAsset", "quoteInstead")),
    PENDING_CANCEL_LEFT_OUT("an order that is being canceled does not count any more",
        on("risk/", "order/Orders", "openBuyQuantity", "buysNotBeingCanceled"),
        on("risk/", "order/Orders", "openSellQuantity", "sellsNotBeingCanceled")),
    UNKNOWN_IS_REJECTED("an order of unknown outcome is taken for rejected",
        on("order/", "event/OrderSendResultDecoder", "result", "unknownIsNotSent")),
    NOT_FOUND_AT_ONCE("the first answer that an order is not found is believed",
        on("reconcile/", "reconcile/Query", "notFound", "alwaysBelieved")),
    FUNDING_SIGN("funding that is paid is booked as received, and the other way round",
        on("Funds", "event/CashFlowDecoder", "amount", "otherSign")),
    ID_REUSED("the counter of client order ids begins anew with a start, the epoch does not grow",
        on("", "order/ClientOrderIds", "next", "sameEpoch")),
    STATE_NOT_ASKED("neither the ladder is asked nor whether a reduce-only order reduces",
        on("risk/", "risk/RiskCheck", "judge", "judgedWithoutState")),
    TIMER_AT_INPUT_TIME("timers fire at the time of the input that finds them due",
        on("TradingEngine", "port/Records", "engineTimeNs", "noteEventTime"),
        on("TradingEngine", "time/TimerQueue", "nextDueNs", "eventInsteadOfDue")),
    NOT_IN_SNAPSHOT("the trade ids already booked are left out of a snapshot",
        on("", "order/ExecutionIds", "writeTo", "writeNothing"),
        on("", "order/ExecutionIds", "readFrom", "readNothing")),
    CLOCK_IN_FOLD("a decision reads the clock of the machine",
        on("simulator", "api/MarketView", "nowNs", "clockOfTheMachine"));

    /**
     * One call that goes elsewhere.
     *
     * @param caller classes below io/penstock/engine/ (or the simulator's) whose name begins so
     * @param owner  class below io/penstock/engine/ (or api/) that is called
     * @param method called
     * @param helper static method of {@link Planted} called instead
     */
    record Redirect(String caller, String owner, String method, String helper) {
    }

    private final String what;
    private final List<Redirect> redirects;

    PlantedBug(final String what, final Redirect... redirects) {
        this.what = what;
        this.redirects = List.copyOf(Arrays.asList(redirects));
    }

    private static Redirect on(final String caller, final String owner, final String method, final String helper) {
        final String from = caller.equals("simulator") ? "io/penstock/tools/simulator/RandomTrader"
            : "io/penstock/engine/" + caller;
        final String to = owner.startsWith("api/") ? "io/penstock/" + owner : "io/penstock/engine/" + owner;
        return new Redirect(from, to, method, helper);
    }

    String what() {
        return what;
    }

    List<Redirect> redirects() {
        return redirects;
    }
}
