package io.penstock.gateways.common.order;

/**
 * The 64-bit execution id of a trade whose venue names it with a text (Bybit's execId, MEXC's tradeId).
 *
 * <p>FNV-1a of 64 bits over the characters (offset basis CBF29CE484222325, prime 100000001B3; Fowler, Noll, Vo), then
 * the finalizer of MurmurHash3 (Appleby) so that every bit of the text reaches every bit of the id; 0, which means "no
 * id", becomes 1. The same text always gives the same id, in every release: ids are kept in journals. Two of a million
 * trades of one instrument share an id with a probability of about 3 in 10^8. Any thread; does not allocate.
 */
public final class TextIds {
    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private TextIds() {
    }

    /**
     * The id of a text.
     *
     * @param text as the venue writes it, ASCII
     * @return never 0
     */
    public static long of(final CharSequence text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i) & 0xFF) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
