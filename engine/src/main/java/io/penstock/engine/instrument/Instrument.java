package io.penstock.engine.instrument;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.InstrumentView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Venue;
import io.penstock.engine.event.InstrumentDefinedDecoder;

/**
 * One instrument: what never changes (id, symbol, exponents, assets) and the limits that may. Engine thread only;
 * allocates when defined.
 */
public final class Instrument implements InstrumentView, Stateful {
    private static final int STATE_VERSION = 2;

    private final int id;
    private String symbol = "";
    private String baseAsset = "";
    private String quoteAsset = "";
    private Venue venue = Venue.SYNTHETIC;
    private InstrumentKind kind = InstrumentKind.SPOT;
    private InstrumentStatus status = InstrumentStatus.HALTED;
    private int priceExponent;
    private int quantityExponent;
    private long tickSize = 1;
    private long lotSize = 1;
    private long minQuantity;
    private long maxQuantity;
    private long minNotional;
    private long initialMarginRate;
    private long maintenanceMarginRate;
    private long bandUpRate;
    private long bandDownRate;
    private long makerFeeRate;
    private long takerFeeRate;
    private int maxOpenOrders;
    private int maxLeverage;
    private int capabilities;

    /**
     * An instrument still to be defined.
     *
     * @param id dense index
     */
    public Instrument(final int id) {
        this.id = id;
    }

