package io.penstock.engine.output;

import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.RiskLevel;
import io.penstock.engine.event.OperatorAnswerEncoder;
import io.penstock.engine.event.RiskLevelChangedEncoder;
import io.penstock.engine.port.Records;

/** Writes what risk and the operator's desk derive. Engine thread only; does not allocate after construction. */
public final class RiskWriter {
    private final OutputFrame frame;
    private final RiskLevelChangedEncoder level = new RiskLevelChangedEncoder();
    private final OperatorAnswerEncoder answer = new OperatorAnswerEncoder();

    /**
     * A writer.
     *
     * @param frame takes the records
     */
    public RiskWriter(final OutputFrame frame) {
        this.frame = frame;
    }

    /**
     * The account's risk was graded anew.
     *
     * @param previous          level before
     * @param now               level
     * @param score             0 to 100
     * @param valueAtRisk       amount, 0 when it is not known
     * @param expectedShortfall amount, 0 when it is not known
     * @param drawdownRate      rate with exponent -8
     * @param volatility        per year, 0 when it is not known
     * @param concentrationRate rate with exponent -8
     * @param equity            amount
     */
    public void level(
        final RiskLevel previous, final RiskLevel now, final int score, final long valueAtRisk,
        final long expectedShortfall, final long drawdownRate, final double volatility,
        final long concentrationRate, final long equity) {
        level.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .previousLevel((short) previous.code())
            .level((short) now.code())
            .reserved((short) 0)
            .score(score)
            .valueAtRisk(valueAtRisk)
            .expectedShortfall(expectedShortfall)
            .drawdownRate(drawdownRate)
            .volatilityBits(Double.doubleToLongBits(volatility))
            .concentrationRate(concentrationRate)
            .equity(equity);
        frame.publish(RiskLevelChangedEncoder.TEMPLATE_ID, RiskLevelChangedEncoder.BLOCK_LENGTH);
    }

    /**
     * What became of an operator's command.
     *
     * @param idHigh   of the command
     * @param idLow    of the command
     * @param action   what it asked
     * @param code     what became of it
     * @param affected orders, positions or scopes it touched
     */
    public void answer(
        final long idHigh, final long idLow, final OperatorAction action, final OperatorAnswerCode code,
        final int affected) {
        answer.wrap(frame.buffer(), Records.HEADER_LENGTH)
            .commandIdHigh(idHigh)
            .commandIdLow(idLow)
            .command((short) action.code())
            .accepted((short) (code == OperatorAnswerCode.DONE ? 1 : 0))
            .code(code.code())
            .affected(affected);
        frame.publish(OperatorAnswerEncoder.TEMPLATE_ID, OperatorAnswerEncoder.BLOCK_LENGTH);
    }
}
