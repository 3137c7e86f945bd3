package io.penstock.gateways.emulator.market;

import io.penstock.gateways.emulator.EmulatedInstrument;
import java.math.BigDecimal;

/**
 * Between whole ticks and lots and the venue's decimal text. Immutable; any thread.
 *
 * @param tick             one tick, exponent -8
 * @param lot              one lot, exponent -8
 * @param priceDecimals    digits behind the point that a tick needs
 * @param quantityDecimals digits behind the point that a lot needs
 * @param startTicks       the start price in ticks
 */
public record InstrumentScale(long tick, long lot, int priceDecimals, int quantityDecimals, long startTicks) {
    private static final int DECIMALS = 8;
    private static final long[] TENS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    /**
     * Reads an instrument's texts.
     *
     * @param instrument to be traded
     * @return its scale
     * @throws IllegalArgumentException when a text has more than 8 decimals, is not positive, or the start price is no
     *                                  multiple of the tick; the message names the symbol
     */
    public static InstrumentScale of(final EmulatedInstrument instrument) {
        final long tick = units(instrument, "tick", instrument.tick());
        final long lot = units(instrument, "lot", instrument.lot());
        final long start = units(instrument, "startPrice", instrument.startPrice());
        if (start % tick != 0) {
            throw new IllegalArgumentException(instrument.symbol() + ": startPrice " + instrument.startPrice()
                + " is no multiple of the tick " + instrument.tick());
        }
        return new InstrumentScale(tick, lot, decimals(tick), decimals(lot), start / tick);
    }

    private static long units(final EmulatedInstrument instrument, final String field, final String text) {
        try {
            final long units = new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
            if (units > 0) {
                return units;
            }
        } catch (final ArithmeticException | NumberFormatException bad) {
            throw new IllegalArgumentException(instrument.symbol() + ": " + field + " '" + text
                + "' must be a positive decimal with at most 8 digits behind the point", bad);
        }
        throw new IllegalArgumentException(instrument.symbol() + ": " + field + " " + text + " must be positive");
    }

    private static int decimals(final long units) {
        int decimals = DECIMALS;
        while (decimals > 0 && units % TENS[DECIMALS - decimals + 1] == 0) {
            decimals--;
        }
        return decimals;
    }

    /**
     * A price with exponent -8.
     *
     * @param ticks whole ticks
     * @return units
     */
    public long priceUnits(final long ticks) {
        return ticks * tick;
    }

    /**
     * A quantity with exponent -8.
     *
     * @param lots whole lots
     * @return units
     */
    public long quantityUnits(final long lots) {
        return lots * lot;
    }

    /**
     * Writes a price with as many decimals as its tick needs.
     *
     * @param out   gets it
     * @param ticks whole ticks
     */
    public void appendPrice(final StringBuilder out, final long ticks) {
        append(out, ticks * tick, priceDecimals);
    }

    /**
     * Writes a quantity with as many decimals as its lot needs.
     *
     * @param out  gets it
     * @param lots whole lots
     */
    public void appendQuantity(final StringBuilder out, final long lots) {
        append(out, lots * lot, quantityDecimals);
    }

    /**
     * Writes a decimal.
     *
     * @param out      gets it
     * @param units    exponent -8
     * @param decimals digits behind the point, 0 to 8; what lies behind them is cut off
     */
    public static void append(final StringBuilder out, final long units, final int decimals) {
        final long size = Math.abs(units);
        if (units < 0) {
            out.append('-');
        }
        out.append(size / TENS[DECIMALS]);
        if (decimals > 0) {
            out.append('.');
            final long fraction = size % TENS[DECIMALS] / TENS[DECIMALS - decimals];
            for (int i = decimals - 1; i >= 0; i--) {
                out.append((char) ('0' + fraction / TENS[i] % 10));
            }
        }
    }
}
