package io.penstock.tools.config;

import io.penstock.api.RunMode;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Table;
import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock config ...}: shows what is set and what could be. Main thread. */
@Command(name = "config", description = "Shows the effective configuration, or every key there is.",
    mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND")
public final class ConfigCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("which config command is missing", "penstock config",
            "penstock config explain, penstock config keys, or penstock config denials");
    }

    /**
     * Every effective value, and who set it.
     *
     * @param mode    what would run
     * @param options files and overrides
     * @param json    as JSON
     * @param prefix  only keys that begin so
     * @return exit code
     */
    @Command(name = "explain", mixinStandardHelpOptions = true,
        description = "Every effective key: value, unit, default, and the file and line that set it.")
    int explain(
        @Option(names = "--mode", defaultValue = "BACKTEST",
            description = "What would run: ${COMPLETION-CANDIDATES}. Default: backtest.") final RunMode mode,
        @Mixin final ConfigOptions options,
        @Mixin final JsonOption json,
        @Parameters(arity = "0..1", paramLabel = "PREFIX", description = "Only keys that begin so, e.g. risk")
        final String prefix) {
        final Configuration configuration = options.load(mode);
        final List<Setting> shown = new ArrayList<>();
        for (final Setting setting : configuration.settings()) {
            if (prefix == null || setting.name().startsWith(prefix)) {
                shown.add(setting);
            }
        }
        if (shown.isEmpty()) {
            throw new UserError("no key begins with " + prefix, "penstock config explain " + prefix,
                "the nearest is " + NearestWord.of(prefix, ConfigKeys.names()));
        }
        if (json.on()) {
            printJson(configuration, shown);
        } else {
            printTable(configuration, shown);
        }
        return ExitCodes.OK;
    }

    private static void printTable(final Configuration configuration, final List<Setting> shown) {
        final Table table = new Table().row("KEY", "VALUE", "UNIT", "DEFAULT", "READ BY", "SET BY");
        for (final Setting setting : shown) {
            final ConfigKey key = setting.key();
            final String usual = key.defaultText().isEmpty() ? "-" : key.defaultText();
            table.row(setting.name(), setting.text(), key.unit(), usual, key.scope().words(),
                setting.origin().text());
        }
        System.out.print(table.text());
        System.out.println();
        System.out.println("instruments defined  " + configuration.instruments().size());
        System.out.println("strategies           " + configuration.engine().strategies().size());
        System.out.println("sha256 of the fold's configuration  " + configuration.sha256());
    }

    private static void printJson(final Configuration configuration, final List<Setting> shown) {
        final List<Map<String, Object>> rows = new ArrayList<>();
        for (final Setting setting : shown) {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", setting.name());
            row.put("value", setting.text());
            row.put("unit", setting.key().unit());
            row.put("default", setting.key().defaultText());
            row.put("readBy", setting.key().scope().words());
            row.put("setBy", setting.origin().text());
            row.put("description", setting.key().description());
            rows.add(row);
        }
        final Map<String, Object> all = new LinkedHashMap<>();
        all.put("sha256", configuration.sha256());
        all.put("canonicalText", configuration.canonicalText());
        all.put("keys", rows);
        JsonOption.print(all, System.out);
    }

    /**
     * Every key there is, as the Markdown of docs/configuration.md.
     *
     * @param json as JSON
     * @return exit code
     */
    @Command(name = "keys", mixinStandardHelpOptions = true,
        description = "Every key there is, with type, unit, range, default and meaning (docs/configuration.md).")
    int keys(@Mixin final JsonOption json) {
        if (json.on()) {
            JsonOption.print(ConfigKeys.all(), System.out);
        } else {
            System.out.print(ConfigDocs.markdown(Strategies.all()));
        }
        return ExitCodes.OK;
    }

    @Command(name = "denials", mixinStandardHelpOptions = true,
        description = "Every denial code and cause on the state ladder, with what to do (docs/denial-codes.md).")
    int denials(@Mixin final JsonOption json) {
        if (json.on()) {
            JsonOption.print(DenialDocs.rows(), System.out);
        } else {
            System.out.print(DenialDocs.markdown());
        }
        return ExitCodes.OK;
    }
}
