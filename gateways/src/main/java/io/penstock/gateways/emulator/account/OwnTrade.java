package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/**
 * One trade of an own order. Immutable; any thread.
 *
 * @param order       whose
 * @param tradeId     of the instrument
 * @param executionId of the venue, growing
 * @param price       decimal
 * @param quantity    in the base asset
 * @param amount      price times quantity
 * @param fee         taken from the account, negative = a rebate
 * @param feeAsset    in which
 * @param maker       the order rested
 * @param realised    profit of a perpetual position, zero otherwise
 * @param timeNs      when
 */
public record OwnTrade(OwnOrder order, long tradeId, long executionId, BigDecimal price, BigDecimal quantity,
    BigDecimal amount, BigDecimal fee, String feeAsset, boolean maker, BigDecimal realised, long timeNs) {
}
