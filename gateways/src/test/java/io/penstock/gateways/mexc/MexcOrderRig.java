package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A session of MEXC with one instrument, and frames as the venue would send them. */
final class MexcOrderRig {
    static final String KEY = "demo-key";
    static final String SECRET = "demo-secret-0123456789";
    static final String LISTEN_KEY = "pqia91ma19a5s61cv6a81va65sd099v8a65a1a5s61cv6a81va65sdf19v8a65a1";
    static final String ACCOUNT = "{\"canTrade\":true,\"balances\":[{\"asset\":\"USDC\",\"free\":\"100.5\","
        + "\"locked\":\"10\"}]}";

    final MemoryOrderShell shell;
    final MexcOrderSession session;

    MexcOrderRig(final boolean attested) {
        final VenueKey key =
            new VenueKey(VenueKey.Kind.HMAC, Secret.of(KEY.toCharArray()), Secret.of(SECRET.toCharArray()));
        session = new MexcOrderSession(key, MexcOrderSettings.of("wss://stream.example.com", attested));
        session.onInstrument(definition("BTCUSDC"), 3);
        shell = new MemoryOrderShell(session);
    }

    static InstrumentDefinition definition(final String symbol) {
        return new InstrumentDefinition(Venue.MEXC_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, symbol,
            symbol.substring(0, 3), "USDC", -2, -6, 10, 1, 0, 0, 0);
    }

    /** Past the key check, with the push confirmed. */
    MexcOrderRig up() {
        shell.after(0);
        assertEquals(List.of("venue PERMISSIONS_GOOD MEXC_SPOT"), shell.answer(shell.nextAsk(), 200, ACCOUNT));
        assertEquals(List.of(), shell.answer(shell.nextAsk(), 200, "{\"listenKey\":\"" + LISTEN_KEY + "\"}"));
        assertEquals("wss://stream.example.com/ws?listenKey=" + LISTEN_KEY, session.address(0));
        shell.open(0);
        shell.text(0, "{\"id\":1,\"code\":0,\"msg\":\"spot@private.orders.v3.api.pb\"}");
        shell.text(0, "{\"id\":2,\"code\":0,\"msg\":\"spot@private.deals.v3.api.pb\"}");
        assertEquals(List.of("venue PRIVATE_UP MEXC_SPOT"),
            shell.text(0, "{\"id\":3,\"code\":0,\"msg\":\"spot@private.account.v3.api.pb\"}"));
        shell.sent.clear();
        return this;
    }

    static String id(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** Protobuf by hand: number and value in turn; a whole number is a varint, a text or bytes have a length. */
    static byte[] message(final Object... fields) {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            final int number = (Integer) fields[i];
            if (fields[i + 1] instanceof Long value) {
                varint(out, (long) number << 3);
                varint(out, value);
            } else {
                final byte[] bytes = fields[i + 1] instanceof byte[] raw ? raw
                    : ((String) fields[i + 1]).getBytes(StandardCharsets.UTF_8);
                varint(out, (long) number << 3 | 2);
                varint(out, bytes.length);
                out.writeBytes(bytes);
            }
        }
        return out.toByteArray();
    }

    private static void varint(final ByteArrayOutputStream out, final long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    static byte[] push(final String channel, final int body, final byte[] message) {
        return message(1, "spot@private." + channel + ".v3.api.pb", 3, "BTCUSDC", 6, 1_790_000_000_005L, body,
            message);
    }

    static byte[] orderPush(final long id, final long type, final long status, final String cumulative) {
        return push("orders", 304, message(1, "C02__" + id, 2, id == 0 ? "web_1" : id(id), 3, "65000.1", 4, "0.002", 5,
            "130.0002", 7, type, 8, 1L, 10, "0", 11, "0", 13, cumulative, 14, "0", 15, status, 16,
            1_790_000_000_001L, 17, "unread", 26, "unread"));
    }

    static byte[] dealPush(final long id, final String tradeId, final String quantity, final String fee) {
        return push("deals", 306, message(1, "65000.1", 2, quantity, 3, "65.0001", 4, 2L, 5, 1L, 7, tradeId, 8,
            id == 0 ? "" : id(id), 9, "C02__" + id, 10, fee, 11, "USDC", 12, 1_790_000_000_002L));
    }

    List<String> order(final long id, final long type, final long status, final String cumulative) {
        return shell.binary(0, orderPush(id, type, status, cumulative));
    }

    static String orderRow(final long id, final String type, final String status, final String executed) {
        return "{\"symbol\":\"BTCUSDC\",\"orderId\":\"C02__" + id + "\",\"clientOrderId\":\""
            + (id >= 900 ? "web_9" : id(id)) + "\",\"price\":\"65000.1\",\"origQty\":\"0.002\",\"executedQty\":\""
            + executed + "\",\"cummulativeQuoteQty\":\"0\",\"status\":\"" + status + "\",\"type\":\"" + type
            + "\",\"side\":\"BUY\",\"time\":1790000000001,\"updateTime\":1790000000002,\"isWorking\":true}";
    }

    static String tradeRow(final long id, final String tradeId, final long timeMs) {
        return "{\"symbol\":\"BTCUSDC\",\"id\":\"" + tradeId + "\",\"orderId\":\"C02__" + id + "\",\"price\":"
            + "\"65000.1\",\"qty\":\"0.001\",\"quoteQty\":\"65.0001\",\"commission\":\"0.0325\",\"commissionAsset\":"
            + "\"USDC\",\"time\":" + timeMs + ",\"isBuyer\":true,\"isMaker\":false,\"clientOrderId\":null}";
    }
}
