package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LedgerAndAssetsTest {
    @Test
    void shouldSumToZeroWhenAmountsMoveBetweenAccounts() {
        final Ledger ledger = new Ledger(2);
        ledger.post(2, 1, Ledger.DEPOSITS, Ledger.CASH, 500);
        ledger.post(2, 1, Ledger.CASH, Ledger.FEES, 20);
        ledger.post(2, 1, Ledger.VENUE, Ledger.CASH, -100);
        assertEquals(380, ledger.balance(1, Ledger.CASH));
        assertEquals(100, ledger.balance(1, Ledger.VENUE));
        assertEquals(20, ledger.balance(1, Ledger.FEES));
        assertEquals(-500, ledger.balance(1, Ledger.DEPOSITS));
        assertEquals(380, ledger.balance(2, 1, Ledger.CASH));
        assertEquals(0, ledger.balance(1, 1, Ledger.CASH), "another wallet");
        assertTrue(ledger.conserved());
    }

    @Test
    void shouldChangeNothingWhenAnAccountWouldOverflow() {
        final Ledger ledger = new Ledger(1);
        ledger.post(0, 0, Ledger.DEPOSITS, Ledger.CASH, Long.MAX_VALUE);
        assertThrows(ArithmeticException.class, () -> ledger.post(0, 0, Ledger.FEES, Ledger.CASH, 1));
        assertThrows(ArithmeticException.class, () -> ledger.post(0, 0, Ledger.DEPOSITS, Ledger.FEES, 2));
        assertEquals(Long.MAX_VALUE, ledger.balance(0, Ledger.CASH));
        assertEquals(0, ledger.balance(0, Ledger.FEES));
        assertTrue(ledger.conserved());
    }

    @Test
    void shouldSeeMoneyMadeOrLostWhateverTheSize() {
        final long half = 1L << 62;
        assertFalse(loaded(1, 0, 0, 0).conserved());
        assertFalse(loaded(half, half, half, half).conserved(), "a sum of 2^64 is not zero");
        assertFalse(loaded(1L << 32, 0, 0, 0).conserved());
        assertTrue(loaded(Long.MAX_VALUE, Long.MIN_VALUE, 1, 0).conserved());
        assertTrue(loaded(-half, half, -half, half).conserved());
        assertFalse(loaded(-half, half, -half, half - 1).conserved());
    }

    private static Ledger loaded(final long... balances) {
        final StateBuffer state = new StateBuffer();
        state.putInt(2);
        state.putInt(balances.length);
        for (int i = 0; i < balances.length; i++) {
            state.putInt(i);
            state.putLong(balances[i]);
        }
        final Ledger ledger = new Ledger(1);
        ledger.readFrom(state);
        return ledger;
    }

    @Test
    void shouldKeepIndexesAndCodesUnderRandomRegistration() {
        PropertyRunner.of("assets equal a list").cases(30).steps(300).run((random, steps) -> {
            Assets assets = new Assets(200);
            final List<String> naive = new ArrayList<>();
            final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
            for (int i = 0; i < steps && naive.size() < 200; i++) {
                final StringBuilder text = new StringBuilder();
                for (int length = random.nextInt(1, 17); length > 0; length--) {
                    text.append((char) ('A' + random.nextInt(3)));
                }
                final String code = text.toString();
                final int offset = random.nextInt(48);
                bytes.setMemory(0, bytes.capacity(), (byte) 0);
                bytes.putStringWithoutLengthAscii(offset, code);
                assertEquals(naive.indexOf(code), assets.indexOf(code));
                assertEquals(naive.indexOf(code), assets.indexOf(bytes, offset));
                final int index = random.nextBoolean() ? assets.register(code) : assets.register(bytes, offset);
                if (!naive.contains(code)) {
                    naive.add(code);
                }
                assertEquals(naive.indexOf(code), index);
                assertEquals(code, assets.code(index));
                assertEquals(naive.size(), assets.count());
                if (random.nextInt(30) == 0) {
                    final StateBuffer state = new StateBuffer();
                    assets.writeTo(state);
                    assets = new Assets(200);
                    assets.readFrom(state);
                }
            }
        });
    }

    @Test
    void shouldRefuseACodeThatIsNone() {
        final Assets assets = new Assets(1);
        for (final String code : new String[] {"", "ABCDEFGHIJKLMNOPQ", "A B", "\u00c4"}) {
            assertEquals("asset code '" + code + "' must be 1 to 16 printable ASCII characters",
                assertThrows(IllegalArgumentException.class, () -> assets.register(code)).getMessage());
        }
        assertEquals("an asset without a code", assertThrows(IllegalStateException.class,
            () -> assets.register(new UnsafeBuffer(new byte[16]), 0)).getMessage());
        assertEquals(0, assets.register("ABCDEFGHIJKLMNOP"));
        assertEquals("more than 1 assets",
            assertThrows(IllegalStateException.class, () -> assets.register("B")).getMessage());
        assertEquals(Assets.UNKNOWN, assets.indexOf("B"));
    }

    @Test
    void shouldRefuseAStateItDoesNotKnow() {
        final StateBuffer other = new StateBuffer();
        other.putInt(4);
        assertEquals("ledger: state layout 4, this build reads 2",
            assertThrows(IllegalStateException.class, () -> new Ledger(1).readFrom(other)).getMessage());
        other.rewind();
        assertEquals("assets: state layout 4, this build reads 1",
            assertThrows(IllegalStateException.class, () -> new Assets(1).readFrom(other)).getMessage());
    }
}
