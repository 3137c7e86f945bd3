package io.penstock.gateways.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Dense ids across venues, and definitions that change. */
class InstrumentDirectoryTest {
    private final ListSink sink = new ListSink();
    private final Publisher publisher = new Publisher(sink, new EventSource(1, true));
    private final InstrumentDirectory directory = new InstrumentDirectory(3, publisher);

    private static InstrumentDefinition defined(
        final Venue venue, final int priceExponent, final long tick, final int quantityExponent, final long lot,
        final long least, final long most) {
        return new InstrumentDefinition(venue, InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT",
            priceExponent, quantityExponent, tick, lot, least, most, 5);
    }

    private static InstrumentDefinition plain(final Venue venue) {
        return defined(venue, -2, 1, -4, 10, 10, 0);
    }

    /** Id, tick, lot, least and most of every definition published. */
    private List<String> published() {
        final List<String> all = new ArrayList<>();
        for (final UnsafeBuffer record : sink.of(InstrumentDefinedDecoder.TEMPLATE_ID)) {
            final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder().wrap(
                record, Records.HEADER_LENGTH, InstrumentDefinedDecoder.BLOCK_LENGTH, 2);
            all.add(event.instrumentId() + " e" + event.priceExponent() + " " + event.tickSize() + " e"
                + event.quantityExponent() + " " + event.lotSize() + " " + event.minQuantity() + ".."
                + event.maxQuantity());
        }
        return all;
    }

    private Admission.Kind admit(final InstrumentDefinition definition) {
        return directory.admit(definition, 7).kind();
    }

    @Test
    void shouldGoOnBehindTheJournalWhenNewInstrumentsCome() {
        directory.seed(plain(Venue.BINANCE_SPOT));
        assertEquals(Admission.Kind.KNOWN, admit(plain(Venue.BINANCE_SPOT)));
        assertEquals(Admission.Kind.ADDED, admit(plain(Venue.MEXC_SPOT)));
        sink.refuse(3);
        assertEquals(2, directory.admit(plain(Venue.BYBIT_SPOT), 7).instrumentId(), "waits for room");
        assertEquals(List.of("1 e-2 1 e-4 10 10..0", "2 e-2 1 e-4 10 10..0"), published());
        assertEquals(1, directory.id(Venue.MEXC_SPOT, "BTCUSDT"));
        assertEquals(-1, directory.id(Venue.MEXC_SPOT, "ETHUSDT"));
        assertEquals("BINANCE_USDM BTCUSDT finds no room: the engine is configured for 3 instruments",
            directory.admit(plain(Venue.BINANCE_USDM), 7).words());
        assertEquals(3, directory.count());
        assertEquals("the journal defines MEXC_SPOT BTCUSDT under two ids", assertThrows(
            IllegalArgumentException.class, () -> directory.seed(plain(Venue.MEXC_SPOT))).getMessage());
    }

    @Test
    void shouldKeepTheExponentsWhenLimitsChange() {
        directory.seed(plain(Venue.BINANCE_SPOT));
        assertEquals(Admission.Kind.CHANGED, admit(defined(Venue.BINANCE_SPOT, -1, 5, -6, 1_000, 1_250, 99_999_999)));
        assertEquals(List.of("0 e-2 50 e-4 10 13..999999"), published(), "the least is rounded up, the most down");
        assertEquals(Admission.Kind.KNOWN, admit(defined(Venue.BINANCE_SPOT, -1, 5, -6, 1_000, 1_250, 99_999_999)));
        assertEquals(-4, directory.definition(0).quantityExponent());
    }

    @Test
    void shouldRefuseWhenTheJournalsExponentsDoNotSuffice() {
        directory.seed(plain(Venue.BINANCE_SPOT));
        assertEquals("BINANCE_SPOT BTCUSDT needs prices finer or larger than exponent -2 of this journal can say: begin"
            + " a new journal", directory.admit(defined(Venue.BINANCE_SPOT, -3, 5, -4, 10, 0, 0), 7).words());
        assertEquals("BINANCE_SPOT BTCUSDT needs quantities finer or larger than exponent -4 of this journal can say:"
            + " begin a new journal", directory.admit(defined(Venue.BINANCE_SPOT, -2, 5, -8, 1_000, 0, 0), 7).words());
        assertEquals("BINANCE_SPOT BTCUSDT is SPOT BTC/USDT in this journal, the venue now says LINEAR_PERPETUAL "
            + "BTC/USDT: begin a new journal", directory.admit(new InstrumentDefinition(Venue.BINANCE_SPOT,
            InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT", -2, -4, 1, 1, 0, 0, 0),
            7).words());
        assertEquals(List.of(), published());
    }

    @Test
    void shouldNotWaitForEverWhenItIsStopped() {
        publisher.stop();
        sink.refuse(Integer.MAX_VALUE);
        assertEquals("BINANCE_SPOT BTCUSDT was not published: the gateway is stopping",
            directory.admit(plain(Venue.BINANCE_SPOT), 7).words());
        assertEquals(0, directory.count());
    }
}
