package io.penstock.gateways.emulator.binance;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import java.util.List;

/** Which of Binance's products a dialect speaks. Stateless. */
final class Product {
    private Product() {
    }

    /** True for USD-M, false for spot; refuses a mix, and instruments of other venues. */
    static boolean usdm(final List<EmulatedInstrument> instruments) {
        final boolean usdm = instruments.stream().anyMatch(one -> one.venue() == Venue.BINANCE_USDM);
        for (final EmulatedInstrument one : instruments) {
            if (one.venue() != (usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT)) {
                throw new IllegalArgumentException(one.symbol() + " is of " + one.venue()
                    + "; a Binance dialect takes instruments of BINANCE_SPOT only, or of BINANCE_USDM only");
            }
        }
        return usdm;
    }
}
