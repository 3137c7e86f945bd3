package io.penstock.tools.doctor;

import io.penstock.api.RunMode;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Table;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.JournalSettings;
import io.penstock.tools.doctor.Finding.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock doctor}: is this machine fit to trade on, and what is not as it should be. Main thread. */
@Command(name = "doctor", mixinStandardHelpOptions = true,
    description = "Checks Java, flags, cores, memory, disk, clock and configuration; exits 1 when something fails.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;
    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final List<Finding> findings = new ArrayList<>();
        Path directory = Path.of("data/journal");
        long floorBytes = 256L << 20;
        try {
            final JournalSettings journal = options.load(RunMode.BACKTEST).journal();
            directory = journal.directory();
            floorBytes = journal.diskFloorBytes();
            findings.add(Finding.ok("configuration", "no faults in " + Home.config()));
        } catch (final UserError e) {
            findings.add(Finding.fail("configuration", e.getMessage(), e.where()));
        }
        findings.addAll(0, new Doctor(Home.directory(), directory, floorBytes).look());
        final boolean failed = findings.stream().anyMatch(f -> f.level() == Level.FAIL);
        if (json.on()) {
            final Map<String, Object> result = new LinkedHashMap<>();
            result.put("fit", !failed);
            result.put("findings", findings);
            JsonOption.print(result, System.out);
        } else {
            print(findings);
        }
        return failed ? ExitCodes.BAD_ANSWER : ExitCodes.OK;
    }

    private static void print(final List<Finding> findings) {
        final Table table = new Table();
        for (final Finding finding : findings) {
            table.row(finding.level().name().toLowerCase(Locale.ROOT), finding.topic(), finding.found());
            if (!finding.advice().isEmpty()) {
                for (final String line : finding.advice().split("\n")) {
                    table.row("", "", "-> " + line);
                }
            }
        }
        System.out.print(table.text());
        final long failed = findings.stream().filter(f -> f.level() == Level.FAIL).count();
        final long warned = findings.stream().filter(f -> f.level() == Level.WARN).count();
        System.out.println(failed == 0 ? "fit to run, " + warned + " warning" + (warned == 1 ? "" : "s")
            : "not fit to run: " + failed + " check" + (failed == 1 ? "" : "s") + " failed");
    }
}
