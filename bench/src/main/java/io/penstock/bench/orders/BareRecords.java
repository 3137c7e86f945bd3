package io.penstock.bench.orders;

import io.penstock.bench.Work;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The least that an output costs: an OrderCommand's worth of bytes encoded field by field, copied once as into a ring,
 * and a sum in an array; so many of them are one operation.
 */
final class BareRecords implements Work {
    private static final int OPERATIONS = 500;
    private static final int SUMS = 1_024;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final UnsafeBuffer slots = new UnsafeBuffer(new byte[256 * Records.SLOT_LENGTH]);
    private final OrderCommandEncoder event = new OrderCommandEncoder();
    private final long[] sums = new long[SUMS];
    private final int records;
    private long count;

    BareRecords(final int records) {
        this.records = records;
    }

    @Override
    public long run() {
        final int length = Records.HEADER_LENGTH + OrderCommandEncoder.BLOCK_LENGTH;
        for (int i = 0; i < OPERATIONS; i++) {
            for (int k = 0; k < records; k++) {
                count++;
                event.wrap(record, Records.HEADER_LENGTH).clientOrderId(count).instrumentId(i).price(count)
                    .quantity(count).expireTimeNs(count);
                EventFrame.header(record, 0, length, OrderCommandEncoder.BLOCK_LENGTH,
                    OrderCommandEncoder.TEMPLATE_ID, count);
                slots.putBytes((int) (count & 255) * Records.SLOT_LENGTH, record, 0, length);
            }
            sums[i & SUMS - 1] += count;
        }
        return OPERATIONS;
    }
}
