package io.penstock.tools.soak;

import java.util.Locale;

/**
 * One line of a soak: counts since the start, levels at its end. Immutable; any thread.
 *
 * @param minute     number of the interval, from 1
 * @param messages   frames of the venues
 * @param events     records journaled
 * @param heapMb     used after a full collection
 * @param directMb   direct buffers of the JDK
 * @param nettyMb    Netty's own direct memory
 * @param threads    live
 * @param files      open
 * @param judged     books held against the venues' own
 * @param wrong      of these
 * @param gaps       that feeds found
 * @param resyncs    times that a book became SYNCED
 * @param checked    records read back from the journal, whole and in sequence
 * @param lost       sequences that did not follow the one before
 * @param orders     that left
 * @param badOrders  of these on an invalid or stale book
 * @param faults     done to the feeds
 * @param journalMb  on disk
 * @param p50Us      journaled to judged by the fold, of the inputs of this interval that were measured
 * @param p99Us      the same
 * @param cpuShare   of one core, in this interval
 */
record Minute(int minute, long messages, long events, double heapMb, double directMb, double nettyMb, int threads,
    long files, long judged, long wrong, long gaps, long resyncs, long checked, long lost, long orders, long badOrders,
    long faults, long journalMb, double p50Us, double p99Us, double cpuShare) {
    /** Names of the columns. */
    static final String COLUMNS = "minute,messages,events,heapMb,directMb,nettyMb,threads,files,judged,wrong,gaps,"
        + "resyncs,checked,lost,orders,badOrders,faults,journalMb,p50Us,p99Us,cpuShare";

    /** As a line of the file. */
    String line() {
        return String.format(Locale.ROOT,
            "%d,%d,%d,%.2f,%.2f,%.2f,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%d,%.1f,%.1f,%.2f", minute, messages, events,
            heapMb, directMb, nettyMb, threads, files, judged, wrong, gaps, resyncs, checked, lost, orders, badOrders,
            faults, journalMb, p50Us, p99Us, cpuShare);
    }
}
