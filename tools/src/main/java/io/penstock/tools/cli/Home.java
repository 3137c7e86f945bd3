package io.penstock.tools.cli;

import java.nio.file.Path;

/** Where Penstock itself lies. Any thread. */
public final class Home {
    private Home() {
    }

    /**
     * The directory with {@code config} in it: what the launcher says, else the repository of a test run, else the
     * working directory.
     *
     * @return absolute
     */
    public static Path directory() {
        final String told = System.getProperty("penstock.home", System.getProperty("penstock.root", ""));
        return Path.of(told).toAbsolutePath();
    }

    /**
     * The standard configuration.
     *
     * @return absolute
     */
    public static Path config() {
        return directory().resolve("config");
    }
}
