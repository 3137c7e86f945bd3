package io.penstock.gateways.emulator;

import io.penstock.api.Venue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ready-made instruments of the emulated venues. Stateless; any thread. */
public final class EmulatedInstruments {
    private static final int STEPS = 40;

    private EmulatedInstruments() {
    }

    /**
     * Four well-known instruments with ticks and lots like those of the venue.
     *
     * @param venue any but SYNTHETIC
     * @return BTCUSDT, ETHUSDT, SOLUSDT and XRPUSDT
     */
    public static List<EmulatedInstrument> known(final Venue venue) {
        final boolean futures = venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR;
        final String least = futures ? "5" : venue == Venue.MEXC_SPOT ? "1" : "5";
        final String btcTick = futures ? "0.10" : "0.01";
        return List.of(
            new EmulatedInstrument(venue, "BTCUSDT", "BTC", "USDT", btcTick, futures ? "0.001" : "0.00001",
                venue == Venue.BINANCE_USDM ? "50" : least, "65000.00", STEPS),
            new EmulatedInstrument(venue, "ETHUSDT", "ETH", "USDT", "0.01", futures ? "0.01" : "0.0001", least,
                "3200.00", STEPS),
            new EmulatedInstrument(venue, "SOLUSDT", "SOL", "USDT", "0.01", futures ? "0.1" : "0.001", least,
                "150.00", STEPS / 2),
            new EmulatedInstrument(venue, "XRPUSDT", "XRP", "USDT", "0.0001", "0.1", least, "0.6000", STEPS / 2));
    }

    /**
     * Many instruments with made-up names: SYM0001USDT and on.
     *
     * @param venue          any but SYNTHETIC
     * @param count          1 to 9,999
     * @param stepsPerSecond order flow of each
     * @return instruments whose prices, ticks and lots differ
     */
    public static List<EmulatedInstrument> many(final Venue venue, final int count, final int stepsPerSecond) {
        if (count < 1 || count > 9_999) {
            throw new IllegalArgumentException("count " + count + " must be between 1 and 9999");
        }
        final String[][] shapes = {{"0.01", "0.00001", "5000.00"}, {"0.001", "0.01", "250.000"},
            {"0.0001", "0.1", "9.5000"}, {"0.00001", "1", "0.74000"}};
        final List<EmulatedInstrument> instruments = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            final String base = String.format(Locale.ROOT, "SYM%04d", i);
            final String[] shape = shapes[i % shapes.length];
            instruments.add(new EmulatedInstrument(
                venue, base + "USDT", base, "USDT", shape[0], shape[1], "5", shape[2], stepsPerSecond));
        }
        return instruments;
    }
}
