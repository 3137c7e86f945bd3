package io.penstock.tools.book;

import io.penstock.api.BookState;
import io.penstock.api.FixedPoint;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.journal.Logs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock book}: every level of an instrument's book after any record of a journal. Main thread. */
@Command(name = "book", mixinStandardHelpOptions = true,
    description = "Prints every level of a book as b PRICE QTY from best down, then a PRICE QTY from best up;"
        + " no line break at the end, so that the output's sha256 is the book's.")
public final class BookCommand implements Callable<Integer> {
    private static final int LOOK_EVERY = 1 << 16;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "An input log.")
    private Path journal;
    @Option(names = "--instrument", required = true, paramLabel = "SYMBOL",
        description = "Symbol, or VENUE:SYMBOL where several venues have it.")
    private String instrument;
    @Option(names = "--at", paramLabel = "SEQ", description = "After this record. Default: the last one.")
    private Long at;
    @Mixin
    private ConfigOptions options;
    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final long last = at == null ? Long.MAX_VALUE : at;
        if (last < 0) {
            throw new UserError("a sequence is 0 or more", "--at " + at, "--at 0 is the first record");
        }
        final int windowTicks = options.load(RunMode.BACKTEST).engine().book().windowTicks();
        final LogBook book = new LogBook(chosen(), windowTicks);
        final long end;
        try (JournalReader reader = Logs.open(journal);
            Progress progress = Progress.start("reading", 0, "kB")) {
            while (reader.nextSequence() <= last && reader.read(book::onRecord)) {
                if (reader.nextSequence() % LOOK_EVERY == 0) {
                    progress.step(reader.bytesDone() >> 10, reader.estimateBytesTotal() >> 10);
                }
            }
            end = reader.nextSequence() - 1;
        }
        refuseUnreadable(book, end);
        final String text = text(book);
        if (json.on()) {
            printJson(book, end, text);
        } else {
            System.out.print(text);
        }
        return ExitCodes.OK;
    }

    private void refuseUnreadable(final LogBook book, final long end) {
        if (at != null && end < at) {
            throw new UserError("the log ends before record " + at, journal.toString(), "--at at most " + end);
        }
        if (book.insideUpdate()) {
            throw new UserError("record " + end + " is inside an update of several records; the book is not readable"
                + " there", "--at " + end, "--at of an earlier or later record");
        }
        if (book.book() == null || book.book().state() == BookState.INVALID) {
            throw new UserError("there is no book of " + instrument + " at record " + end + ": no snapshot yet, or a"
                + " gap", journal.toString(), "--at of a later record, or a capture that holds a snapshot");
        }
    }

    /** Finds the instrument among the definitions at the head of the log, and the nearest when it is not there. */
    private String chosen() {
        final SortedMap<String, String> known = new TreeMap<>();
        try (JournalReader reader = Logs.open(journal)) {
            final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
            final RecordHeaderDecoder header = new RecordHeaderDecoder();
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == InstrumentDefinedDecoder.TEMPLATE_ID) {
                        definition.wrapAndApplyHeader(buffer, offset, header);
                        final String venue = Venue.of(definition.venue()).name().toLowerCase(Locale.ROOT)
                            .replace('_', '-');
                        known.put(venue + ":" + definition.symbol(), definition.venue() + ":" + definition.symbol());
                    }
                });
            }
        }
        if (known.containsKey(instrument)) {
            return known.get(instrument);
        }
        final List<String> named = new ArrayList<>(known.keySet());
        named.removeIf(name -> !name.endsWith(":" + instrument));
        if (named.size() == 1) {
            return known.get(named.get(0));
        }
        if (named.size() > 1) {
            throw new UserError(instrument + " is on several venues", "--instrument " + instrument,
                "one of " + String.join(", ", named));
        }
        throw new UserError("no instrument " + instrument + " is defined in this log", "--instrument " + instrument,
            known.isEmpty() ? "an input log with instruments"
                : "the nearest is " + NearestWord.of(instrument, known.keySet()) + "; there are "
                + String.join(", ", known.keySet()));
    }

    /** Lines parted by line breaks, none at the end. */
    private static String text(final LogBook book) {
        final StringBuilder text = new StringBuilder(1 << 16);
        for (final Side side : new Side[] {Side.BUY, Side.SELL}) {
            book.book().forEach(side, (s, price, quantity) -> {
                text.append(text.isEmpty() ? "" : "\n").append(s == Side.BUY ? "b " : "a ");
                FixedPoint.append(price, book.priceExponent(), text);
                text.append(' ');
                FixedPoint.append(quantity, book.quantityExponent(), text);
            });
        }
        return text.toString();
    }

    private void printJson(final LogBook book, final long end, final String text) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instrument", instrument);
        fields.put("sequence", end);
        fields.put("state", book.book().state().name());
        fields.put("lastUpdateId", book.book().lastUpdateId());
        fields.put("updates", book.updates());
        fields.put("deletesOfAbsentLevel", book.book().deletesOfAbsentLevel());
        fields.put("bidLevels", book.book().levels(Side.BUY));
        fields.put("askLevels", book.book().levels(Side.SELL));
        fields.put("sha256", sha256(text));
        fields.put("levels", text.lines().map(line -> List.of(line.split(" "))).toList());
        JsonOption.print(fields, System.out);
    }

    private static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
