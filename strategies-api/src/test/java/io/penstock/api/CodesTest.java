package io.penstock.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** The codes that stand in events: found both ways, and never changed once a journal was written with them. */
class CodesTest {
    private static <E extends Enum<E>> void hold(
        final E[] values, final ToIntFunction<E> code, final IntFunction<E> of, final String golden) {
        final Map<Integer, String> byCode = new TreeMap<>();
        int highest = 0;
        for (final E value : values) {
            assertSame(value, of.apply(code.applyAsInt(value)));
            assertNull(byCode.put(code.applyAsInt(value), value.name()), value + " shares its code");
            highest = Math.max(highest, code.applyAsInt(value));
        }
        for (int i = -2; i <= highest + 2; i++) {
            final E found = of.apply(i);
            assertEquals(byCode.get(i), found == null ? null : found.name(), values[0].getClass() + " " + i);
        }
        assertNull(of.apply(Integer.MAX_VALUE));
        assertNull(of.apply(Integer.MIN_VALUE));
        assertEquals(golden, byCode.toString().replaceAll("[{} ]", ""), values[0].getClass().getSimpleName());
    }

    @Test
    void shouldKeepTheirMeaningWhenOrdersSpeak() {
        hold(Side.values(), Side::code, Side::of, "1=BUY,2=SELL");
        hold(OrderType.values(), OrderType::code, OrderType::of, "1=LIMIT,2=MARKET");
        hold(TimeInForce.values(), TimeInForce::code, TimeInForce::of, "1=GTC,2=IOC,3=FOK");
        hold(OrderStatus.values(), OrderStatus::code, OrderStatus::of, "1=PENDING_NEW,2=NEW,3=PARTIALLY_FILLED,"
            + "4=PENDING_CANCEL,5=FILLED,6=CANCELED,7=REJECTED,8=EXPIRED,9=UNKNOWN,10=DENIED");
        hold(ExecutionType.values(), ExecutionType::code, ExecutionType::of,
            "1=ACCEPTED,2=TRADE,3=CANCELED,4=REJECTED,5=EXPIRED,6=CANCEL_REJECTED");
        hold(Liquidity.values(), Liquidity::code, Liquidity::of, "0=NONE,1=MAKER,2=TAKER");
        hold(OrderCommandType.values(), OrderCommandType::code, OrderCommandType::of, "1=NEW,2=CANCEL,3=REPLACE");
        hold(RejectReason.values(), RejectReason::code, RejectReason::of,
            "0=NONE,1=WOULD_TAKE,2=NO_LIQUIDITY,3=NOT_FILLABLE,4=UNKNOWN_ORDER,5=BOOK_INVALID,"
            + "6=TIME_EXPIRED,7=INSTRUMENT_HALTED,8=OTHER");
        hold(SendResult.values(), SendResult::code, SendResult::of,
            "1=SENT,2=NOT_SENT,3=UNKNOWN");
    }

    @Test
    void shouldKeepTheirMeaningWhenMarketsSpeak() {
        hold(Venue.values(), Venue::code, Venue::of,
            "0=SYNTHETIC,1=BINANCE_SPOT,2=BINANCE_USDM,3=BYBIT_LINEAR,4=BYBIT_SPOT,5=MEXC_SPOT");
        hold(InstrumentKind.values(), InstrumentKind::code, InstrumentKind::of,
            "1=SPOT,2=LINEAR_PERPETUAL");
        hold(InstrumentStatus.values(), InstrumentStatus::code, InstrumentStatus::of,
            "1=TRADING,2=HALTED,3=CANCEL_ONLY");
        hold(BookState.values(), BookState::code, BookState::of,
            "0=INVALID,1=ONE_SIDED,2=LOCKED,3=CROSSED,4=VALID,5=EMPTY");
        hold(FeedState.values(), FeedState::code, FeedState::of,
            "1=CONNECTED,2=DISCONNECTED,3=INVALID,4=SYNCED,5=STALE");
        hold(FeedReason.values(), FeedReason::code, FeedReason::of,
            "0=NONE,1=GAP,2=MALFORMED,3=BACK_PRESSURE,4=NO_SNAPSHOT,5=CROSSED,6=REQUESTED,7=SILENT");
        hold(UniverseReason.values(), UniverseReason::code, UniverseReason::of, "1=RULES,2=ALLOWED,3=LISTED,"
            + "10=DENIED,11=UNLISTED,12=ASSET,13=VOLUME,14=SPREAD,15=COUNT,16=HALTED,17=UNKNOWN,18=GONE,19=REFUSED");
        for (final UniverseReason reason : UniverseReason.values()) {
            assertEquals(reason.code() < UniverseReason.DENIED.code(), reason.member(), reason.name());
        }
    }

    @Test
    void shouldKeepTheirMeaningWhenTheEngineSpeaks() {
        hold(RunMode.values(), RunMode::code, RunMode::of,
            "1=BACKTEST,2=PAPER,3=LIVE,4=DEMO");
        hold(TradingState.values(), TradingState::code, TradingState::of,
            "0=ACTIVE,1=REDUCE_ONLY,2=CANCEL_ONLY,3=KILLED");
        hold(OperatorAction.values(), OperatorAction::code, OperatorAction::of,
            "1=SET_TRADING_STATE,2=SKIP,3=NOTE");
        hold(AlertCode.values(), AlertCode::code, AlertCode::of, "1=FEED_INVALID,2=FEED_SYNCED,3=SEQUENCE_BROKEN,"
            + "4=OVERFILL,5=UNKNOWN_ORDER,6=ILLEGAL_TRANSITION,7=DUPLICATE_EXECUTION,8=UNKNOWN_EVENT,"
            + "9=INSTRUMENT_CHANGED,10=UNIVERSE_CHANGED");
        hold(DenialCode.values(), DenialCode::code, DenialCode::of, "0=NONE,10=TRADING_STATE,11=NOT_TRADING,"
            + "12=NOT_IN_UNIVERSE,20=QUANTITY_NOT_POSITIVE,21=LOT_SIZE,22=TICK_SIZE,23=MIN_QUANTITY,24=MAX_QUANTITY,"
            + "25=MIN_NOTIONAL,26=PRICE_NOT_POSITIVE,30=STALE_BOOK,31=NO_REFERENCE,32=PRICE_COLLAR,"
            + "40=MAX_ORDER_QUANTITY,41=MAX_ORDER_NOTIONAL,50=MAX_POSITION,51=INSUFFICIENT_BALANCE,60=MAX_OPEN_ORDERS,90=OVERFLOW,"
            + "91=UNKNOWN_INSTRUMENT");
    }
}
