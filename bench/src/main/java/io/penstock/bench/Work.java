package io.penstock.bench;

/**
 * Something to measure. One thread.
 */
public interface Work {
    /**
     * Gets ready for the next {@link #run}; not measured.
     */
    default void prepare() {
    }

    /**
     * Does a fixed piece of work.
     *
     * @return how many operations that was, above 0
     */
    long run();
}
