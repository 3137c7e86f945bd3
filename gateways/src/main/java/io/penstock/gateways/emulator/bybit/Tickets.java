package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderKind;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.SelfTrade;
import io.penstock.gateways.emulator.account.Trigger;
import io.penstock.gateways.emulator.dialect.Fields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Pattern;

/** Reads orders. One thread. */
final class Tickets {
    /** What orders without a price are called. */
    static final String MARKET = "Market";
    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{1,36}");
    private static final BigDecimal BAND = new BigDecimal("0.03");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** What this venue cannot do; a request that wants it is refused rather than done by halves. */
    private static final List<String> UNKNOWN = List.of("takeProfit", "stopLoss", "bboSideType", "bboLevel",
        "tpLimitPrice", "slLimitPrice");

    private final PrivateContext context;

    Tickets(final PrivateContext context) {
        this.context = context;
    }

    OrderTicket order(final Fields fields) {
        final int instrument = context.instrument(fields);
        final boolean buy = side(fields);
        for (final String name : UNKNOWN) {
            if (fields.has(name) && !"0".equals(fields.text(name))) {
                throw fields.wrong(name);
            }
        }
        if (!"0".equals(fields.text("positionIdx", "0"))) {
            throw PrivateContext.refused(PrivateContext.PARAMETER, "position idx not match position mode");
        }
        final String link = fields.text("orderLinkId");
        if (!link.isEmpty() && !LINK.matcher(link).matches()) {
            throw fields.wrong("orderLinkId");
        }
        final boolean reduce = !context.spot && (fields.flag("reduceOnly") || fields.flag("closeOnTrigger"));
        final SelfTrade selfTrade = selfTrade(fields);
        final Trigger trigger = trigger(fields, instrument);
        final String name = link.isEmpty() ? context.newName() : link;
        return switch (fields.need("orderType")) {
            case "Limit" -> {
                final String life = fields.text("timeInForce", "GTC");
                yield new OrderTicket(name, instrument, buy, OrderKind.LIMIT, lifetime(fields, life),
                    fields.decimal("price"), fields.decimal("qty"), BigDecimal.ZERO, "PostOnly".equals(life), reduce, 0,
                    trigger, selfTrade, "Limit");
            }
            case MARKET -> market(fields, name, instrument, buy, reduce, trigger, selfTrade);
            default -> throw fields.wrong("orderType");
        };
    }

    /**
     * An order at a price some percent behind the market, good for the moment. An amount of the quote asset and a
     * trigger work without such a band.
     */
    private OrderTicket market(final Fields fields, final String name, final int instrument, final boolean buy,
        final boolean reduce, final Trigger trigger, final SelfTrade selfTrade) {
        final boolean byQuote = context.spot && buy && !"baseCoin".equals(fields.text("marketUnit"))
            || context.spot && "quoteCoin".equals(fields.text("marketUnit"));
        final BigDecimal quantity = fields.decimal("qty");
        final boolean plain = byQuote || trigger != null;
        return new OrderTicket(name, instrument, buy, plain ? OrderKind.MARKET : OrderKind.LIMIT, Lifetime.IOC,
            plain ? BigDecimal.ZERO : band(fields, instrument, buy), byQuote ? BigDecimal.ZERO : quantity,
            byQuote ? quantity : BigDecimal.ZERO, false, reduce, 0, trigger, selfTrade, MARKET);
    }

    private BigDecimal band(final Fields fields, final int instrument, final boolean buy) {
        final BigDecimal mark = context.orders.mark(instrument);
        final BigDecimal tick = new BigDecimal(context.instrument(instrument).tick());
        final BigDecimal given = fields.decimal("slippageTolerance", BigDecimal.ZERO);
        final BigDecimal away = switch (fields.text("slippageToleranceType", "UNKNOWN")) {
            case "Percent" -> mark.multiply(given).divide(HUNDRED);
            case "TickSize" -> tick.multiply(given);
            default -> mark.multiply(BAND);
        };
        return (buy ? mark.add(away) : mark.subtract(away))
            .divide(tick, 0, buy ? RoundingMode.DOWN : RoundingMode.UP).multiply(tick);
    }

    private static boolean side(final Fields fields) {
        return switch (fields.need("side")) {
            case "Buy" -> true;
            case "Sell" -> false;
            default -> throw fields.wrong("side");
        };
    }

    private static Lifetime lifetime(final Fields fields, final String life) {
        return switch (life) {
            case "GTC", "PostOnly" -> Lifetime.GTC;
            case "IOC" -> Lifetime.IOC;
            case "FOK" -> Lifetime.FOK;
            default -> throw fields.wrong("timeInForce");
        };
    }

    private static SelfTrade selfTrade(final Fields fields) {
        return switch (fields.text("smpType", "None")) {
            case "None" -> SelfTrade.ALLOW;
            case "CancelMaker" -> SelfTrade.EXPIRE_MAKER;
            case "CancelTaker" -> SelfTrade.EXPIRE_TAKER;
            case "CancelBoth" -> SelfTrade.EXPIRE_BOTH;
            default -> throw fields.wrong("smpType");
        };
    }

    /** Perpetuals must say from which side the price comes; spot looks at where it is. */
    private Trigger trigger(final Fields fields, final int instrument) {
        if (!fields.has("triggerPrice")) {
            if (fields.text("orderFilter", "Order").equals("Order")) {
                return null;
            }
            throw fields.wrong("triggerPrice");
        }
        final BigDecimal price = fields.decimal("triggerPrice");
        if (context.spot) {
            return Trigger.at(price, price.compareTo(context.orders.last(instrument)) > 0);
        }
        final boolean rising = switch (fields.text("triggerDirection")) {
            case "1" -> true;
            case "2" -> false;
            default -> throw fields.wrong("triggerDirection");
        };
        return new Trigger(price, rising, 0, !"LastPrice".equals(fields.text("triggerBy", "LastPrice")));
    }

    /** The terms that an order shall have: what is not named stays. */
    static OrderTicket amended(final OrderTicket old, final Fields fields) {
        if (!fields.has("qty") && !fields.has("price") && !fields.has("triggerPrice")) {
            throw fields.wrong("qty or price");
        }
        final OrderTicket terms =
            old.amended(fields.decimal("price", old.price()), fields.decimal("qty", old.quantity()));
        if (!fields.has("triggerPrice")) {
            return terms;
        }
        if (old.trigger() == null) {
            throw fields.wrong("triggerPrice");
        }
        return terms.triggered(new Trigger(fields.decimal("triggerPrice"), old.trigger().rising(), 0,
            old.trigger().byMark()));
    }
}
