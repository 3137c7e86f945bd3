package io.penstock.gateways.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MexcSignerTest {
    private static final String PAYLOAD = "symbol=BTCUSDC&side=BUY&type=LIMIT&quantity=0.001&price=65000.1"
        + "&newClientOrderId=gw-1&recvWindow=5000&timestamp=1790000000000";
    private static final String SIGNATURE = "472619e4a8ac476808f666e71fece5fc346de4fc871f26102adb446955e6dee6";

    @Test
    void shouldSignAsTheVectorSays() {
        final MexcSigner signer = new MexcSigner("demo-secret-0123456789".getBytes(StandardCharsets.US_ASCII));
        assertEquals(SIGNATURE, signer.sign(PAYLOAD));
        assertEquals(PAYLOAD + "&signature=" + SIGNATURE, signer.signed(PAYLOAD));
    }

    @Test
    void shouldRefuseWhenSecretIsEmpty() {
        final Exception refused = assertThrows(IllegalArgumentException.class, () -> new MexcSigner(new byte[0]));
        assertTrue(refused.getMessage().contains("the secret of the MEXC API key is empty"));
    }
}
