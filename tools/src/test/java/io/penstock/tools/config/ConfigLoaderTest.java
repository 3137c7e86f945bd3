package io.penstock.tools.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigLoaderTest {
    private static ConfigLoader loader(final String toml) {
        return ConfigLoader.with(List.of(new Flip())).text(toml, "my.toml");
    }

    private static String faults(final ConfigLoader loader) {
        return assertThrows(UserError.class, loader::load).where();
    }

    private static String faults(final String toml) {
        return faults(loader(toml));
    }

    @Test
    void shouldEqualTheDefaultsOfTheEngineWhenNothingIsSet() {
        final EngineConfig engine = loader("").load().engine();
        assertEquals(new EngineConfig(1, CapacityConfig.defaults(), BookConfig.defaults(), FeatureConfig.defaults(),
            RiskConfig.defaults(), PortfolioConfig.defaults(), SimulationConfig.defaults(), List.of()), engine);
    }

    @Test
    void shouldEqualTheDefaultsWhenTheShippedFilesAreRead() {
        final Configuration shipped =
            ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.BACKTEST).load();
        assertEquals(PortfolioConfig.defaults(), shipped.engine().portfolio());
        assertTrue(shipped.instruments().size() >= 2);
        for (final Setting setting : shipped.settings()) {
            if (!setting.name().startsWith("strategy.")) {
                assertTrue(setting.origin().line() > 0, setting.name() + " does not stand in config/penstock.toml");
            }
        }
    }

    @Test
    void shouldLetTheLaterLayerWinWhenAKeyIsSetTwice(@TempDir final Path directory) throws IOException {
        Files.writeString(directory.resolve("penstock.toml"), "[risk]\nmax_open_orders = 1\nmax_book_age_ms = 11\n");
        Files.writeString(directory.resolve("backtest.toml"), "[risk]\nmax_open_orders = 2\n");
        Files.writeString(directory.resolve("strategies.toml"), "[risk]\nmax_book_age_ms = 13\n");
        Files.writeString(directory.resolve("live.toml"), "[risk]\nmax_book_age_ms = 14\n");
        final Path extra = Files.writeString(directory.resolve("extra.toml"), "risk.max_open_orders = 3\n");
        final ConfigLoader backtest = ConfigLoader.with(List.of()).directory(directory, RunMode.BACKTEST);
        assertEquals(2, backtest.load().engine().risk().limit(RiskLimit.MAX_OPEN_ORDERS));
        assertEquals(13, backtest.load().engine().risk().limit(RiskLimit.MAX_BOOK_AGE_MS));
        assertEquals(3, backtest.file(extra).load().engine().risk().limit(RiskLimit.MAX_OPEN_ORDERS));
        final Map<String, String> environment = Map.of("PENSTOCK_RISK_MAX_OPEN_ORDERS", "4", "HOME", "/");
        assertEquals(4, backtest.environment(environment).load().engine().risk().limit(RiskLimit.MAX_OPEN_ORDERS));
        assertEquals(5,
            backtest.set(List.of("risk.max_open_orders=5")).load().engine().risk().limit(RiskLimit.MAX_OPEN_ORDERS));
        final Configuration live = ConfigLoader.with(List.of()).directory(directory, RunMode.LIVE).load();
        assertEquals(1, live.engine().risk().limit(RiskLimit.MAX_OPEN_ORDERS));
        assertEquals(14, live.engine().risk().limit(RiskLimit.MAX_BOOK_AGE_MS));
    }

    @Test
    void shouldTakeShortNamesWhenTheEnvironmentHasThem() {
        final Configuration configuration = loader("").environment(Map.of("TRADING_MODE", "paper", "USE_TESTNET",
            "false", "MAX_POSITION_SIZE", "12345.5", "MAX_DAILY_LOSS", "7", "VAR_CONFIDENCE", "0.95", "MC_PATHS", "500",
            "MC_STEPS", "20")).load();
        assertEquals(new RunConfig("paper"), configuration.run());
        assertEquals(Environment.PRODUCTION, configuration.marketData().environment());
        assertEquals(1_234_550_000_000L, configuration.engine().risk().limit(RiskLimit.MAX_POSITION_NOTIONAL));
        assertEquals("environment MC_STEPS", setting(configuration, "forecast.steps").origin().text());
        assertEquals("20", setting(configuration, "forecast.steps").text());
        assertEquals("0.95", setting(configuration, "risk.var_confidence").text());
    }

    private static Setting setting(final Configuration configuration, final String name) {
        return configuration.settings().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldNameEveryFaultAtOnceWhenThereAreSeveral() {
        assertEquals("""
            my.toml:3  unknown key risk.max_order_notinal; the nearest is risk.max_order_notional
            my.toml:4  risk.max_book_age_ms must be a whole number, 1 to 3600000 (ms), found the text "2s"
            my.toml:6  book.window_ticks 1000 is not a power of two; near are 512 and 1024
            my.toml:7  unknown section [riks]
            my.toml:10  unknown strategy "flop"; the nearest is flip
            --set run.sed  unknown key run.sed; the nearest is run.seed""", faults(loader("""
            [risk]
            # a comment
            max_order_notinal = 5
            max_book_age_ms = "2s"
            [book]
            window_ticks = 1000
            [riks]
            max = 1
            [[strategy]]
            name = "flop"
            """.replace("max = 1\n", "\n")).set(List.of("run.sed=3"))));
    }

    @Test
    void shouldRefuseWhenTheEnvironmentHasAnUnknownVariable() {
        assertEquals("environment PENSTOCK_RUN_SEDE  unknown variable; the nearest is PENSTOCK_RUN_SEED",
            faults(loader("").environment(Map.of("PENSTOCK_RUN_SEDE", "1", "PENSTOCK_SHARED", "/x"))));
    }

    @Test
    void shouldRefuseWhenAnAssetOfThePortfolioIsNone() {
        assertEquals("""
            my.toml:5  portfolio.metrics_min_returns = 50 (my.toml:5) is above portfolio.metrics_window = 40 \
            (my.toml:6): there would never be risk figures
            my.toml:2  portfolio.base_currency = "usdt": usdt is no asset code, which is 1 to 16 capital letters and \
            digits
            my.toml:3  portfolio.stable_assets = ["USDC", "A-B"]: A-B is no asset code, which is 1 to 16 capital \
            letters and digits""", faults("""
                [portfolio]
                base_currency = "usdt"
                stable_assets = ["USDC", "A-B"]
                ignored_assets = ["XYZ"]
                metrics_min_returns = 50
                metrics_window = 40
                """));
    }

    @Test
    void shouldRefuseWhenACombinationIsImpossible() {
        assertEquals("my.toml:2  risk.max_order_notional = 30000 (my.toml:2) is above risk.max_position_notional ="
            + " 25000 (default): one order could never be placed whole", faults("[risk]\nmax_order_notional = 30000"));
        assertTrue(faults("[simulation]\nmaker_fee_rate = 0.001").contains("no venue charges makers more"));
        assertTrue(faults("[host]\npin_cores = [0, 1]").contains("without host.pin = true"));
        loader("[host]\npin = true\npin_cores = [0, 1]").load();
    }

    @Test
    void shouldReadVenuesUniverseAndStreams() {
        final MarketDataConfig usual = loader("").load().marketData();
        assertEquals(Environment.TESTNET, usual.environment());
        assertEquals(List.of(Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT),
            usual.enabled());
        assertEquals(StreamSelection.TRADING, usual.streams());
        assertEquals(MarketDataConfig.Addresses.OWN, usual.addresses(Venue.MEXC_SPOT));
        final MarketDataConfig set = loader("""
            [venue]
            enabled = ["mexc-spot"]
            [venue.mexc_spot]
            rest = "http://127.0.0.1:8080"
            stream = "ws://[::1]:8081"
            [universe]
            symbols = []
            quote_assets = ["USDT", "USDC"]
            min_quote_volume = 1e6
            max_spread_rate = 0.001
            allow = ["AUSDT"]
            deny = ["BUSDT"]
            max_instruments = 7
            refresh_minutes = 5
            [feed]
            streams = ["candles"]
            instruments_per_connection = 50
            """).load().marketData();
        assertEquals(new MarketDataConfig(Environment.TESTNET, List.of(Venue.MEXC_SPOT),
            Map.of(Venue.MEXC_SPOT, new MarketDataConfig.Addresses("http://127.0.0.1:8080", "ws://[::1]:8081")),
            new MarketDataConfig.Selection(List.of(), List.of("USDT", "USDC"), 100_000_000_000_000L, 100_000,
                List.of("AUSDT"), List.of("BUSDT"), 7, 5), new StreamSelection(false, false, false, true), 50), set);
        assertEquals(List.of("A", "B"), loader("").environment(Map.of("PENSTOCK_UNIVERSE_SYMBOLS", "A,B")).load()
            .marketData().universe().symbols());
    }

    @Test
    void shouldTakePublicDataOfTheRealVenuesWhenPaperIsShipped() {
        final MarketDataConfig paper = ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.PAPER)
            .load().marketData();
        assertEquals(Environment.PRODUCTION, paper.environment());
        assertEquals(5, paper.enabled().size());
    }

    @Test
    void shouldFollowOneRuleWhenAnEnvironmentIsNamed() {
        assertEquals(Environment.DEMO,
            loader("[venue]\nenvironment = \"demo\"").load().marketData().environment());
        assertEquals(Environment.PRODUCTION, loader("[venue]\nenvironment = \"production\"\nuse_testnet = false")
            .load().marketData().environment());
        assertEquals("my.toml:2  venue.environment = \"production\" (my.toml:2) contradicts venue.use_testnet = true"
            + " (default): set use_testnet alone and leave environment at auto, or set both alike",
            faults("[venue]\nenvironment = \"production\""));
        assertEquals("my.toml:2  venue.environment = \"testnet\" (my.toml:2) contradicts venue.use_testnet = false"
            + " (environment USE_TESTNET): set use_testnet alone and leave environment at auto, or set both alike",
            faults(loader("[venue]\nenvironment = \"testnet\"").environment(Map.of("USE_TESTNET", "false"))));
        assertEquals("my.toml:2  venue.enabled has mexc-spot, which has no testnet world (default): take it out, or set"
            + " venue.mexc_spot.rest and venue.mexc_spot.stream", faults("[venue]\nenabled = [\"mexc-spot\"]"));
    }

    @Test
    void shouldNameEveryFaultOfMarketDataAtOnce() {
        assertEquals("""
            my.toml:2  venue.enabled "bybit-perp" is not one of binance-spot, binance-usdm, bybit-linear, bybit-spot,\
             mexc-spot; the nearest is bybit-spot
            my.toml:4  unknown key venue.binance_spto.rest; the nearest is venue.binance_spot.rest
            my.toml:6  venue.bybit_spot.rest = "wss://a" is no address like https://host:port without a path
            my.toml:7  venue.bybit_spot.stream = "wss://a/b" is no address like wss://host:port without a path
            my.toml:12  feed.streams has quotes twice
            my.toml:10  universe.deny has A, and universe.symbols (my.toml:9) has it too""", faults("""
            [venue]
            enabled = ["bybit-perp"]
            [venue.binance_spto]
            rest = "https://a"
            [venue.bybit_spot]
            rest = "wss://a"
            stream = "wss://a/b"
            [universe]
            symbols = ["A"]
            deny = ["A"]
            [feed]
            streams = ["quotes", "quotes"]
            """));
        assertTrue(faults("[venue]\nenabled = []").contains("name at least one venue"));
        assertTrue(faults("[universe]\nmax_instruments = 2000").contains("the engine could not hold them"));
    }

    @Test
    void shouldSayWhereWhenTheFileIsNotToml() {
        final UserError error = assertThrows(UserError.class, () -> loader("[risk]\nmax = = 3\n"));
        assertTrue(error.getMessage().startsWith("this is not TOML: "), error.getMessage());
        assertEquals("my.toml:2", error.where());
        assertThrows(UserError.class, () -> loader("[risk]\nmax_open_orders = 1\nmax_open_orders = 2\n"));
    }

    @Test
    void shouldReadAmountsExactlyWhenTheyAreNumbersOrTexts() {
        final EngineConfig engine = loader("""
            [portfolio.balances]
            BTC = 0.1
            USDT = "100000.00000001"
            [simulation]
            taker_fee_rate = 4.5e-4
            """).load().engine();
        assertEquals(Map.of("BTC", 10_000_000L, "USDT", 10_000_000_000_001L), engine.portfolio().balances());
        assertEquals(45_000, engine.simulation().takerFeeRateE8());
        assertTrue(faults("[simulation]\ntaker_fee_rate = 0.000000001").contains("more than 8 decimals"));
        assertTrue(faults("[simulation]\ntaker_fee_rate = nan").contains("finite"));
        assertTrue(faults("[simulation]\ntaker_fee_rate = 1e999999999").contains("my.toml:2"));
    }

    @Test
    void shouldCheckStrategiesAgainstTheirDeclarations() {
        final String toml = "[[strategy]]\nname = \"flip\"\ninstruments = [\"BTCUSDT\"]\nentry_threshold = 0.3\n";
        final Configuration configuration = loader(toml).set(List.of("strategy.flip.order_lots=20")).load();
        assertEquals(Map.of("entry_threshold", 0.3, "order_lots", 20.0),
            configuration.engine().strategies().get(0).settings());
        assertEquals(List.of("BTCUSDT"), configuration.engine().strategies().get(0).instruments());
        assertEquals("my.toml:4", setting(configuration, "strategy.flip.entry_threshold").origin().text());
        assertTrue(faults(toml + "order_lot = 3\n").startsWith(
            "my.toml:5  strategy.flip.order_lot is unknown; the nearest is strategy.flip.order_lots"));
        assertTrue(faults(toml + "order_lots = 0.5\n").contains("my.toml:5  strategy.flip.order_lots"));
        assertTrue(faults(toml + "order_lots = true\n").contains("must be a number (lots), found true"));
        assertTrue(faults(loader(toml).set(List.of("strategy.flap.x=1"))).contains("no strategy \"flap\""));
        assertEquals(0.7, loader(toml).environment(Map.of("PENSTOCK_STRATEGY_FLIP_ENTRY_THRESHOLD", "0.7")).load()
            .engine().strategies().get(0).settings().get("entry_threshold"));
    }

    @Test
    void shouldReplaceStrategiesWhenALaterFileHasAny() {
        final Configuration configuration = loader("[[strategy]]\nname = \"flip\"\norder_lots = 1\n")
            .text("[[strategy]]\nname = \"flip\"\norder_lots = 3\n", "b.toml").load();
        assertEquals(1, configuration.engine().strategies().size());
        assertEquals(3.0, configuration.engine().strategies().get(0).settings().get("order_lots"));
    }

    @Test
    void shouldRefuseWhenOneStrategyHasTwoTables() {
        assertEquals("my.toml:3  strategy \"flip\" has a table already (my.toml:1): write one, with all its"
            + " instruments", faults("[[strategy]]\nname = \"flip\"\n[[strategy]]\nname = \"flip\"\norder_lots = 3\n"));
    }

    @Test
    void shouldRefuseAListOfAStrategyWhenAWordMeansWhatOneBeforeMeans() {
        final String flip = "[[strategy]]\nname = \"flip\"\n";
        assertEquals("my.toml:3  strategy.flip.timeframes = [\"1h\", \"4h\", \"1h\"]: 1h stands there twice, once is"
            + " enough", faults(flip + "timeframes = [\"1h\", \"4h\", \"1h\"]\n"));
        assertEquals("my.toml:3  strategy.flip.timeframes = [\"60m\", \"1h\"]: 60m and 1h are the same, one is enough",
            faults(flip + "timeframes = [\"60m\", \"1h\"]\n"));
        assertEquals("--set strategy.flip.instruments  strategy.flip.instruments = [\"A\", \"A\"]: A stands there"
            + " twice, once is enough", faults(loader(flip).set(List.of("strategy.flip.instruments=A,A"))));
        assertEquals("my.toml:3  strategy.flip.regimes = [\"bull\", \"bull\"]: bull stands there twice, once is enough",
            faults(flip + "regimes = [\"bull\", \"bull\"]\n"));
        assertEquals("my.toml:3  strategy.flip.regimes = [\"bul\"]: there is no regime bul; there are [bull, bear,"
            + " sideways, volatile, breakout]", faults(flip + "regimes = [\"bul\"]\n"));
    }

    @Test
    void shouldReadInstrumentsWithTheirOwnExponents() {
        final String toml = """
            [[instrument]]
            venue = "binance-usdm"
            symbol = "BTCUSDT"
            base = "BTC"
            quote = "USDT"
            price_exponent = -2
            quantity_exponent = -3
            tick_size = "0.1"
            lot_size = 0.001
            """;
        final InstrumentConfig instrument = loader(toml).load().instruments().get(0);
        assertEquals(new InstrumentConfig(Venue.BINANCE_USDM, "BTCUSDT", InstrumentKind.LINEAR_PERPETUAL, "BTC", "USDT",
            -2, -3, 10, 1, 1, 0, 0), instrument);
        assertTrue(faults(toml.replace("\"0.1\"", "\"0.001\"")).contains("more than 2 decimals"));
        assertTrue(faults(toml.replace("0.001", "0")).contains("must be above 0"));
        assertTrue(faults(toml.replace("symbol", "symbl")).contains("my.toml:3  unknown key instrument.symbl"));
        assertTrue(faults(toml.replace("binance-usdm", "binance")).contains("the nearest is binance-"));
        assertTrue(faults(toml.replace("[[", "[").replace("]]", "]")).contains("write [[instrument]]"));
    }

    @Test
    void shouldReadItsOwnCanonicalTextBackWhenARunIsRepeated() {
        final Configuration first = loader("[[strategy]]\nname = \"flip\"\nentry_threshold = 0.1e-2\n")
            .set(List.of("portfolio.balances.BTC=1.50", "feature.momentum_horizons_ms=1000,2000", "host.pin=true"))
            .load();
        final Configuration second = ConfigLoader.with(List.of(new Flip())).text(first.canonicalText(), "run").load();
        assertEquals(first.canonicalText(), second.canonicalText());
        assertEquals(first.engine(), second.engine());
        assertArrayEquals(first.hash(), second.hash());
        assertTrue(first.canonicalText().contains("portfolio.balances.BTC = 1.5\n"), first.canonicalText());
        assertTrue(first.canonicalText().endsWith(
            "[[strategy]]\nname = \"flip\"\nenabled = true\ninstruments = []\ntimeframes = []\nregimes = []\n"
                + "avoid = []\non_regime_exit = \"hold\"\nentry_threshold = 0.001\norder_lots = 10\n"));
    }

    @Test
    void shouldChangeTheHashOnlyWhenTheFoldIsConcerned() {
        final String usual = loader("").load().sha256();
        assertEquals(usual, loader("[host]\nwait = \"busyspin\"\n[journal]\nsync = \"each\"\nroll = \"hourly\"\n"
            + "[venue]\nuse_testnet = false\n[universe]\nsymbols = []").load().sha256());
        assertNotEquals(usual, loader("[run]\nseed = 2").load().sha256());
    }
}
