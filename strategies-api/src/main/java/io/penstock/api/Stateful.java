package io.penstock.api;

/**
 * A part whose state is a fold of the inputs and can be saved and loaded.
 *
 * <p>Law, held by tests: writing, then reading into a fresh part of the same configuration, gives a part that behaves
 * the same for ever after. The first field written is a version of the layout.
 */
public interface Stateful {
    /**
     * Writes every field that later behaviour depends on, in a fixed order.
     *
     * @param out receives the state
     */
    void writeTo(StateWriter out);

    /**
     * Replaces the state by what was written.
     *
     * @param in positioned where {@link #writeTo} began
     */
    void readFrom(StateReader in);
}
