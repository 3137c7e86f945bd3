package io.penstock.tools.soak;

import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the process takes of the machine. Stateless; any thread. */
final class Machine {
    private static final double MB = 1024.0 * 1024.0;
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private Machine() {
    }

    /** Heap in use after full collections; the second one takes what the first one's reference processing freed. */
    static double heapMb() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MB;
    }

    static double directMb() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> "direct".equals(pool.getName())).mapToLong(BufferPoolMXBean::getMemoryUsed).sum() / MB;
    }

    static double nettyMb() {
        return Math.max(0, PlatformDependent.usedDirectMemory()) / MB;
    }

    static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Open files, 0 where the system does not say. */
    static long files() {
        if (!Files.isDirectory(OPEN_FILES)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(OPEN_FILES)) {
            return open.count();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long cpuNs() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime();
    }

    /** How long the files of a directory are together; those in use are longer than what was written to them. */
    static long diskMb(final Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (final Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return (long) (bytes / MB);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
