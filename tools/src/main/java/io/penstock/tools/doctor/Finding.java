package io.penstock.tools.doctor;

/**
 * What one look at the machine found. Immutable; any thread.
 *
 * @param level  how bad it is
 * @param topic  what was looked at
 * @param found  what is the case
 * @param advice what would be right; empty when all is well
 */
public record Finding(Level level, String topic, String found, String advice) {
    /** How bad a finding is. */
    public enum Level {
        /** As it should be. */
        OK,
        /** Works, with a drawback that the text names. */
        WARN,
        /** Penstock cannot work so. */
        FAIL
    }

    static Finding ok(final String topic, final String found) {
        return new Finding(Level.OK, topic, found, "");
    }

    static Finding warn(final String topic, final String found, final String advice) {
        return new Finding(Level.WARN, topic, found, advice);
    }

    static Finding fail(final String topic, final String found, final String advice) {
        return new Finding(Level.FAIL, topic, found, advice);
    }
}
