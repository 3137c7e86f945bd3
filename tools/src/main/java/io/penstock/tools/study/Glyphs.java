package io.penstock.tools.study;

import java.util.Locale;

/** Letters of 5 x 7 points, so that text can be drawn where there are no fonts. Immutable; any thread. */
final class Glyphs {
    static final int WIDTH = 5;
    static final int HEIGHT = 7;

    private static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.,:-/%()_";
    /** Seven rows of two hexadecimal digits each, the leftmost point is 16. */
    private static final String[] ROWS = {
        "0E11131519110E", "040C040404040E", "0E11010204081F", "1F02040201110E", "02060A121F0202", "1F101E0101110E",
        "0608101E11110E", "1F010204080808", "0E11110E11110E", "0E11110F01020C", "0E11111F111111", "1E11111E11111E",
        "0E11101010110E", "1C12111111121C", "1F10101E10101F", "1F10101E101010", "0E11101711110F", "1111111F111111",
        "0E04040404040E", "0702020202120C", "11121418141211", "1010101010101F", "111B1515111111", "11111915131111",
        "0E11111111110E", "1E11111E101010", "0E11111115120D", "1E11111E141211", "0F10100E01011E", "1F040404040404",
        "1111111111110E", "11111111110A04", "11111115151B11", "11110A040A1111", "11110A04040404", "1F01020408101F",
        "00000000000C0C", "0000000C0C0408", "000C0C000C0C00", "0000001F000000", "00010204081000", "18190204081303",
        "02040808080402", "08040202020408", "0000000000001F"};

    private Glyphs() {
    }

    /** Whether a point of a character is dark; what is not known is empty. */
    static boolean dark(final char character, final int x, final int y) {
        final int index = CHARACTERS.indexOf(String.valueOf(character).toUpperCase(Locale.ROOT).charAt(0));
        return index >= 0
            && (Integer.parseInt(ROWS[index].substring(2 * y, 2 * y + 2), 16) >> WIDTH - 1 - x & 1) == 1;
    }
}
