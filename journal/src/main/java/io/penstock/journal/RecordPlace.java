package io.penstock.journal;

import java.nio.file.Path;

/**
 * Where a record stands. Immutable; any thread.
 *
 * @param sequence     of it
 * @param file         that holds it
 * @param offset       of its first byte in the file
 * @param length       its bytes, header included
 * @param engineTimeNs in its header
 * @param templateId   in its header
 * @param good         false when it is damaged; then the header's fields may be anything
 */
public record RecordPlace(
    long sequence, Path file, long offset, int length, long engineTimeNs, int templateId, boolean good) {
}
