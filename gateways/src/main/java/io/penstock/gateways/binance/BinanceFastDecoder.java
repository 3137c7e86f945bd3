package io.penstock.gateways.binance;

/** Placeholder until the strict path stands. */
final class BinanceFastDecoder {
    BinanceFastDecoder(final boolean usdm, final BinanceSymbolMap symbols, final BinanceMessage message) {
    }

    long taken() {
        return 0;
    }

    boolean decode(final byte[] data, final int start, final int end, final int snapshotSlot) {
        return false;
    }
}
