package io.penstock.tools.simulator;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.OrderCapability;
import io.penstock.api.Venue;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.TradingTerms;
import java.math.BigDecimal;
import java.util.List;

/** One instrument as its venue has it now; the venue may change its filters. */
final class Listing {
    /** Price units between two levels of the market; every tick size divides it. */
    static final long GRID = 10;
    static final int PRICE_EXPONENT = -2;
    static final int QUANTITY_EXPONENT = -3;
    static final BigDecimal MAKER_RATE = new BigDecimal("0.0002");
    static final BigDecimal TAKER_RATE = new BigDecimal("0.0005");

    /** What venues can do of orders differs: what they cannot the fold does. */
    private static int capabilities(final Venue venue) {
        final int all = OrderCapability.CANCEL_ALL;
        final int derivatives = all | OrderCapability.STOP | OrderCapability.AMEND | OrderCapability.COUNTDOWN
            | OrderCapability.REDUCE_ONLY;
        return switch (venue) {
            case BINANCE_SPOT -> all | OrderCapability.STOP;
            case MEXC_SPOT -> all;
            case BINANCE_USDM -> derivatives | OrderCapability.GOOD_TILL_DATE;
            default -> derivatives;
        };
    }

    private record Kind(Venue venue, String base, long price) {
    }

    private static final List<Kind> KINDS = List.of(
        new Kind(Venue.BINANCE_SPOT, "BTC", 3_000_000), new Kind(Venue.BINANCE_USDM, "BTC", 3_000_000),
        new Kind(Venue.BYBIT_LINEAR, "ETH", 200_000), new Kind(Venue.BYBIT_LINEAR, "BTC", 3_000_000),
        new Kind(Venue.MEXC_SPOT, "SOL", 15_000), new Kind(Venue.BINANCE_USDM, "SOL", 15_000),
        new Kind(Venue.BINANCE_SPOT, "SOL", 15_000));

    private final int id;
    private final Kind kind;
    private InstrumentDefinition definition;

    private Listing(final int id, final Kind kind) {
        this.id = id;
        this.kind = kind;
        filters(1, 1, 5_00000000L);
    }

    static int kinds() {
        return KINDS.size();
    }

    static Listing of(final int id, final int kind) {
        return new Listing(id, KINDS.get(kind));
    }

    void filters(final long tickSize, final long lotSize, final long minNotional) {
        final boolean spot = spot();
        definition = new InstrumentDefinition(
            kind.venue, spot ? InstrumentKind.SPOT : InstrumentKind.LINEAR_PERPETUAL, InstrumentStatus.TRADING,
            kind.base + "USDT", kind.base, "USDT", PRICE_EXPONENT, QUANTITY_EXPONENT, tickSize, lotSize, lotSize,
            1_000_000_000L, minNotional)
            .with(new TradingTerms(spot ? 0 : 5_000_000, spot ? 0 : 2_500_000, 0, 0, 20_000, 50_000, 200,
                spot ? 0 : 20, capabilities(kind.venue)));
    }

    int id() {
        return id;
    }

    Venue venue() {
        return kind.venue;
    }

    boolean spot() {
        return switch (kind.venue) {
            case BINANCE_SPOT, MEXC_SPOT -> true;
            default -> false;
        };
    }

    String base() {
        return kind.base;
    }

    long startPrice() {
        return kind.price;
    }

    InstrumentDefinition definition() {
        return definition;
    }

    /** Price times quantity as an amount with exponent -8; exact. */
    static BigDecimal notional(final long price, final long quantity) {
        return BigDecimal.valueOf(price).multiply(BigDecimal.valueOf(quantity)).movePointRight(3);
    }
}
