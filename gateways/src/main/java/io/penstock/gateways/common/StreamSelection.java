package io.penstock.gateways.common;

/**
 * Which streams of an instrument are wanted beside the book. Immutable; any thread.
 *
 * @param trades  every trade
 * @param quotes  best bid and offer in real time
 * @param marks   mark price and funding, where there are any
 * @param candles one-minute bars
 */
public record StreamSelection(boolean trades, boolean quotes, boolean marks, boolean candles) {
    /** Everything. */
    public static final StreamSelection ALL = new StreamSelection(true, true, true, true);
    /** What strategies on the book need. */
    public static final StreamSelection TRADING = new StreamSelection(true, true, true, false);
}