    /**
     * Takes a definition; the caller has validated it.
     *
     * @param event wrapped on the definition
     */
    public void define(final InstrumentDefinedDecoder event) {
        symbol = event.symbol();
        baseAsset = event.baseAsset();
        quoteAsset = event.quoteAsset();
        venue = Venue.of(event.venue());
        kind = InstrumentKind.of(event.kind());
        status = InstrumentStatus.of(event.status());
        priceExponent = event.priceExponent();
        quantityExponent = event.quantityExponent();
        tickSize = event.tickSize();
        lotSize = event.lotSize();
        minQuantity = event.minQuantity();
        maxQuantity = event.maxQuantity();
        minNotional = event.minNotional();
        initialMarginRate = told(event.initialMarginRate());
        maintenanceMarginRate = told(event.maintenanceMarginRate());
        bandUpRate = told(event.bandUpRate());
        bandDownRate = told(event.bandDownRate());
        makerFeeRate = told(event.makerFeeRate());
        takerFeeRate = told(event.takerFeeRate());
        // before schema version 3 nothing was said of these
        maxOpenOrders = event.maxOpenOrders() == InstrumentDefinedDecoder.maxOpenOrdersNullValue()
            ? 0 : event.maxOpenOrders();
        maxLeverage = event.maxLeverage() == InstrumentDefinedDecoder.maxLeverageNullValue() ? 0 : event.maxLeverage();
        capabilities = event.capabilities() == InstrumentDefinedDecoder.capabilitiesNullValue()
            ? 0 : event.capabilities();
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public String symbol() {
        return symbol;
    }

    /**
     * The asset that is bought and sold.
     *
     * @return e.g. {@code BTC}
     */
    public String baseAsset() {
        return baseAsset;
    }

    /**
     * The asset it is priced in.
     *
     * @return e.g. {@code USDT}
     */
    public String quoteAsset() {
        return quoteAsset;
    }

    @Override
    public Venue venue() {
        return venue;
    }

    @Override
    public InstrumentKind kind() {
        return kind;
    }

    @Override
    public InstrumentStatus status() {
        return status;
    }

    @Override
    public int priceExponent() {
        return priceExponent;
    }

    @Override
    public int quantityExponent() {
        return quantityExponent;
    }

    @Override
    public long tickSize() {
        return tickSize;
    }

    @Override
    public long lotSize() {
        return lotSize;
    }

    /**
     * Least quantity of an order.
     *
     * @return quantity units, 0 = no limit
     */
    public long minQuantity() {
        return minQuantity;
    }

    /**
     * Most quantity of an order.
     *
     * @return quantity units, 0 = no limit
     */
    public long maxQuantity() {
        return maxQuantity;
    }

    /**
     * Least notional of an order.
     *
     * @return amount, exponent -8, 0 = no limit
     */
    public long minNotional() {
        return minNotional;
    }

    /**
     * Margin that opening takes.
     *
     * @return rate of the notional, exponent -8; 0 = none
     */
    public long initialMarginRate() {
        return initialMarginRate;
    }

    /**
     * Margin below which the venue liquidates.
     *
     * @return rate of the notional, exponent -8
     */
    public long maintenanceMarginRate() {
        return maintenanceMarginRate;
    }

    /**
     * Most a price may lie above the venue's reference.
     *
     * @return rate, exponent -8; 0 = no band
     */
    public long bandUpRate() {
        return bandUpRate;
    }

    /**
     * Most a price may lie below the venue's reference.
     *
     * @return rate, exponent -8; 0 = no band
     */
    public long bandDownRate() {
        return bandDownRate;
    }

    /**
     * Fee of a maker as the venue tells it.
     *
     * @return rate, exponent -8; negative = rebate
     */
    public long makerFeeRate() {
        return makerFeeRate;
    }

    /**
     * Fee of a taker as the venue tells it.
     *
     * @return rate, exponent -8
     */
    public long takerFeeRate() {
        return takerFeeRate;
    }

    /**
     * Most open orders the venue allows in it.
     *
     * @return 0 = not told
     */
    public int maxOpenOrders() {
        return maxOpenOrders;
    }

    /**
     * Most leverage the venue allows.
     *
     * @return 0 = no leverage
     */
    public int maxLeverage() {
        return maxLeverage;
    }

    /**
     * What the venue does with orders itself.
     *
     * @return bits of {@link io.penstock.api.OrderCapability}
     */
    public int capabilities() {
        return capabilities;
    }

    /**
     * Whether the venue does something with orders itself.
     *
     * @param capability a bit of {@link io.penstock.api.OrderCapability}
     * @return false when the engine has to
     */
    public boolean can(final int capability) {
        return (capabilities & capability) != 0;
    }

    private static long told(final long value) {
        return value == InstrumentDefinedDecoder.initialMarginRateNullValue() ? 0 : value;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        writeText(symbol, out);
        writeText(baseAsset, out);
        writeText(quoteAsset, out);
        out.putInt(venue.code());
        out.putInt(kind.code());
        out.putInt(status.code());
        out.putInt(priceExponent);
        out.putInt(quantityExponent);
        out.putLong(tickSize);
        out.putLong(lotSize);
        out.putLong(minQuantity);
        out.putLong(maxQuantity);
        out.putLong(minNotional);
        out.putLong(initialMarginRate);
        out.putLong(maintenanceMarginRate);
        out.putLong(bandUpRate);
        out.putLong(bandDownRate);
        out.putLong(makerFeeRate);
        out.putLong(takerFeeRate);
        out.putInt(maxOpenOrders);
        out.putInt(maxLeverage);
        out.putInt(capabilities);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        symbol = readText(in);
        baseAsset = readText(in);
        quoteAsset = readText(in);
        venue = Venue.of(in.getInt());
        kind = InstrumentKind.of(in.getInt());
        status = InstrumentStatus.of(in.getInt());
        priceExponent = in.getInt();
        quantityExponent = in.getInt();
        tickSize = in.getLong();
        lotSize = in.getLong();
        minQuantity = in.getLong();
        maxQuantity = in.getLong();
        minNotional = in.getLong();
        initialMarginRate = in.getLong();
        maintenanceMarginRate = in.getLong();
        bandUpRate = in.getLong();
        bandDownRate = in.getLong();
        makerFeeRate = in.getLong();
        takerFeeRate = in.getLong();
        maxOpenOrders = in.getInt();
        maxLeverage = in.getInt();
        capabilities = in.getInt();
    }

    private static void writeText(final String text, final StateWriter out) {
        out.putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            out.putInt(text.charAt(i));
        }
    }

    private static String readText(final StateReader in) {
        final char[] text = new char[in.getInt()];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) in.getInt();
        }
        return new String(text);
    }
}
