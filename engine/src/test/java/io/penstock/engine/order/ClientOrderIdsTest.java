package io.penstock.engine.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ClientOrderIdsTest {
    @Test
    void shouldHoldEpochAndCounterWhenGivingAnId() {
        final ClientOrderIds ids = new ClientOrderIds();
        ids.begin(3);
        assertEquals(3L << 40 | 1, ids.next());
        final long second = ids.next();
        assertEquals(3, ClientOrderIds.epochOf(second));
        assertEquals(2, ClientOrderIds.counterOf(second));
        assertEquals(3, ids.epoch());
        assertEquals(2, ids.counter());
    }

    @Test
    void shouldNeverGiveAnIdTwiceAcrossEpochs() {
        final ClientOrderIds ids = new ClientOrderIds();
        final Set<Long> given = new HashSet<>();
        for (int epoch = 0; epoch < 50; epoch++) {
            ids.begin(epoch);
            for (int i = 0; i < 100; i++) {
                final long id = ids.next();
                assertNotEquals(0, id);
                assertTrue(given.add(id));
            }
        }
    }

    @Test
    void shouldRefuseAnEpochWhenItDoesNotGrow() {
        final ClientOrderIds ids = new ClientOrderIds();
        ids.begin(7);
        final IllegalStateException error = assertThrows(IllegalStateException.class, () -> ids.begin(7));
        assertEquals("epoch 7 must lie above 7 and be at most 16777215: client order ids would be given twice",
            error.getMessage());
        assertThrows(IllegalStateException.class, () -> ids.begin(ClientOrderIds.MAX_EPOCH + 1));
    }

    @Test
    void shouldRefuseAnIdBeforeTheRunStarted() {
        final IllegalStateException error =
            assertThrows(IllegalStateException.class, () -> new ClientOrderIds().next());
        assertEquals("no client order id before RunStarted", error.getMessage());
    }

    @Test
    void shouldRefuseAnIdWhenTheCounterIsUsedUp() {
        final ClientOrderIds ids = new ClientOrderIds();
        final StateBuffer state = new StateBuffer();
        state.putInt(1);
        state.putInt(5);
        state.putLong(ClientOrderIds.MAX_COUNTER - 1);
        ids.readFrom(state);
        assertEquals(ClientOrderIds.MAX_COUNTER, ClientOrderIds.counterOf(ids.next()));
        assertEquals("client order ids of epoch 5 are used up",
            assertThrows(IllegalStateException.class, ids::next).getMessage());
    }

    @Test
    void shouldGoOnWithTheNextIdWhenReadFromState() {
        final ClientOrderIds ids = new ClientOrderIds();
        ids.begin(1);
        ids.next();
        final StateBuffer state = new StateBuffer();
        ids.writeTo(state);
        final ClientOrderIds fresh = new ClientOrderIds();
        fresh.readFrom(state);
        assertEquals(ids.next(), fresh.next());
        final StateBuffer other = new StateBuffer();
        other.putInt(9);
        assertEquals("client order ids: state layout 9, this build reads 1",
            assertThrows(IllegalStateException.class, () -> fresh.readFrom(other)).getMessage());
    }

    @Test
    void shouldWriteAndReadTextWhenAnIdLeavesTheEngine() {
        assertEquals("S000001x000000002a", ClientOrderIdText.text(ClientOrderIds.id(1, 42), false));
        assertEquals("Lffffffxffffffffff",
            ClientOrderIdText.text(ClientOrderIds.id(ClientOrderIds.MAX_EPOCH, ClientOrderIds.MAX_COUNTER), true));
        PropertyRunner.of("client order ids survive their text form").cases(20).run((random, steps) -> {
            final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
            for (int i = 0; i < steps; i++) {
                final long id = ClientOrderIds.id(random.nextInt(1 << 24), random.nextLong(1, 1L << 40));
                final boolean live = random.nextBoolean();
                final String text = ClientOrderIdText.text(id, live);
                assertTrue(text.matches("[A-Za-z0-9]{18}"), text);
                assertEquals(id, ClientOrderIdText.parse(text));
                assertEquals(live, ClientOrderIdText.isLive(text));
                final int offset = random.nextInt(40);
                assertEquals(text.length(), ClientOrderIdText.encode(id, live, bytes, offset));
                assertEquals(text, bytes.getStringWithoutLengthAscii(offset, text.length()));
                assertEquals(id, ClientOrderIdText.parse(bytes, offset, text.length()));
            }
        });
    }

    @Test
    void shouldReadNothingWhenTextIsNotOneOfOurs() {
        for (final String text : new String[] {"", "web_1234567890abcd", "S000001x000000002", "S000001x000000002A",
            "S000001y000000002a", "X000001x000000002a", "S00000gx000000002a", "S000001x000000002a0"}) {
            assertEquals(ClientOrderIdText.NONE, ClientOrderIdText.parse(text), text);
            final UnsafeBuffer bytes = new UnsafeBuffer(new byte[32]);
            final int length = bytes.putStringWithoutLengthAscii(0, text);
            assertEquals(ClientOrderIdText.NONE, ClientOrderIdText.parse(bytes, 0, length), text);
        }
        assertFalse(ClientOrderIdText.isLive("S000001x000000002a"));
    }
}
