package io.penstock.bench;

import io.penstock.bench.analysis.AnalysisGroup;
import io.penstock.bench.book.BookGroup;
import io.penstock.bench.decode.DecodeGroup;
import io.penstock.bench.fold.BarGroup;
import io.penstock.bench.fold.EventGroup;
import io.penstock.bench.fold.JournalGroup;
import io.penstock.bench.fold.MemoryGroup;
import io.penstock.bench.fold.ReplayGroup;
import io.penstock.bench.fold.TickGroup;
import io.penstock.bench.forecast.ForecastGroup;
import io.penstock.bench.latency.LatencyGroup;
import io.penstock.bench.orders.OrderGroup;
import io.penstock.bench.orders.RiskGroup;
import io.penstock.bench.recovery.RecoveryGroup;
import io.penstock.bench.venues.VenuesGroup;
import io.penstock.bench.wire.WireGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures everything that has a goal and prints one table: metric, ours, yardstick, ratio, goal, met, bytes.
 *
 * <p>Each group of rows runs in a JVM of its own, with the flags of this one; within a group everything is interleaved.
 */
public final class Goals {
    private static final String USAGE = """
        usage: Goals [--quick | --smoke] [--group NAME]... [--in-process]
          --quick       everything, but shorter
          --smoke       just enough to see that everything runs; its figures mean nothing
          --group NAME  only this group of rows; repeats; there are: %s
          --in-process  no JVM per group""";

    private final List<Group> wanted = new ArrayList<>();
    private Context.Scale scale = Context.Scale.FULL;
    private boolean inProcess;
    private boolean child;

    private Goals() {
    }

    /**
     * The command.
     *
     * @param args see the usage
     */
    public static void main(final String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /**
     * The command, without ending the JVM.
     *
     * @param args see the usage
     * @param out  takes the table
     * @param err  takes remarks and errors
     * @return exit code: 0 measured, 1 a group failed, 2 wrong usage, 3 no data
     */
    public static int run(final String[] args, final PrintStream out, final PrintStream err) {
        final Goals goals = new Goals();
        final String fault = goals.parse(args);
        if (fault != null) {
            err.println(fault);
            err.println(USAGE.formatted(String.join(", ", groups().stream().map(Group::name).toList())));
            return 2;
        }
        final Path binanceRaw = SharedData.binanceRaw();
        if (binanceRaw == null) {
            err.println("nothing measured: " + SharedData.missing());
            return 3;
        }
        return goals.measure(binanceRaw, out, err);
    }

    /**
     * Every group, in the order of the table.
     *
     * @return new groups
     */
    public static List<Group> groups() {
        return List.of(new DecodeGroup(), new BookGroup(), new TickGroup(), new JournalGroup(), new ReplayGroup(),
            new LatencyGroup(), new MemoryGroup(), new BarGroup(), new VenuesGroup(), new WireGroup(),
            new RiskGroup(), new OrderGroup(), new EventGroup(), new RecoveryGroup(),
            new ForecastGroup(), new AnalysisGroup());
    }

    private String parse(final String[] args) {
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> scale = Context.Scale.QUICK;
                case "--smoke" -> scale = Context.Scale.SMOKE;
                case "--in-process" -> inProcess = true;
                case "--child" -> child = true;
                case "--group" -> {
                    final String name = i + 1 < args.length ? args[++i] : "";
                    final int before = wanted.size();
                    groups().stream().filter(group -> group.name().equals(name)).forEach(wanted::add);
                    if (wanted.size() == before) {
                        return "there is no group '" + name + "'";
                    }
                }
                default -> {
                    return "unknown argument '" + args[i] + "'";
                }
            }
        }
        if (wanted.isEmpty()) {
            wanted.addAll(groups());
        }
        return null;
    }

    private int measure(final Path binanceRaw, final PrintStream out, final PrintStream err) {
        final List<Row> rows = new ArrayList<>();
        int failed = 0;
        for (final Group group : wanted) {
            try {
                rows.addAll(inProcess || child ? here(group, binanceRaw, err) : elsewhere(group, err));
            } catch (final Exception e) {
                if (child) {
                    throw new IllegalStateException("group " + group.name() + ": " + e.getMessage(), e);
                }
                failed++;
                err.println("group " + group.name() + " failed: " + e);
                e.printStackTrace(err);
            }
        }
        if (child) {
            rows.forEach(row -> out.println(row.encode()));
        } else {
            print(rows, out);
        }
        return failed == 0 ? 0 : 1;
    }

    private List<Row> here(final Group group, final Path binanceRaw, final PrintStream err) throws Exception {
        final Context context = new Context(binanceRaw, scale, err);
        err.println("group " + group.name());
        group.measure(context);
        return context.rows();
    }

    private List<Row> elsewhere(final Group group, final PrintStream err) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Goals.class.getName(), "--child",
            "--group", group.name()));
        if (scale != Context.Scale.FULL) {
            command.add(scale == Context.Scale.QUICK ? "--quick" : "--smoke");
        }
        final Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        final List<Row> rows = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                final Row row = Row.decode(line);
                if (row == null) {
                    err.println(line);
                } else {
                    rows.add(row);
                }
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("its JVM ended with exit code " + process.exitValue());
        }
        return rows;
    }

    private void print(final List<Row> rows, final PrintStream out) {
        out.println(Machine.describe());
        if (scale != Context.Scale.FULL) {
            out.println("scale " + scale + ": for a look only, not for the record");
        }
        out.println();
        out.println("| metric | ours | yardstick, same run | ratio | goal | met | B/op |");
        out.println("|---|---|---|---|---|---|---|");
        rows.forEach(row -> out.println(row.markdown()));
        final long goals = rows.stream().filter(row -> !"-".equals(row.met())).count();
        final long met = rows.stream().filter(row -> "yes".equals(row.met())).count();
        out.println();
        out.println(met + " of " + goals + " goals met");
    }
}
