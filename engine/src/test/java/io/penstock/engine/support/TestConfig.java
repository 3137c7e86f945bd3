package io.penstock.engine.support;

import io.penstock.api.BarView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderView;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import java.util.List;
import java.util.Map;

/**
 * Small configurations, and strategies written in a test.
 */
public final class TestConfig {
    private TestConfig() {
    }

    /** Defaults at test size, with the strategies named. */
    public static EngineConfig with(final String... strategies) {
        return new EngineConfig(
            42, new CapacityConfig(8, 64, 64, 512), BookConfig.defaults(), FeatureConfig.defaults(),
            RiskConfig.defaults(), PortfolioConfig.defaults(), SimulationConfig.defaults(),
            java.util.Arrays.stream(strategies).map(name -> new StrategyConfig(name, List.of(), Map.of())).toList());
    }

    /** What a strategy written in a test does at each market change. */
    @FunctionalInterface
    public interface OnMarket {
        void onMarket(MarketView market, OrderDesk desk);
    }

    /** A strategy without parameters and without state. */
    public static StrategyFactory strategy(final String name, final OnMarket body) {
        return new StrategyFactory() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<String> timeframes() {
                return List.of("1m");
            }

            @Override
            public List<Parameter> parameters() {
                return List.of();
            }

            @Override
            public Strategy create(final ParameterValues values) {
                return new Body(body);
            }
        };
    }

    private record Body(OnMarket body) implements Strategy {
        @Override
        public void onInstrument(final InstrumentView instrument) {
        }

        @Override
        public void onMarket(final MarketView market, final OrderDesk desk) {
            body.onMarket(market, desk);
        }

        @Override
        public void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        }

        @Override
        public void writeTo(final StateWriter out) {
        }

        @Override
        public void readFrom(final StateReader in) {
        }
    }
}
