package io.penstock.tools.study;

import io.penstock.api.Regime;

/** One colour per regime, the same in picture and page, apart in lightness too. Stateless; any thread. */
final class RegimeColours {
    private static final int[] BY_CODE = {0xC4C8CE, 0x1F9E55, 0xD33A4A, 0x7C8798, 0xE69A17, 0x6B4BD8};

    private RegimeColours() {
    }

    static int of(final Regime regime) {
        return BY_CODE[regime.code()];
    }
}
