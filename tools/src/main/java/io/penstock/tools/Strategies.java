package io.penstock.tools;

import io.penstock.api.StrategyFactory;
import io.penstock.strategies.breakout.BreakoutFactory;
import io.penstock.strategies.ema.EmaCrossFactory;
import io.penstock.strategies.flash.FlashFactory;
import io.penstock.strategies.momentum.MomentumFactory;
import io.penstock.strategies.reversion.MeanReversionFactory;
import io.penstock.strategies.trend.TrendFactory;
import java.util.List;

/** The strategies this build knows, by name in configuration. An explicit list: nothing is discovered. Any thread. */
public final class Strategies {
    private static final List<StrategyFactory> ALL = List.of(new FlashFactory(), new EmaCrossFactory(),
        new MomentumFactory(), new MeanReversionFactory(), new TrendFactory(), new BreakoutFactory());

    private Strategies() {
    }

    /**
     * All of them.
     *
     * @return in display order
     */
    public static List<StrategyFactory> all() {
        return ALL;
    }
}
