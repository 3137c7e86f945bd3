package io.penstock.journal;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Knows the meaning of records for a merge: for instance, gives the instruments of several logs ids that do not
 * collide. Called on the merging thread, in the order of each input.
 */
public interface RecordRewriter {
    /**
     * Copies a record as it shall stand in the merged log. Sequence, engine time and CRC are stamped afterwards;
     * engine time only if it would go backwards.
     *
     * @param input        which log it comes from, by position of the arguments, from 0
     * @param record       holds it
     * @param offset       where its header begins
     * @param length       whole length, header included
     * @param target       takes it, header included; grows when it is expandable
     * @param targetOffset where its header shall begin
     * @return whole length in the target, or 0 to leave it out
     */
    int rewrite(int input, DirectBuffer record, int offset, int length, MutableDirectBuffer target, int targetOffset);

    /**
     * Whether the next record of the same input must follow this one at once, like the chunks of one book update.
     *
     * @param input  which log it comes from
     * @param record holds it
     * @param offset where its header begins
     * @param length whole length, header included
     * @return true to keep the two together
     */
    default boolean holdsNext(
        final int input, final DirectBuffer record, final int offset, final int length) {
        return false;
    }
}
