package io.penstock.bench.wire;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What one round came to beside its histogram.
 *
 * @param perSecond messages per second from the start of the schedule to the last one's end
 * @param cpuNs     CPU time of the network thread per message
 * @param bytes     allocated by the network thread per message
 * @param sent      how late the sender was
 */
record Outcome(double perSecond, double cpuNs, double bytes, SenderProcess.Sent sent) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** CPU time and allocation of a thread up to now. */
    record Meter(Thread thread, long cpuNs, long bytes) {
        static Meter of(final Thread thread) {
            return new Meter(thread, THREADS.getThreadCpuTime(thread.getId()),
                THREADS.getThreadAllocatedBytes(thread.getId()));
        }

        /** What came to it since. */
        Outcome over(final int messages, final long tookNs, final SenderProcess.Sent sent) {
            final Meter now = of(thread);
            return new Outcome(messages * 1e9 / tookNs, (double) (now.cpuNs - cpuNs) / messages,
                (double) (now.bytes - bytes) / messages, sent);
        }
    }
}
