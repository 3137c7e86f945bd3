package io.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Says what the figures were measured on. Any thread; allocates.
 */
final class Machine {
    private Machine() {
    }

    static String describe() {
        return cpu() + ", " + Runtime.getRuntime().availableProcessors() + " CPUs seen; "
            + System.getProperty("os.name") + " " + System.getProperty("os.version") + "; JDK "
            + System.getProperty("java.version") + " (" + System.getProperty("java.vm.vendor") + "); load average "
            + load() + "; commit " + commit();
    }

    private static String cpu() {
        try {
            for (final String line : Files.readAllLines(Path.of("/proc/cpuinfo"))) {
                if (line.startsWith("model name")) {
                    return line.substring(line.indexOf(':') + 1).strip();
                }
            }
        } catch (final IOException e) {
            return System.getProperty("os.arch");
        }
        return System.getProperty("os.arch");
    }

    private static String load() {
        final double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
    }

    private static String commit() {
        final String root = System.getProperty("penstock.root", ".");
        try {
            final Process git = new ProcessBuilder(
                List.of("git", "-C", root, "describe", "--always", "--dirty", "--abbrev=10"))
                .redirectErrorStream(true).start();
            final String text = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0 ? text : "unknown";
        } catch (final IOException e) {
            return "unknown";
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
