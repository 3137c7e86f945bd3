package io.penstock.engine.portfolio;

import static java.math.RoundingMode.HALF_UP;

import io.penstock.api.Side;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * The same money in decimals: balances by name, positions in true quantities, rounding only where a venue rounds (an
 * amount has eight decimals).
 */
final class NaivePortfolio {
    static final class Line {
        final String base;
        final String quote;
        final boolean spot;
        BigDecimal position = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal realized = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        BigDecimal quoteFees = BigDecimal.ZERO;

        Line(final String base, final String quote, final boolean spot) {
            this.base = base;
            this.quote = quote;
            this.spot = spot;
        }

        /** Average cost: closing first, then opening with what is left. */
        private void trade(final BigDecimal change, final BigDecimal paid) {
            BigDecimal left = change;
            BigDecimal leftPaid = paid;
            if (position.signum() * change.signum() < 0) {
                final boolean whole = change.abs().compareTo(position.abs()) >= 0;
                final BigDecimal closing = whole ? position.negate() : change;
                final BigDecimal closingPaid = closing.compareTo(change) == 0 ? paid
                    : paid.multiply(closing.abs()).divide(change.abs(), 8, HALF_UP);
                final BigDecimal costShare = closing.abs().compareTo(position.abs()) == 0 ? cost
                    : cost.multiply(closing.abs()).divide(position.abs(), 8, HALF_UP);
                realized = realized.subtract(closingPaid).subtract(costShare);
                cost = cost.subtract(costShare);
                position = position.add(closing);
                left = change.subtract(closing);
                leftPaid = paid.subtract(closingPaid);
            }
            position = position.add(left);
            cost = cost.add(leftPaid);
        }

        BigDecimal unrealized(final BigDecimal mark) {
            return mark.multiply(position).setScale(8, HALF_UP).subtract(cost);
        }
    }

    final Map<String, BigDecimal> cash = new HashMap<>();
    final Map<String, BigDecimal> deposited = new HashMap<>();

    BigDecimal cash(final String asset) {
        return cash.getOrDefault(asset, BigDecimal.ZERO);
    }

    void deposit(final String asset, final BigDecimal amount) {
        cash.merge(asset, amount, BigDecimal::add);
        deposited.merge(asset, amount, BigDecimal::add);
    }

    private void move(final String asset, final BigDecimal amount) {
        cash.merge(asset, amount, BigDecimal::add);
    }

    void fill(
        final Line line, final Side side, final BigDecimal price, final BigDecimal quantity, final BigDecimal fee,
        final String feeAsset) {
        final BigDecimal sign = side == Side.BUY ? BigDecimal.ONE : BigDecimal.ONE.negate();
        final BigDecimal paid = price.multiply(quantity).setScale(8, HALF_UP).multiply(sign);
        final BigDecimal got = quantity.multiply(sign);
        final boolean baseFee = feeAsset.equals(line.base);
        final BigDecimal feeValue = baseFee ? price.multiply(fee).setScale(8, HALF_UP)
            : feeAsset.equals(line.quote) ? fee : BigDecimal.ZERO;
        final BigDecimal realizedBefore = line.realized;
        if (line.spot) {
            line.trade(baseFee ? got.subtract(fee) : got, baseFee ? paid.subtract(feeValue) : paid);
            move(line.base, got);
            move(line.quote, paid.negate());
        } else {
            line.trade(got, paid);
            move(line.quote, line.realized.subtract(realizedBefore));
        }
        line.fees = line.fees.add(feeValue);
        line.quoteFees = line.quoteFees.add(feeAsset.equals(line.quote) ? fee : BigDecimal.ZERO);
        move(feeAsset, fee.negate());
    }
}
