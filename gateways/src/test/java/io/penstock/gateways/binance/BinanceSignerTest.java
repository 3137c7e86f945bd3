package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the vectors of the protocol reference. */
class BinanceSignerTest {
    private static final String ORDER = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00100"
        + "&price=65000.10&newClientOrderId=gw-1&recvWindow=5000&timestamp=1790000000000";
    private final BinanceSigner hmac = BinanceSigner.hmac("demo-secret-0123456789");

    @Test
    void shouldSignRestWithSecret() {
        final String signature = "c2887a45ce93e93f683176a918db390f1045abb462a8c0bbf5a309aeec37dadf";
        assertEquals(signature, hmac.sign(ORDER));
        assertEquals(ORDER + "&signature=" + signature, hmac.signedQuery(ORDER, ""));
        final int half = ORDER.indexOf("&quantity");
        assertEquals(ORDER.substring(0, half) + "&signature=" + signature,
            hmac.signedQuery(ORDER.substring(0, half), ORDER.substring(half)), "the body follows without a separator");
    }

    @Test
    void shouldSignSortedParametersOfWebSocketApi() {
        final Map<String, String> parameters = new LinkedHashMap<>();
        for (final String parameter : (ORDER + "&apiKey=demo-key").split("&")) {
            parameters.put(parameter.split("=")[0], parameter.split("=")[1]);
        }
        assertEquals("4d98c1f7bc399a3a48d0f1e9da1dd82a043ab396b81b80bd5a559feea784b63a", hmac.sign(parameters));
        assertEquals("b462b60d9f7e280d350d56edb9f88b6b92a6eb696c25f3b3db4054c73d7d06c4",
            hmac.sign(Map.of("timestamp", "1790000000000", "apiKey", "demo-key")));
    }

    @Test
    void shouldSignWithEd25519() {
        final byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) i;
        }
        final BinanceSigner signer = BinanceSigner.ed25519(seed);
        for (int i = 0; i < 2; i++) {
            assertEquals("ut6Hd3lPu3onolOjaiaiGDQgXjQnfG48Oj4gjtApd5Fb5C7kuQ+s4/J76mkepnXtY+VV/9Ko4+VJYz8oL8ZfBQ==",
                signer.sign(Map.of("apiKey", "demo-key", "timestamp", "1790000000000")));
        }
        assertTrue(signer.signedQuery("apiKey=demo-key&timestamp=1790000000000", "").endsWith(
            "ZfBQ%3D%3D"), "Base64 is percent-encoded in an address");
    }

    @Test
    void shouldRefuseKeysThatCannotBe() {
        assertEquals("the API secret is empty",
            assertThrows(IllegalArgumentException.class, () -> BinanceSigner.hmac("")).getMessage());
        assertEquals("an Ed25519 private key has 32 bytes, not 31",
            assertThrows(IllegalArgumentException.class, () -> BinanceSigner.ed25519(new byte[31])).getMessage());
    }
}
