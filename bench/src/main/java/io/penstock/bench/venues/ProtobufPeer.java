package io.penstock.bench.venues;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.penstock.bench.decode.DepthMessage;
import io.penstock.bench.wire.WireFrames;
import java.io.IOException;

/**
 * protobuf-java's stream, read by hand, without message objects: what its generated classes do at their best. Bodies
 * other than depth are skipped, which flatters it.
 */
final class ProtobufPeer extends Peer {
    private static final int AGGRE_DEPTHS = 313;
    private static final int ASKS = 1;
    private static final int BIDS = 2;

    ProtobufPeer(final WireFrames frames, final int warm) {
        super(frames, warm);
    }

    @Override
    String name() {
        return "protobuf-java CodedInputStream, levels only";
    }

    @Override
    void read(final byte[] message) throws IOException {
        final CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == AGGRE_DEPTHS) {
                final int limit = in.pushLimit(in.readRawVarint32());
                depths(in);
                in.popLimit(limit);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void depths(final CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final int field = WireFormat.getTagFieldNumber(tag);
            if (field == ASKS || field == BIDS) {
                final int limit = in.pushLimit(in.readRawVarint32());
                item(in);
                in.popLimit(limit);
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
