package io.penstock.engine.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Bars of recorded trades against the candles that the venue published while they were recorded. Each published candle
 * names the trades it is made of, so also one that was still open when it was published can be built again.
 */
class RecordedBarsTest {
    private static final String BINANCE = "data/binance-raw/cryptofeed_spot_btc_eth_dot_20210404.txt.gz";
    private static final Pattern TRADE = Pattern.compile("\"e\":\"aggTrade\".*\"s\":\"(\\w+)\".*\"p\":\"([0-9.]+)\","
        + "\"q\":\"([0-9.]+)\",\"f\":(\\d+),\"l\":(\\d+),\"T\":(\\d+)");
    private static final Pattern CANDLE = Pattern.compile(
        "\"k\":\\{\"t\":(\\d+),\"T\":\\d+,\"s\":\"(\\w+)\",\"i\":\"1m\","
        + "\"f\":(-?\\d+),\"L\":(-?\\d+),\"o\":\"([0-9.]+)\",\"c\":\"([0-9.]+)\",\"h\":\"([0-9.]+)\","
        + "\"l\":\"([0-9.]+)\",\"v\":\"([0-9.]+)\",\"n\":(\\d+)");
    private static final long MS = 1_000_000L;
    private static final int EXPONENT = -8;

    private record Trade(String symbol, long price, long quantity, long first, long last, long timeMs) {
    }

    private static long fixed(final String text) {
        return FixedPoint.parse(text, EXPONENT);
    }

    private static List<String> lines() throws IOException {
        final Path file = Path.of(System.getProperty("basedir", "."), "..", "..", "shared", BINANCE).normalize();
        assumeTrue(Files.exists(file), "recorded trades are not at hand: " + BINANCE);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        }
    }

    private static String text(final BarView bar) {
        return bar.openTimeNs() / MS + " " + bar.openPrice() + " " + bar.highPrice() + " " + bar.lowPrice() + " "
            + bar.closePrice() + " v" + bar.volume();
    }

    /** The bar that so many first trades of a symbol give, ended by the next minute. */
    private static String built(
        final List<Trade> trades, final String symbol, final long minuteMs, final long first, final long last) {
        final BarSeries series = new BarSeries(BarSpec.parse("1m"), 4, EXPONENT, EXPONENT);
        long count = 0;
        for (final Trade trade : trades) {
            if (trade.symbol().equals(symbol) && trade.last() <= last) {
                while (series.close(trade.timeMs() * MS)) {
                    count++;
                }
                series.trade(trade.price(), trade.quantity(), trade.timeMs() * MS);
            }
        }
        while (series.endNs() <= (minuteMs + 60_000) * MS) {
            series.close(series.endNs());
        }
        assertTrue(count < 2 && first > 0);
        return text(series.bar(0));
    }

    @Test
    void shouldBuildTheCandlesOfTheVenueWhenItsTradesAreReplayed() throws IOException {
        final List<Trade> trades = new ArrayList<>();
        final List<Matcher> candles = new ArrayList<>();
        for (final String line : lines()) {
            final Matcher trade = TRADE.matcher(line);
            final Matcher candle = CANDLE.matcher(line);
            if (trade.find()) {
                trades.add(new Trade(trade.group(1), fixed(trade.group(2)), fixed(trade.group(3)),
                    Long.parseLong(trade.group(4)), Long.parseLong(trade.group(5)), Long.parseLong(trade.group(6))));
            } else if (candle.find()) {
                candles.add(candle);
            }
        }
        int compared = 0;
        for (final Matcher candle : candles) {
            final long minuteMs = Long.parseLong(candle.group(1));
            final String symbol = candle.group(2);
            final long first = Long.parseLong(candle.group(3));
            final long last = Long.parseLong(candle.group(4));
            // the whole candle must have been recorded: its first and its last trade
            final boolean begun = trades.stream().anyMatch(t -> t.symbol().equals(symbol) && t.first() < first);
            final boolean ended = trades.stream().anyMatch(t -> t.symbol().equals(symbol) && t.last() == last);
            if (begun && ended && first > 0) {
                final String published = minuteMs + " " + fixed(candle.group(5)) + " " + fixed(candle.group(7)) + " "
                    + fixed(candle.group(8)) + " " + fixed(candle.group(6)) + " v" + fixed(candle.group(9));
                assertEquals(published, built(trades, symbol, minuteMs, first, last), symbol);
                compared++;
            }
        }
        assertTrue(compared >= 30, "only " + compared + " candles of " + candles.size() + " were recorded whole");
    }
}
