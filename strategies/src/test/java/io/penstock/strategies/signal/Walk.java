package io.penstock.strategies.signal;

import io.penstock.api.IndicatorSpec;
import io.penstock.strategies.support.Scene;
import java.util.List;

/**
 * Bars and indicators that move at random, far enough that every strategy enters and leaves. Two markets take turns.
 * Allocates nothing while it drives a strategy with a desk that allocates nothing.
 */
final class Walk {
    private final Scene scene;
    private final List<IndicatorSpec> specs;
    private final double[][] outputs;
    private final double[] close = {100, 100};
    private long state;

    Walk(final Scene scene, final List<IndicatorSpec> specs, final long seed) {
        this.scene = scene;
        this.specs = specs;
        outputs = new double[specs.size()][3];
        state = seed;
        for (int i = 0; i < specs.size(); i++) {
            scene.analysis.set(i, outputs[i]);
        }
        for (int id = 0; id < 2; id++) {
            scene.market.id = id;
            scene.strategy.onInstrument(scene.market);
        }
        for (int i = 0; i < scene.analysis.timeframes(); i++) {
            scene.analysis.series(i).only(scene.bar);
        }
    }

    /** Evenly in 0 to 1. */
    private double random() {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (state >>> 11) * 0x1.0p-53;
    }

    private double around(final double middle, final double width) {
        return middle + (random() * 2 - 1) * width;
    }

    /** Another bar of one of the markets, ready to be told. */
    void move() {
        final int id = random() < 0.5 ? 0 : 1;
        scene.market.id = id;
        close[id] = Math.max(20, Math.min(500, close[id] * around(1, 0.03)));
        scene.market.nowNs += Scene.HOUR_NS / 2;
        scene.bar.close = Math.round(close[id] * 1e4);
        scene.bar.volume = Math.round(around(20, 19) * 1e4);
        scene.analysis.ready = random() < 0.98;
        for (int i = 0; i < outputs.length; i++) {
            fill(specs.get(i).kind(), outputs[i], close[id]);
        }
    }

    private void fill(final String kind, final double[] to, final double price) {
        switch (kind) {
            case "macd" -> to[2] = around(0, 1);
            case "z_score" -> to[0] = around(0, 4);
            case "rsi" -> to[0] = around(50, 49);
            case "atr" -> to[0] = around(3, 2);
            case "close_volatility" -> to[0] = around(0.01, 0.009);
            case "adx" -> {
                to[0] = around(25, 20);
                to[1] = around(25, 20);
                to[2] = around(25, 20);
            }
            case "bollinger" -> {
                to[0] = price * around(1, 0.03);
                to[1] = to[0] * around(1.02, 0.02);
                to[2] = to[0] * 2 - to[1];
            }
            default -> {
                to[0] = price * around(1, 0.03);
                to[1] = price * around(1.01, 0.03);
                to[2] = price * around(0.99, 0.03);
            }
        }
    }
}
