package io.penstock.engine.strategy;

import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Session;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.signal.SignalSettings;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Changes live parameters while the engine runs: what an operator says is checked whole, then applied, then told. The
 * next decision sees it. Engine thread only; reading an operator's text allocates.
 */
public final class SettingsDesk {
    /** Stands for the thresholds that signals are weighed with. */
    public static final int SIGNALS = 0xFFFF;

    private static final int ALL_OTHER_TIMES = 255;

    private final List<StrategyPlan> plans;
    private final ParameterValues signals;
    private final SignalWriter output;
    private boolean changed;

    /**
     * A desk.
     *
     * @param plans   the strategies
     * @param signals the thresholds that signals are weighed with
     * @param output  tells changes
     */
    public SettingsDesk(
        final List<StrategyPlan> plans, final ParameterValues signals, final SignalWriter output) {
        this.plans = plans;
        this.signals = signals;
        this.output = output;
    }

    /**
     * Changes one parameter.
     *
     * @param strategyId whose, {@value #SIGNALS} = a threshold of {@code [signal]}
     * @param body       {@code name=value} or {@code name@session=value}
     * @return what became of it
     */
    public OperatorAnswerCode change(final int strategyId, final DirectBuffer body) {
        changed = false;
        if (strategyId == SIGNALS) {
            return change(strategyId, SignalSettings.parameters(), signals, body);
        }
        if (strategyId < 0 || strategyId >= plans.size()) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        final StrategyPlan plan = plans.get(strategyId);
        return change(strategyId, plan.factory().allParameters(), plan.values(), body);
    }

    private OperatorAnswerCode change(
        final int strategyId, final List<Parameter> declared, final ParameterValues values, final DirectBuffer body) {
        final String text = body.getStringWithoutLengthAscii(0, body.capacity());
        final int equals = text.indexOf('=');
        if (equals <= 0) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        final String name = text.substring(0, equals);
        final int at = name.indexOf(ParameterValues.AT);
        final Session session = at < 0 ? null : Session.ofWord(name.substring(at + 1));
        final Parameter parameter = find(declared, at < 0 ? name : name.substring(0, at));
        if (parameter == null || at >= 0 && session == null) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        if (!parameter.live()) {
            return OperatorAnswerCode.AT_START_ONLY;
        }
        final double value;
        try {
            value = Double.parseDouble(text.substring(equals + 1));
        } catch (final NumberFormatException e) {
            return OperatorAnswerCode.OUT_OF_RANGE;
        }
        if (parameter.fault(value) != null) {
            return OperatorAnswerCode.OUT_OF_RANGE;
        }
        final double before = values.change(name, value);
        changed = before != value;
        if (changed) {
            output.settingChanged(strategyId, session == null ? ALL_OTHER_TIMES : session.ordinal(), before, value,
                parameter.name());
        }
        return OperatorAnswerCode.DONE;
    }

    private static Parameter find(final List<Parameter> declared, final String name) {
        for (final Parameter parameter : declared) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    /**
     * Whether the last call changed anything.
     *
     * @return false when it was refused, or the value was the same
     */
    public boolean changed() {
        return changed;
    }
}
