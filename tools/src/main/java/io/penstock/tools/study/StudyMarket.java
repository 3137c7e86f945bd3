package io.penstock.tools.study;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.replay.InputLog;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The instrument that is studied, as its journal defines it last. Immutable.
 *
 * @param id               dense index
 * @param venue            word of the venue
 * @param symbol           as the venue writes it
 * @param quote            asset it is priced in
 * @param spot             whether it is a spot instrument, which is never SHORT
 * @param priceExponent    of prices
 * @param quantityExponent of positions
 * @param lotSize          smallest step of an order
 */
record StudyMarket(
    int id, String venue, String symbol, String quote, boolean spot, int priceExponent, int quantityExponent,
    long lotSize) {

    /**
     * Looks one up.
     *
     * @param journal directory of the input log
     * @param wanted  SYMBOL or venue:SYMBOL, or null when there is only one
     * @return the instrument
     * @throws UserError when not exactly one is the one that is wanted
     */
    static StudyMarket of(final Path journal, final String wanted) {
        InputLog.open(journal);
        final Map<Integer, StudyMarket> all = new TreeMap<>();
        final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder();
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == InstrumentDefinedDecoder.TEMPLATE_ID) {
                        event.wrap(buffer, offset + Records.HEADER_LENGTH, InstrumentDefinedDecoder.BLOCK_LENGTH,
                            InstrumentDefinedDecoder.SCHEMA_VERSION);
                        all.put(event.instrumentId(), of(event));
                    }
                });
            }
        }
        final List<StudyMarket> found = all.values().stream()
            .filter(x -> wanted == null || x.name().equals(wanted) || x.symbol.equals(wanted)).toList();
        final List<String> known = all.values().stream().map(StudyMarket::name).collect(Collectors.toList());
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty()) {
            throw wanted == null
                ? new UserError("the journal defines no instrument", journal.toString(), "a journal with a market")
                : new UserError("the journal has no instrument " + wanted, "--instrument " + wanted,
                    "the nearest is " + NearestWord.of(wanted, known));
        }
        throw new UserError("the journal has several instruments", journal.toString(),
            "--instrument with one of " + String.join(", ", known));
    }

    private static StudyMarket of(final InstrumentDefinedDecoder event) {
        return new StudyMarket(event.instrumentId(),
            Venue.of(event.venue()).name().toLowerCase(Locale.ROOT).replace('_', '-'), event.symbol(),
            event.quoteAsset(), InstrumentKind.of(event.kind()) == InstrumentKind.SPOT, event.priceExponent(),
            event.quantityExponent(), event.lotSize());
    }

    /** E.g. binance-spot:BTCUSDT. */
    String name() {
        return venue + ":" + symbol;
    }
}
