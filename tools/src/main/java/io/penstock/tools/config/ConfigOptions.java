package io.penstock.tools.config;

import io.penstock.api.RunMode;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that every command with a configuration mixes in ({@code @Mixin}). Main thread. */
public final class ConfigOptions {
    @Option(names = "--config", paramLabel = "FILE",
        description = "One more TOML file, read after those of the config directory. Repeatable.")
    private final List<Path> files = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "Sets one key, after files and environment. Repeatable.")
    private final List<String> overrides = new ArrayList<>();

    /**
     * Reads the configuration: the standard files, {@code --config}, the environment, {@code --set}.
     *
     * @param mode what is about to run; says which standard files count
     * @return checked
     * @throws io.penstock.tools.cli.UserError naming every fault
     */
    public Configuration load(final RunMode mode) {
        return loader(mode).load();
    }

    /**
     * The same layers before they are read, for commands with more to add.
     *
     * @param mode what is about to run
     * @return a loader
     */
    public ConfigLoader loader(final RunMode mode) {
        final ConfigLoader loader = ConfigLoader.with(Strategies.all()).directory(Home.config(), mode);
        files.forEach(loader::file);
        return loader.environment(System.getenv()).set(overrides);
    }
}
