package io.penstock.gateways.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.penstock.gateways.common.feed.CloseReason;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** The reader of frames alone, with bytes that come in any pieces and messages that are not always taken. */
class FrameReaderTest {
    private static final int MOST = 1 << 17;
    private static final long SEED = 4242L;

    /** Takes a message or not, and remembers. */
    private static final class Owner implements FrameOwner {
        private final List<Integer> hashes = new ArrayList<>();
        private final List<String> said = new ArrayList<>();
        private SplittableRandom holds;
        private boolean takesNothing;

        @Override
        public boolean message(
            final boolean binary, final DirectBuffer buffer, final int offset, final int length) {
            if (takesNothing || holds != null && holds.nextInt(4) == 0) {
                return false;
            }
            int hash = binary ? 1 : 0;
            for (int i = 0; i < length; i++) {
                hash = 31 * hash + buffer.getByte(offset + i);
            }
            hashes.add(hash);
            return true;
        }

        @Override
        public void ping(final ByteBuf frame, final int at, final int length) {
            hashes.add(1_000 + length);
        }

        @Override
        public void pong() {
            hashes.add(-1);
        }

        @Override
        public void closeFrame(final ByteBuf frame, final int at, final int length) {
            said.add("close frame");
        }

        @Override
        public void violated(final CloseReason reason, final int status, final String words) {
            said.add(words);
        }

        @Override
        public void failed(final CloseReason reason, final String words, final long notBeforeNs) {
            said.add(reason.words());
        }

        @Override
        public void fault(final Throwable fault) {
            throw new AssertionError(fault);
        }
    }

    private static void frame(
        final ByteBuf out, final int first, final byte[] payload, final int at, final int length) {
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(length);
        } else if (length < 1 << 16) {
            out.writeByte(126).writeShort(length);
        } else {
            out.writeByte(127).writeLong(length);
        }
        out.writeBytes(payload, at, length);
    }

    /** Random messages, whole and in pieces, with control frames between; adds what is to be heard. */
    private static ByteBuf script(final SplittableRandom random, final List<Integer> expected) {
        final ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < 60; i++) {
            final int size = random.nextInt(10) == 0 ? random.nextInt(MOST) : random.nextInt(300);
            final byte[] payload = new byte[size];
            random.nextBytes(payload);
            final boolean binary = random.nextBoolean();
            int at = 0;
            final int pieces = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 1;
            for (int piece = 0; piece < pieces; piece++) {
                final int length = piece == pieces - 1 ? size - at : random.nextInt(size - at + 1);
                frame(out, (piece == pieces - 1 ? 0x80 : 0) | (piece > 0 ? 0 : binary ? 2 : 1), payload, at, length);
                at += length;
                if (piece < pieces - 1 && random.nextInt(3) == 0) {
                    frame(out, 0x89, payload, 0, Math.min(size, 9));
                    expected.add(1_000 + Math.min(size, 9));
                }
            }
            int hash = binary ? 1 : 0;
            for (final byte b : payload) {
                hash = 31 * hash + b;
            }
            expected.add(hash);
            if (random.nextInt(5) == 0) {
                frame(out, 0x8a, payload, 0, 0);
                expected.add(-1);
            }
        }
        return out;
    }

    @Test
    void shouldHearEveryMessageOnceWhenBytesComeInAnyPieces() {
        for (long seed = SEED; seed < SEED + 40; seed++) {
            final SplittableRandom random = new SplittableRandom(seed);
            final List<Integer> expected = new ArrayList<>();
            final ByteBuf all = script(random, expected);
            final Owner owner = new Owner();
            owner.holds = seed % 2 == 0 ? null : random;
            final FrameReader reader = new FrameReader(owner, MOST);
            final EmbeddedChannel channel = new EmbeddedChannel(reader);
            final List<ByteBuf> given = new ArrayList<>();
            final int most = 1 << random.nextInt(1, 18);
            while (all.isReadable()) {
                final int length = Math.min(all.readableBytes(), 1 + random.nextInt(most));
                final ByteBuf piece = (random.nextBoolean() ? Unpooled.directBuffer(length) : Unpooled.buffer(length))
                    .writeBytes(all, length);
                given.add(piece);
                channel.writeInbound(piece);
                if (random.nextInt(3) == 0) {
                    reader.pump();
                }
            }
            for (int i = 0; i < 10_000 && reader.held(); i++) {
                reader.pump();
            }
            final String words = "seed " + seed;
            assertEquals(expected, owner.hashes, words);
            assertEquals(List.of(), owner.said, words);
            channel.finishAndReleaseAll();
            assertEquals(List.of(CloseReason.FIN.words()), owner.said, words);
            reader.close();
            for (final ByteBuf piece : given) {
                assertEquals(0, piece.refCnt(), words + ": every buffer is given back");
            }
        }
    }

    @Test
    void shouldTellTheEndLastWhenMessagesWait() {
        final Owner owner = new Owner();
        owner.takesNothing = true;
        final FrameReader reader = new FrameReader(owner, MOST);
        final EmbeddedChannel channel = new EmbeddedChannel(reader);
        final ByteBuf out = Unpooled.buffer();
        frame(out, 0x81, new byte[] {'a'}, 0, 1);
        channel.writeInbound(out);
        assertTrue(reader.held());
        channel.finish();
        reader.pump();
        assertEquals(List.of(), owner.said, "the message was not taken yet");
        owner.takesNothing = false;
        reader.pump();
        assertFalse(reader.held());
        assertEquals(1, owner.hashes.size());
        assertEquals(List.of(CloseReason.FIN.words()), owner.said);
        reader.close();
        assertEquals(0, out.refCnt());
    }

    @Test
    void shouldRefuseWhenPiecesTogetherAreTooLong() {
        final Owner owner = new Owner();
        final FrameReader reader = new FrameReader(owner, 1_000);
        final EmbeddedChannel channel = new EmbeddedChannel(reader);
        final ByteBuf out = Unpooled.buffer();
        frame(out, 0x01, new byte[600], 0, 600);
        frame(out, 0x00, new byte[600], 0, 600);
        channel.writeInbound(out);
        assertEquals(List.of("a fragmented message of more than 1000 bytes"), owner.said);
        assertEquals(List.of(), owner.hashes);
        reader.close();
        channel.finishAndReleaseAll();
    }
}
