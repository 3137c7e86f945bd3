package io.penstock.engine.signal;

import io.penstock.api.ForecastView;
import io.penstock.api.RegimeView;
import io.penstock.api.SignalVerdict;
import io.penstock.engine.event.SignalJudgedEncoder;
import io.penstock.engine.market.Market;
import io.penstock.engine.output.SignalWriter;

/**
 * The numbers of one judgement on a signal, as far as it came. One mutable instance, reused. Engine thread only; does
 * not allocate.
 */
final class Judgement {
    Market market;
    int strategyId;
    StandingSignal signal;
    double weight;
    double score;
    int agreeing;
    double cost;
    double probability;
    double expectedMove;
    double deviation;
    long forecastAgeNs;
    long rate;
    long target;
    long held;
    long orderId;

    void begin(final Market newMarket, final int newStrategyId, final StandingSignal newSignal, final long newHeld) {
        market = newMarket;
        strategyId = newStrategyId;
        signal = newSignal;
        held = newHeld;
        weight = 0;
        score = 0;
        agreeing = 0;
        cost = 0;
        deviation = Double.NaN;
        probability = 0;
        expectedMove = 0;
        forecastAgeNs = 0;
        rate = 0;
        target = newHeld;
        orderId = 0;
    }

    /** What a forecast says in the direction of the signal; {@code alpha} is what the signal adds to its mean. */
    void forecast(final ForecastView forecast, final double alpha) {
        final int direction = signal.direction();
        probability = direction > 0 ? forecast.probabilityUp() : 1 - forecast.probabilityUp();
        deviation = forecast.deviation();
        expectedMove = direction * forecast.expectedMove() + alpha;
        forecastAgeNs = forecast.ageNs();
    }

    /** Tells how it came out. */
    void tell(final SignalWriter output, final SignalVerdict verdict) {
        final RegimeView regime = market.analysis().regime();
        final SignalJudgedEncoder event = output.judged();
        event.instrumentId(market.definition().id())
            .strategyId(strategyId)
            .verdict((short) verdict.code())
            .signalType((short) signal.type.code())
            .side((short) signal.side.code())
            .regime((short) regime.regime().code())
            .agreeing((short) agreeing)
            .reserved((short) 0)
            .reserved2(0)
            .clientOrderId(orderId)
            .weightBits(Double.doubleToLongBits(weight))
            .scoreBits(Double.doubleToLongBits(score))
            .probabilityBits(Double.doubleToLongBits(probability))
            .expectedMoveBits(Double.doubleToLongBits(expectedMove))
            .costBits(Double.doubleToLongBits(cost))
            .sizeBits(Double.doubleToLongBits(rate / 1e8))
            .targetQuantity(target)
            .heldQuantity(held)
            .forecastAgeNs(forecastAgeNs);
        output.publishJudged();
    }
}
