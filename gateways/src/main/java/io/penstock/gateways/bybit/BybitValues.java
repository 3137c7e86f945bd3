package io.penstock.gateways.bybit;

import static io.penstock.gateways.common.Digits.ZEROS;
import static io.penstock.gateways.common.Digits.eight;
import static io.penstock.gateways.common.Digits.notDigits;
import static io.penstock.gateways.common.Digits.power;
import static io.penstock.gateways.common.Digits.word;

import io.penstock.api.FixedPoint;
import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.JsonCursor;

/**
 * Reads the single value before which the cursor stands: text, number, decimal, time. A fault goes to the cursor, and
 * the value is 0 then. One thread; allocates in the constructor only.
 */
final class BybitValues {
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final int MOST_DIGITS = 18;
    private static final int AMOUNT_PLACES = -FixedPoint.AMOUNT_EXPONENT;

    private final JsonCursor json;
    private final BybitLevels levels = new BybitLevels();
    private byte[] data;
    private int end;

    BybitValues(final JsonCursor json) {
        this.json = json;
    }

    /** Starts on a frame, with 64 readable bytes behind. */
    void wrap(final byte[] text, final int limit) {
        data = text;
        end = limit;
    }

    /** A decimal in quotes; 0 with a fault. */
    long decimal(final int exponent) {
        if (json.peek() == '"') {
            final long value = BybitLevels.rescale(levels.number(data, json.position() + 1), exponent);
            final int stop = levels.stop();
            if (value >= 0 && stop < end && data[stop] == '"') {
                json.wrap(data, stop + 1, end);
                return value;
            }
        }
        return text() ? checked(Digits.decimal(data, json.tokenStart(), json.tokenEnd(), exponent)) : 0;
    }

    /**
     * An amount with exponent -8. It is a statistic: price times quantity has more decimals than either, and what lies
     * beyond the eighth is cut off rather than the bar refused.
     */
    long turnover() {
        if (!text()) {
            return 0;
        }
        final int start = json.tokenStart();
        int stop = json.tokenEnd();
        for (int i = start; i < json.tokenEnd(); i++) {
            if (data[i] == '.') {
                stop = Math.min(stop, i + 1 + AMOUNT_PLACES);
            }
        }
        for (int i = stop; i < json.tokenEnd(); i++) {
            if (data[i] < '0' || data[i] > '9') {
                json.fail(FrameFault.BAD_NUMBER);
                return 0;
            }
        }
        return checked(Digits.decimal(data, start, stop, FixedPoint.AMOUNT_EXPONENT));
    }

    boolean text() {
        return json.peek() == '"' ? json.takeString() : wrongType();
    }

    long time() {
        return toNs(whole());
    }

    long toNs(final long millis) {
        if (millis > MOST_MILLIS) {
            json.fail(FrameFault.OVERFLOW);
            return 0;
        }
        return millis * 1_000_000;
    }

    /** A whole number without quotes; 0 with a fault. */
    long whole() {
        json.peek();
        final int start = json.position();
        long value = 0;
        int i = start;
        while (i < end && i - start <= MOST_DIGITS) {
            final long digits = word(data, i) ^ ZEROS;
            final long others = notDigits(digits);
            final int count = others == 0 ? 8 : Long.numberOfTrailingZeros(others) >>> 3;
            if (count > 0) {
                value = value * power(count) + eight(digits << 64 - 8 * count);
            }
            i += count;
            if (count < 8) {
                break;
            }
        }
        final int count = i - start;
        if (count > 0 && count <= MOST_DIGITS && i < end && (data[start] != '0' || count == 1)
            && (data[i] == ',' || data[i] == '}')) {
            json.wrap(data, i, end);
            return value;
        }
        final int type = json.skipValue(3);
        if (type != JsonCursor.NUMBER) {
            json.fail(FrameFault.WRONG_TYPE);
            return 0;
        }
        return checked(Digits.whole(data, json.tokenStart(), json.tokenEnd()));
    }

    long checked(final long value) {
        if (value < 0) {
            json.fail(value == Digits.TOO_PRECISE ? FrameFault.TOO_PRECISE
                : value == Digits.OVERFLOW ? FrameFault.OVERFLOW : FrameFault.BAD_NUMBER);
            return 0;
        }
        return value;
    }

    boolean wrongType() {
        return json.fail(json.peek() < 0 ? FrameFault.TRUNCATED : FrameFault.WRONG_TYPE);
    }
}
