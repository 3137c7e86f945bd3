package io.penstock.tools.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.StrategyFactory;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrategiesCommandTest {
    private static String configured(final Path directory) throws IOException {
        return Files.writeString(directory.resolve("mine.toml"), """
            [[strategy]]
            name = "momentum"
            instruments = ["BTCUSDT", "ETHUSDT"]
            timeframes = ["1h", "4h", "500 trades"]
            regimes = ["bull", "breakout"]
            avoid = ["deflationary", "risk_off"]
            on_regime_exit = "flatten"
            confirm_bars = 20
            entry_deviations = { default = 1.5, us = 1.25, weekend = 3 }

            [[strategy]]
            name = "trend"
            enabled = false
            """).toString();
    }

    @Test
    void shouldListEveryStrategyWhenNoneIsNamed() {
        final Terminal seen = Terminal.run("strategies");
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        assertTrue(seen.out().startsWith("""
            STRATEGY        ACTS BY     TIMEFRAMES  WARM-UP                 CONFIGURED  REGIMES
            flash           own orders  none        -                       enabled     all
            ema_cross       own orders  1m          -                       no          -
            momentum        signals     1h          100 bars of 1h = 4d 4h  no          -
            mean_reversion  signals     1h          48 bars of 1h = 2d      no          -
            trend           signals     4h          50 bars of 4h = 8d 8h   no          -
            breakout        signals     1h          100 bars of 1h = 4d 4h  no          -

            flash
              acts by         own orders
              own timeframes  none
              configured      enabled
            """), seen.out());
        for (final StrategyFactory factory : Strategies.all()) {
            assertTrue(seen.out().contains("\n" + factory.name() + "\n  acts by"), factory.name());
        }
    }

    @Test
    void shouldShowWhatIsConfiguredWhenAStrategyIsNamed(@TempDir final Path directory) throws IOException {
        final Terminal seen = Terminal.run("strategies", "momentum", "--config", configured(directory));
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        assertTrue(seen.out().startsWith("""
            momentum
              acts by         signals
              own timeframes  1h
              configured      enabled
              instruments     BTCUSDT, ETHUSDT
              timeframes      1h, 4h, 500 trades
              regimes         bull, breakout
              avoids          deflationary, risk_off
              on regime exit  flatten
              warm-up         100 bars of 1h = 4d 4h, 20 bars of 4h = 3d 8h, 20 bars of 500 trades

              PARAMETER         UNIT               RANGE              DEFAULT  READ      CONFIGURED               \
            MEANING
              rate_bars         bars               1 to 10000, whole  24       at start  24                       \
            How far the rate of change looks back.
            """), seen.out());
        assertTrue(seen.out().contains("\n  entry_deviations  deviations         0.01 to 10         1        live      "
            + "1.5, us 1.25, weekend 3  Rate of change that an entry needs.\n"), seen.out());
        assertTrue(seen.out().endsWith("""
              INDICATOR             TIMEFRAME   WARM-UP   TIME    GIVES
              macd(12, 26, 9)       1h          34 bars   1d 10h  line, signal, histogram
              sma(100)              1h          100 bars  4d 4h   mean
              close_volatility(72)  1h          73 bars   3d 1h   volatility
              atr(14)               1h          14 bars   14h     range
              ema(20)               4h          20 bars   3d 8h   mean
              ema(20)               500 trades  20 bars   -       mean
            """), seen.out());
    }

    @Test
    void shouldSayTheSameAsJson(@TempDir final Path directory) throws IOException {
        final Terminal seen = Terminal.run("strategies", "--json", "--config", configured(directory));
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        final JsonNode all = new ObjectMapper().readTree(seen.out());
        assertEquals(Strategies.all().size(), all.size());
        assertFalse(all.get(0).has("configured"), "flash is configured no more");
        final JsonNode momentum = all.get(2);
        assertEquals("momentum", momentum.get("name").asText());
        assertTrue(momentum.get("usesSignals").asBoolean());
        assertEquals("[\"1h\"]", momentum.get("ownTimeframes").toString());
        assertEquals("{\"enabled\":true,\"instruments\":[\"BTCUSDT\",\"ETHUSDT\"],\"timeframes\":[\"1h\",\"4h\","
            + "\"500 trades\"],\"regimes\":[\"bull\",\"breakout\"],"
            + "\"avoid\":[\"deflationary\",\"risk_off\"],\"onRegimeExit\":\"flatten\"}",
            momentum.get("configured").toString());
        final JsonNode entry = momentum.get("parameters").get(8);
        assertEquals("{\"name\":\"entry_deviations\",\"unit\":\"deviations\",\"whole\":false,\"minimum\":0.01,"
            + "\"maximum\":10.0,\"default\":1.0,\"live\":true,\"description\":\"Rate of change that an entry needs.\","
            + "\"value\":1.5,\"sessions\":{\"us\":1.25,\"weekend\":3.0}}", entry.toString());
        assertEquals("{\"indicator\":\"ema(20)\",\"timeframe\":\"4h\",\"warmUpBars\":20,\"warmUpTime\":\"3d 8h\","
            + "\"outputs\":[\"mean\"]}", momentum.get("indicators").get(4).toString());
        assertFalse(all.get(4).get("configured").get("enabled").asBoolean());
        assertTrue(all.get(5).get("parameters").get(0).get("value") == null, "breakout is not configured");
    }

    @Test
    void shouldNameTheNearestWhenThereIsNoSuchStrategy() {
        final Terminal seen = Terminal.run("strategies", "momentun");
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        assertEquals("""
            penstock: there is no strategy momentun
              where: penstock strategies momentun
              right: the nearest is momentum
            """, seen.err());
    }

    @Test
    void shouldRefuseWhenWhatIsConfiguredCannotWork(@TempDir final Path directory) throws IOException {
        final Terminal seen = Terminal.run("strategies", "trend", "--config", configured(directory), "--set",
            "strategy.trend.fast_bars=60");
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        assertEquals("""
            penstock: trend: fast_bars = 60 must be below slow_bars = 50
              where: [[strategy]] trend
              right: penstock strategies trend without that table shows what can be set
            """, seen.err());
    }
}
