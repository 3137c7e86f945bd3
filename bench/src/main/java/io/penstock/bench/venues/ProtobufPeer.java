package io.penstock.bench.venues;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.penstock.bench.decode.DepthMessage;
import io.penstock.bench.wire.WireFrames;
import java.io.IOException;

/**
 * protobuf-java's stream, read by hand, without message objects: what its generated classes do at their best. It reads
 * all prices and quantities; versions, times and ids are skipped, and nothing is checked, which flatters it.
 */
final class ProtobufPeer extends Peer {
    private static final int AGGRE_DEPTHS = 313;
    private static final int AGGRE_DEALS = 314;
    private static final int AGGRE_BOOK_TICKER = 315;
    private static final int ASKS = 1;
    private static final int BIDS = 2;
    private static final int LAST_QUOTE = 4;

    ProtobufPeer(final WireFrames frames, final int warm) {
        super(frames, warm);
    }

    @Override
    String name() {
        return "protobuf-java CodedInputStream";
    }

    @Override
    void read(final byte[] message) throws IOException {
        final CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final int body = WireFormat.getTagFieldNumber(tag);
            if (body >= AGGRE_DEPTHS && body <= AGGRE_BOOK_TICKER) {
                final int limit = in.pushLimit(in.readRawVarint32());
                if (body == AGGRE_BOOK_TICKER) {
                    numbers(in, LAST_QUOTE);
                } else {
                    items(in, body == AGGRE_DEALS);
                }
                in.popLimit(limit);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void items(final CodedInputStream in, final boolean deals) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final int field = WireFormat.getTagFieldNumber(tag);
            if (field == ASKS || field == BIDS && !deals) {
                final int limit = in.pushLimit(in.readRawVarint32());
                if (deals) {
                    numbers(in, 2);
                } else {
                    item(in);
                }
                in.popLimit(limit);
            } else {
                in.skipField(tag);
            }
        }
    }

    /** Reads the numbers in the first fields, skips the others. */
    private void numbers(final CodedInputStream in, final int last) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) <= last) {
                final byte[] digits = in.readByteArray();
                number(DepthMessage.fixed(digits, 0, digits.length));
            } else {
                in.skipField(tag);
            }
        }
    }

    private void item(final CodedInputStream in) throws IOException {
        long price = 0;
        long quantity = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final byte[] digits = in.readByteArray();
            if (WireFormat.getTagFieldNumber(tag) == 1) {
                price = DepthMessage.fixed(digits, 0, digits.length);
            } else {
                quantity = DepthMessage.fixed(digits, 0, digits.length);
            }
        }
        level(price, quantity);
    }
}
