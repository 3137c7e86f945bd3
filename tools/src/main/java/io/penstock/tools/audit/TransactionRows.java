package io.penstock.tools.audit;

import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.tools.dump.FieldText;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * One row per fill, fee, funding payment and cash flow, with ids and exact decimals. One thread; allocates.
 */
final class TransactionRows {
    private static final String HEADER = "input,output,time,kind,venue,instrument,asset,clientOrderId,id,side,"
        + "liquidity,price,quantity,amount,realizedPnl";

    private final PrintStream out;
    private boolean live;
    private long count;

    /** Rows that go somewhere, or nowhere when that is null. */
    TransactionRows(final PrintStream out) {
        this.out = out;
        if (out != null) {
            out.println(HEADER);
        }
    }

    void onLine(final AuditLine line) {
        if ("RunStarted".equals(line.name())) {
            live = "LIVE".equals(line.text("mode"));
        } else if ("Fill".equals(line.name())) {
            onFill(line);
        } else if ("CashMoved".equals(line.name())) {
            row(line, line.text("kind").toLowerCase(Locale.ROOT),
                line.text("venue").toLowerCase(Locale.ROOT).replace('_', '-'), line.text("instrument"),
                line.text("asset"), "", line.text("flowId"), "", "", "", "", line.decimal("amount"), "");
        }
    }

    private void onFill(final AuditLine line) {
        final String id = ClientOrderIdText.text(line.number("clientOrderId"), live);
        row(line, "fill", venue(line), line.text("instrument"), line.text("quoteAsset"), id,
            line.text("executionId"), line.text("side"), line.text("liquidity"), line.decimal("price"),
            line.decimal("quantity"), line.decimal("notional"), line.decimal("realizedPnl"));
        if (line.number("feeAmount") != 0) {
            final String fee = line.decimal("feeAmount");
            row(line, "fee", venue(line), line.text("instrument"), line.text("feeAsset"), id,
                line.text("executionId"), "", line.text("liquidity"), "", "",
                fee.startsWith("-") ? fee.substring(1) : "-" + fee, "");
        }
    }

    private static String venue(final AuditLine line) {
        final String instrument = line.text("instrument");
        return instrument.substring(0, Math.max(0, instrument.indexOf(':')));
    }

    private void row(final AuditLine line, final String... cells) {
        count++;
        if (out != null) {
            out.println(line.input() + "," + line.output() + "," + FieldText.time(line.timeNs()) + ","
                + String.join(",", List.of(cells)));
        }
    }

    long count() {
        return count;
    }
}
