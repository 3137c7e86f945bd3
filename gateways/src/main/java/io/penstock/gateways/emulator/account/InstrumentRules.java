package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.market.InstrumentScale;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What orders of one instrument must look like; may change while it is traded. The venue's thread. */
public final class InstrumentRules {
    /** Whether orders are taken. */
    public enum Status {
        /** All of them. */
        TRADING,
        /** Only cancels. */
        CANCEL_ONLY,
        /** Nothing: maintenance or a halt. */
        HALTED
    }

    private static final int DECIMALS = 8;
    private static final BigDecimal MOST_QUANTITY = new BigDecimal("9000000");
    private static final BigDecimal MOST_PRICE = new BigDecimal("1000000");

    private final InstrumentScale scale;
    private EmulatedInstrument instrument;
    private BigDecimal tick;
    private BigDecimal lot;
    private BigDecimal minNotional;
    private BigDecimal mostMarket = new BigDecimal("10000");
    private Status status = Status.TRADING;

    InstrumentRules(final EmulatedInstrument instrument) {
        scale = InstrumentScale.of(instrument);
        this.instrument = instrument;
        read();
    }

    private void read() {
        tick = new BigDecimal(instrument.tick());
        lot = new BigDecimal(instrument.lot());
        minNotional = new BigDecimal(instrument.minNotional());
        mostMarket = mostMarket.max(lot.multiply(new BigDecimal("1000000")));
    }

    /**
     * The rules change from now on; orders that rest stay as they are.
     *
     * @param newTick        decimal text, a multiple of the tick that the market was made with
     * @param newLot         decimal text, a multiple of the lot that the market was made with
     * @param newMinNotional decimal text
     * @throws IllegalArgumentException when tick or lot is no such multiple
     */
    public void change(final String newTick, final String newLot, final String newMinNotional) {
        if (new BigDecimal(newTick).remainder(BigDecimal.valueOf(scale.tick(), DECIMALS)).signum() != 0
            || new BigDecimal(newLot).remainder(BigDecimal.valueOf(scale.lot(), DECIMALS)).signum() != 0) {
            throw new IllegalArgumentException(instrument.symbol() + ": tick " + newTick + " and lot " + newLot
                + " must be multiples of those that the market was made with");
        }
        instrument = new EmulatedInstrument(instrument.venue(), instrument.symbol(), instrument.baseAsset(),
            instrument.quoteAsset(), newTick, newLot, newMinNotional, instrument.startPrice(),
            instrument.stepsPerSecond());
        read();
    }

    /**
     * Whether orders are taken from now on.
     *
     * @param other status
     */
    public void status(final Status other) {
        status = other;
    }

    /**
     * Whether orders are taken.
     *
     * @return its status
     */
    public Status status() {
        return status;
    }

    /**
     * The instrument as it is described now.
     *
     * @return with tick, lot and minimum notional of now
     */
    public EmulatedInstrument instrument() {
        return instrument;
    }

    /**
     * Between the market's whole numbers and decimals.
     *
     * @return never changes
     */
    public InstrumentScale scale() {
        return scale;
    }

    BigDecimal lot() {
        return lot;
    }

    long ticks(final BigDecimal price) {
        return price.movePointRight(DECIMALS).longValueExact() / scale.tick();
    }

    long lots(final BigDecimal quantity) {
        return quantity.movePointRight(DECIMALS).setScale(0, RoundingMode.DOWN).longValueExact() / scale.lot();
    }

    BigDecimal price(final long ticks) {
        return BigDecimal.valueOf(scale.priceUnits(ticks), DECIMALS);
    }

    BigDecimal quantity(final long lots) {
        return BigDecimal.valueOf(scale.quantityUnits(lots), DECIMALS);
    }

    private static boolean offGrid(final BigDecimal value, final BigDecimal step) {
        return value.remainder(step).signum() != 0;
    }

    private static boolean tooFine(final BigDecimal value) {
        return value.signum() != 0 && value.stripTrailingZeros().scale() > DECIMALS;
    }

    /** The first rule that a ticket breaks, null when it keeps them. */
    Refusal broken(final OrderTicket ticket, final BigDecimal mark, final AccountSettings settings) {
        final boolean limit = ticket.kind() == OrderKind.LIMIT;
        final BigDecimal fires = ticket.trigger() == null ? BigDecimal.ZERO : ticket.trigger().price();
        if (tooFine(ticket.price()) || tooFine(ticket.quantity()) || tooFine(fires)) {
            return Refusal.TOO_MANY_DECIMALS;
        }
        final boolean byQuote = ticket.quoteQuantity().signum() > 0;
        if (!byQuote && ticket.quantity().signum() <= 0 || limit && ticket.price().signum() <= 0) {
            return Refusal.NOT_POSITIVE;
        }
        if (offGrid(fires, tick)
            || limit && (offGrid(ticket.price(), tick) || ticket.price().compareTo(MOST_PRICE) > 0)) {
            return Refusal.PRICE_FILTER;
        }
        if (!byQuote && (offGrid(ticket.quantity(), lot) || ticket.quantity().compareTo(MOST_QUANTITY) > 0)) {
            return Refusal.LOT_SIZE;
        }
        if (!limit && !byQuote && ticket.quantity().compareTo(mostMarket) > 0) {
            return Refusal.MARKET_LOT_SIZE;
        }
        if (limit && (ticket.price().compareTo(mark.multiply(settings.percentUp())) > 0
            || ticket.price().compareTo(mark.multiply(settings.percentDown())) < 0)) {
            return Refusal.PERCENT_PRICE;
        }
        final BigDecimal notional = byQuote ? ticket.quoteQuantity()
            : ticket.quantity().multiply(limit ? ticket.price() : mark);
        return notional.compareTo(minNotional) < 0 && !ticket.reduceOnly() ? Refusal.MIN_NOTIONAL : null;
    }
}
