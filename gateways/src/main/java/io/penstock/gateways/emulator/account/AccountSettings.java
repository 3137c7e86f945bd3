package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/**
 * How a venue treats orders and money. Immutable; any thread.
 *
 * @param perpetual        positions and margin instead of spot balances
 * @param clientIds        when a client order id is taken
 * @param makerFee         share of the traded amount; negative = a rebate
 * @param takerFee         share of the traded amount
 * @param feeInReceived    spot: fees are taken from the asset received, rebates are given in the asset paid; false:
 *                         always in the quote asset
 * @param postOnlyRefused  a post-only order that would take is refused at once; false: it is accepted, then ended
 * @param reduceOnlyTrimmed a reduce-only order that is too big is made smaller; false: refused
 * @param triggerMakesOrder a fired order ends, and another order with the same client order id begins
 * @param maxOrders        open orders per instrument
 * @param maxTriggerOrders waiting orders per instrument
 * @param percentDown      limit prices below this share of the mark price are refused
 * @param percentUp        limit prices above this share of the mark price are refused
 * @param leverage         at the start
 * @param fundingRate      paid by longs every period; negative = paid by shorts
 * @param fundingEveryNs   period, on a grid from 1970; 0 = never
 * @param firstOrderId     of the venue
 */
public record AccountSettings(
    boolean perpetual, ClientIds clientIds, BigDecimal makerFee, BigDecimal takerFee, boolean feeInReceived,
    boolean postOnlyRefused, boolean reduceOnlyTrimmed, boolean triggerMakesOrder, int maxOrders,
    int maxTriggerOrders, BigDecimal percentDown, BigDecimal percentUp, int leverage, BigDecimal fundingRate,
    long fundingEveryNs, long firstOrderId) {
    /** When a client order id is taken. */
    public enum ClientIds {
        /** While an order with it is open. */
        WHILE_OPEN,
        /** For ever. */
        FOR_EVER,
        /** Never: the same id twice is two orders. */
        NEVER
    }

    private static final long EIGHT_HOURS_NS = 8L * 3_600 * 1_000_000_000;

    /**
     * Spot as Binance does it: ids free again when an order is done, 0.1 % from the asset received.
     *
     * @return settings
     */
    public static AccountSettings spot() {
        return new AccountSettings(false, ClientIds.WHILE_OPEN, new BigDecimal("0.001"), new BigDecimal("0.001"), true,
            true, false, false, 200, 5, new BigDecimal("0.2"), new BigDecimal("5"), 1, BigDecimal.ZERO, 0,
            880_000_000L);
    }

    /**
     * Linear perpetuals as Binance does them: ids known for ever, 0.02 and 0.05 % of the notional.
     *
     * @return settings
     */
    public static AccountSettings usdm() {
        return new AccountSettings(true, ClientIds.FOR_EVER, new BigDecimal("0.0002"), new BigDecimal("0.0005"), false,
            true, false, true, 200, 10, new BigDecimal("0.95"), new BigDecimal("1.05"), 20,
            new BigDecimal("0.0001"), EIGHT_HOURS_NS, 7_700_000_000L);
    }

    /**
     * Spot as Bybit does it: ids taken for ever, 0.1 % from the asset received; post-only orders end, where others
     * refuse them.
     *
     * @return settings
     */
    public static AccountSettings bybitSpot() {
        return new AccountSettings(false, ClientIds.FOR_EVER, new BigDecimal("0.001"), new BigDecimal("0.001"), true,
            false, false, false, 500, 500, new BigDecimal("0.5"), new BigDecimal("1.5"), 1, BigDecimal.ZERO, 0,
            160_000_000L);
    }

    /**
     * Linear perpetuals as Bybit does them: 0.02 and 0.055 % of the notional; reduce-only orders are made to fit, a
     * fired order is still the same one.
     *
     * @return settings
     */
    public static AccountSettings bybitLinear() {
        return new AccountSettings(true, ClientIds.FOR_EVER, new BigDecimal("0.0002"), new BigDecimal("0.00055"),
            false, false, true, false, 500, 500, new BigDecimal("0.9"), new BigDecimal("1.1"), 10,
            new BigDecimal("0.0001"), EIGHT_HOURS_NS, 260_000_000L);
    }

    /**
     * Spot as MEXC does it: nobody looks whether a client order id was used before, makers pay nothing.
     *
     * @return settings
     */
    public static AccountSettings mexcSpot() {
        return new AccountSettings(false, ClientIds.NEVER, BigDecimal.ZERO, new BigDecimal("0.0005"), true, false,
            false, false, 500, 500, new BigDecimal("0.2"), new BigDecimal("5"), 1, BigDecimal.ZERO, 0, 555_000_000L);
    }

    /**
     * With other fees.
     *
     * @param maker share, negative = a rebate
     * @param taker share
     * @return other settings
     */
    public AccountSettings fees(final String maker, final String taker) {
        return new AccountSettings(perpetual, clientIds, new BigDecimal(maker), new BigDecimal(taker), feeInReceived,
            postOnlyRefused, reduceOnlyTrimmed, triggerMakesOrder, maxOrders, maxTriggerOrders, percentDown,
            percentUp, leverage, fundingRate, fundingEveryNs, firstOrderId);
    }

    /**
     * With another rule for client order ids.
     *
     * @param rule when one is taken
     * @return other settings
     */
    public AccountSettings clientIds(final ClientIds rule) {
        return new AccountSettings(perpetual, rule, makerFee, takerFee, feeInReceived, postOnlyRefused,
            reduceOnlyTrimmed, triggerMakesOrder, maxOrders, maxTriggerOrders, percentDown, percentUp, leverage,
            fundingRate, fundingEveryNs, firstOrderId);
    }

    /**
     * With other limits on open orders.
     *
     * @param open    per instrument
     * @param waiting per instrument
     * @return other settings
     */
    public AccountSettings limits(final int open, final int waiting) {
        return new AccountSettings(perpetual, clientIds, makerFee, takerFee, feeInReceived, postOnlyRefused,
            reduceOnlyTrimmed, triggerMakesOrder, open, waiting, percentDown, percentUp, leverage, fundingRate,
            fundingEveryNs, firstOrderId);
    }

    /**
     * With other manners.
     *
     * @param refused post-only orders that would take are refused at once
     * @param trimmed reduce-only orders that are too big are made smaller
     * @param another a fired order becomes another one
     * @return other settings
     */
    public AccountSettings manners(final boolean refused, final boolean trimmed, final boolean another) {
        return new AccountSettings(perpetual, clientIds, makerFee, takerFee, feeInReceived, refused, trimmed, another,
            maxOrders, maxTriggerOrders, percentDown, percentUp, leverage, fundingRate, fundingEveryNs,
            firstOrderId);
    }

    /**
     * With another funding.
     *
     * @param rate    of a period
     * @param everyNs period, 0 = never
     * @return other settings
     */
    public AccountSettings funding(final String rate, final long everyNs) {
        return new AccountSettings(perpetual, clientIds, makerFee, takerFee, feeInReceived, postOnlyRefused,
            reduceOnlyTrimmed, triggerMakesOrder, maxOrders, maxTriggerOrders, percentDown, percentUp, leverage,
            new BigDecimal(rate), everyNs, firstOrderId);
    }

    /**
     * With another first order id.
     *
     * @param first order id
     * @return other settings
     */
    public AccountSettings numbered(final long first) {
        return new AccountSettings(perpetual, clientIds, makerFee, takerFee, feeInReceived, postOnlyRefused,
            reduceOnlyTrimmed, triggerMakesOrder, maxOrders, maxTriggerOrders, percentDown, percentUp, leverage,
            fundingRate, fundingEveryNs, first);
    }
}
