package io.penstock.gateways.emulator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrivateOverSocketsTest {
    private static final String LIMIT =
        "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=";

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> place(final Emulator emulator, final String id) throws Exception {
        final String query = LIMIT + id + "&timestamp=" + emulator.nowNs() / 1_000_000;
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(ApiKey.DEMO_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        final String signature = HexFormat.of().formatHex(mac.doFinal(query.getBytes(StandardCharsets.UTF_8)));
        return http.send(HttpRequest.newBuilder(URI.create(emulator.endpoints(Venue.BINANCE_SPOT).rest()
            + "/api/v3/order?" + query + "&signature=" + signature)).header("X-MBX-APIKEY", ApiKey.DEMO_KEY)
            .timeout(Duration.ofSeconds(20)).POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    private static int arrivals(final Emulator emulator, final String id) {
        return emulator.look(Venue.BINANCE_SPOT, venue -> {
            final var entry = venue.office().accounts().ledger().order("demo", id);
            return entry == null ? 0 : entry.arrivals();
        });
    }

    @Test
    void shouldTakeSignedOrdersWhenAskedOverARealSocket() throws Exception {
        try (Emulator emulator =
            Emulator.start(EmulatorConfig.of(1, Venue.BINANCE_SPOT), VenueFactory.matching())) {
            final HttpResponse<String> answer = place(emulator, "a");
            assertEquals(200, answer.statusCode(), answer.body());
            assertEquals("1", answer.headers().firstValue("X-MBX-ORDER-COUNT-10S").orElse(""));
            assertEquals(1, arrivals(emulator, "a"));
        }
    }

    @Test
    void shouldHonourDelaysAndResetsWhenTheyArePlanned() throws Exception {
        final FaultPlan plan = FaultPlan.none(2).at(Fault.REPLY_DELAYED, 0)
            .waiting(new FaultPlan.Waits(200_000_000, 1, 1, 1));
        try (Emulator emulator = Emulator.start(
            EmulatorConfig.of(1, Venue.BINANCE_SPOT).faulty(plan), VenueFactory.matching())) {
            assertEquals(200, place(emulator, "late").statusCode());
            final long delayed = emulator.look(Venue.BINANCE_SPOT, venue -> venue.count(Fault.REPLY_DELAYED));
            assertEquals(1, delayed);
        }
        try (Emulator emulator = Emulator.start(EmulatorConfig.of(1, Venue.BINANCE_SPOT)
            .faulty(FaultPlan.none(2).at(Fault.RESET_DONE, 0)), VenueFactory.matching())) {
            assertThrows(IOException.class, () -> place(emulator, "reset"));
            assertTrue(arrivals(emulator, "reset") >= 1);
        }
    }
}
