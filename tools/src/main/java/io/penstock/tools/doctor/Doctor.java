package io.penstock.tools.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.tools.ToolProvider;

/** Looks at the machine: each look is one method that returns what it found. Main thread; takes under a second. */
final class Doctor {
    private static final int SAMPLES = 200_000;
    private static final long MEGABYTE = 1L << 20;
    private static final long RELEASED = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

    private final Path home;
    private final Path journal;
    private final long diskFloorBytes;

    Doctor(final Path home, final Path journal, final long diskFloorBytes) {
        this.home = home;
        this.journal = journal.toAbsolutePath();
        this.diskFloorBytes = diskFloorBytes;
    }

    List<Finding> look() {
        final List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(compiler());
        findings.add(flags());
        findings.add(cores());
        findings.add(memory());
        findings.add(journalDirectory());
        findings.add(disk());
        findings.add(nanoTime());
        findings.add(clockSource());
        findings.add(wallClock());
        findings.add(affinity());
        return findings;
    }

    private static Finding java() {
        final int version = Runtime.version().feature();
        final String found = Runtime.version() + " (" + System.getProperty("java.vendor") + ") at "
            + System.getProperty("java.home");
        return version < 17 ? Finding.fail("java", found, "install a JDK 17 or later; 25 is preferred")
            : Finding.ok("java", found);
    }

    private static Finding compiler() {
        return ToolProvider.getSystemJavaCompiler() == null
            ? Finding.fail("javac", "this Java has no compiler", "use a JDK, not a JRE")
            : Finding.ok("javac", "there");
    }

    /** Flags of config/jvm.args that this JVM was not started with. */
    private Finding flags() {
        final Path file = home.resolve("config/jvm.args");
        final List<String> missing = new ArrayList<>();
        int wanted = 0;
        try {
            final Set<String> given = new HashSet<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
            for (final String line : Files.readAllLines(file)) {
                if (line.startsWith("-")) {
                    wanted++;
                    if (!given.contains(line) && !accepted(line)) {
                        missing.add(line);
                    }
                }
            }
        } catch (final IOException e) {
            return Finding.warn("flags", file + " cannot be read", "start Penstock with the launcher ./penstock");
        }
        return missing.isEmpty() ? Finding.ok("flags", "all " + wanted + " of config/jvm.args")
            : Finding.warn("flags", missing.size() + " of " + wanted + " missing: " + String.join(" ", missing),
                "start Penstock with the launcher ./penstock");
    }

    /** JVMs report only what they know: newer flags are dropped silently by older JDKs. */
    private static boolean accepted(final String flag) {
        final boolean modules = flag.startsWith("--add-exports=") || flag.startsWith("--add-opens=")
            || flag.startsWith("--enable-native-access=");
        if (modules) {
            final String module = flag.substring(flag.indexOf('=') + 1).split("/")[0];
            return !"ALL-UNNAMED".equals(module) && ModuleLayer.boot().findModule(module).isEmpty();
        }
        return flag.startsWith("--sun-misc-unsafe") && Runtime.version().feature() < 23;
    }

    private static Finding cores() {
        final int cores = Runtime.getRuntime().availableProcessors();
        return cores < 2 ? Finding.warn("cores", cores + "", "two or more, or engine and journal share one")
            : cores < 4
            ? Finding.warn("cores", cores + ": rings wait blocking, the engine thread appends to the journal",
                "fine for paper and backtests; four or more for least latency")
            : Finding.ok("cores", cores + "");
    }

    private static Finding memory() {
        final long heap = Runtime.getRuntime().maxMemory() / MEGABYTE;
        final String found = "heap up to " + heap + " MB";
        return heap < 128 ? Finding.fail("memory", found, "at least 256 MB: PENSTOCK_JAVA_OPTS=-Xmx512m")
            : heap < 256 ? Finding.warn("memory", found, "256 MB or more for many instruments")
            : Finding.ok("memory", found);
    }

    /** The nearest directory that is there already: logs will be made below it. */
    private Path existing() {
        Path path = journal;
        while (path != null && !Files.exists(path)) {
            path = path.getParent();
        }
        return path == null ? journal.getRoot() : path;
    }

    private Finding journalDirectory() {
        final Path place = existing();
        if (!Files.isDirectory(place)) {
            return Finding.fail("journal", place + " is not a directory", "set journal.directory to a directory");
        }
        try {
            Files.delete(Files.createTempFile(place, "penstock-doctor", ".tmp"));
        } catch (final IOException e) {
            return Finding.fail("journal", "cannot write into " + place, "set journal.directory to a place you may"
                + " write to");
        }
        return Finding.ok("journal", journal + (place.equals(journal) ? " is writable" : " can be made"));
    }

    private Finding disk() {
        final long free;
        try {
            free = Files.getFileStore(existing()).getUsableSpace();
        } catch (final IOException e) {
            return Finding.warn("disk", "free space is not known: " + e.getMessage(), "check it by hand");
        }
        final String found = free / MEGABYTE + " MB free, floor " + diskFloorBytes / MEGABYTE + " MB";
        return free < diskFloorBytes ? Finding.fail("disk", found, "free some, or lower journal.disk_floor_mb")
            : free < 4 * diskFloorBytes + 1024 * MEGABYTE
            ? Finding.warn("disk", found, "a day of several instruments takes some GB")
            : Finding.ok("disk", found);
    }

    private static Finding nanoTime() {
        long smallest = Long.MAX_VALUE;
        long backwards = 0;
        final long start = System.nanoTime();
        long last = start;
        for (int i = 0; i < SAMPLES; i++) {
            final long now = System.nanoTime();
            if (now < last) {
                backwards++;
            } else if (now > last) {
                smallest = Math.min(smallest, now - last);
            }
            last = now;
        }
        final long callNs = (last - start) / SAMPLES;
        final String found = "nanoTime steps of " + smallest + " ns, " + callNs + " ns a call";
        if (backwards > 0) {
            return Finding.fail("clock", "nanoTime went backwards " + backwards + " times", "another clock source");
        }
        return callNs > 500 || smallest > 10_000
            ? Finding.warn("clock", found, "the clock source is slow; tsc is best") : Finding.ok("clock", found);
    }

    private static Finding clockSource() {
        final Path file = Path.of("/sys/devices/system/clocksource/clocksource0/current_clocksource");
        try {
            final String source = Files.readString(file).strip();
            return Set.of("tsc", "kvm-clock", "arch_sys_counter").contains(source) ? Finding.ok("clock source", source)
                : Finding.warn("clock source", source, "tsc, where the machine has a steady one");
        } catch (final IOException e) {
            return Finding.ok("clock source", "not known on this system");
        }
    }

    private static Finding wallClock() {
        final Instant now = Instant.now();
        return now.getEpochSecond() < RELEASED
            ? Finding.fail("wall clock", now + " is before this version was made", "set the time, e.g. with NTP")
            : Finding.ok("wall clock", String.format(Locale.ROOT, "%tFT%<tTZ", now.atOffset(java.time.ZoneOffset.UTC)));
    }

    private static Finding affinity() {
        final String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (!os.contains("linux")) {
            return Finding.ok("affinity", "pinning to cores needs Linux; host.pin stays without effect");
        }
        final int cores = Runtime.getRuntime().availableProcessors();
        return cores < 4 ? Finding.ok("affinity", "possible, but " + cores + " cores are too few to give any away")
            : Finding.ok("affinity", "possible (host.pin = true)");
    }
}
