package io.penstock.tools.config;

/**
 * Where a value was set. Immutable; any thread.
 *
 * @param layer file as the user named it, {@code environment}, {@code --set} or {@code default}
 * @param line  in the file, from 1; 0 outside files
 * @param name  as it stands there, e.g. the environment variable
 */
public record Origin(String layer, int line, String name) {
    /** Nobody set it. */
    public static final Origin DEFAULT = new Origin("default", 0, "");

    /**
     * The place for a user.
     *
     * @return e.g. {@code config/penstock.toml:12} or {@code environment MC_PATHS}
     */
    public String text() {
        if (line > 0) {
            return layer + ":" + line;
        }
        return name.isEmpty() ? layer : layer + " " + name;
    }
}
