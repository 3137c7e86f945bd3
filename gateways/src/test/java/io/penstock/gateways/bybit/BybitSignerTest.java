package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BybitSignerTest {
    private final BybitSigner signer = new BybitSigner("demo-key", "demo-secret-0123456789");

    @Test
    void shouldSignAsRecordedVectors() {
        assertEquals("f11753a20e2c52985ef3ef539c7a21632a05416b153ba69c8e4a620968f873f5",
            signer.signRest(1_790_000_000_000L, 5_000, "category=linear&symbol=BTCUSDT"));
        assertEquals("6e6263ca32957a450c665811c75999352347b7b261531c943125c5531638359b",
            signer.signRest(1_790_000_000_000L, 5_000, "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\","
                + "\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"65000.1\","
                + "\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"gw-1\"}"));
        assertEquals("7b94cfba0de24953f1d244fc1b1f054bf387f394f40ef9ff702c49b90ba89332",
            signer.signAuth(1_790_000_001_000L));
        assertEquals("{\"op\":\"auth\",\"args\":[\"demo-key\",1790000001000,"
            + "\"7b94cfba0de24953f1d244fc1b1f054bf387f394f40ef9ff702c49b90ba89332\"]}",
            signer.authFrame(1_790_000_001_000L));
    }
}
