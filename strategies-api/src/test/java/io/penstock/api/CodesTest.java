package io.penstock.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

    private static <E extends Enum<E>> void hold(
        final Map<String, String> goldens, final E[] values, final ToIntFunction<E> code, final IntFunction<E> of) {
        final String name = values[0].getDeclaringClass().getSimpleName();
        final String golden = goldens.remove(name);
        assertNotNull(golden, name + " has no line in codes.txt");
        hold(values, code, of, golden);
    }

    /** Codes stand in journals: a line of codes.txt may grow, never change. */
    @Test
    void shouldKeepTheirMeaningWhenWordsAreAdded() throws IOException {
        final Map<String, String> goldens = new TreeMap<>();
        try (InputStream in = CodesTest.class.getResourceAsStream("/codes.txt")) {
            new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> goldens.put(
                line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1).replace(' ', ',')));
        }
        hold(goldens, Side.values(), Side::code, Side::of);
        hold(goldens, OrderType.values(), OrderType::code, OrderType::of);
        hold(goldens, TimeInForce.values(), TimeInForce::code, TimeInForce::of);
        hold(goldens, OrderStatus.values(), OrderStatus::code, OrderStatus::of);
        hold(goldens, ExecutionType.values(), ExecutionType::code, ExecutionType::of);
        hold(goldens, Liquidity.values(), Liquidity::code, Liquidity::of);
        hold(goldens, OrderCommandType.values(), OrderCommandType::code, OrderCommandType::of);
        hold(goldens, RejectReason.values(), RejectReason::code, RejectReason::of);
        hold(goldens, SendResult.values(), SendResult::code, SendResult::of);
        hold(goldens, Venue.values(), Venue::code, Venue::of);
        hold(goldens, InstrumentKind.values(), InstrumentKind::code, InstrumentKind::of);
        hold(goldens, InstrumentStatus.values(), InstrumentStatus::code, InstrumentStatus::of);
        hold(goldens, BookState.values(), BookState::code, BookState::of);
        hold(goldens, FeedState.values(), FeedState::code, FeedState::of);
        hold(goldens, FeedReason.values(), FeedReason::code, FeedReason::of);
        hold(goldens, UniverseReason.values(), UniverseReason::code, UniverseReason::of);
        hold(goldens, RunMode.values(), RunMode::code, RunMode::of);
        hold(goldens, TradingState.values(), TradingState::code, TradingState::of);
        hold(goldens, SignalType.values(), SignalType::code, SignalType::of);
        hold(goldens, SignalStrength.values(), SignalStrength::code, SignalStrength::of);
        hold(goldens, SignalVerdict.values(), SignalVerdict::code, SignalVerdict::of);
        hold(goldens, GatePolicy.values(), GatePolicy::code, GatePolicy::of);
        hold(goldens, OperatorAction.values(), OperatorAction::code, OperatorAction::of);
        hold(goldens, AlertCode.values(), AlertCode::code, AlertCode::of);
        hold(goldens, DenialCode.values(), DenialCode::code, DenialCode::of);
        hold(goldens, Scope.values(), Scope::code, Scope::of);
        hold(goldens, StateCause.values(), StateCause::code, StateCause::of);
        hold(goldens, CashFlowKind.values(), CashFlowKind::code, CashFlowKind::of);
        hold(goldens, VenueCondition.values(), VenueCondition::code, VenueCondition::of);
        hold(goldens, HostCondition.values(), HostCondition::code, HostCondition::of);
        hold(goldens, VenueErrorClass.values(), VenueErrorClass::code, VenueErrorClass::of);
        hold(goldens, RiskLevel.values(), RiskLevel::code, RiskLevel::of);
        hold(goldens, BreakKind.values(), BreakKind::code, BreakKind::of);
        hold(goldens, ProtectionState.values(), ProtectionState::code, ProtectionState::of);
        hold(goldens, OperatorAnswerCode.values(), OperatorAnswerCode::code, OperatorAnswerCode::of);
        hold(goldens, Regime.values(), Regime::code, Regime::of);
        assertEquals(Map.of(), goldens, "lines of codes.txt that no word has");
    }

    @Test
    void shouldSayWhetherAnInstrumentIsInWhenAReasonIsGiven() {
        for (final UniverseReason reason : UniverseReason.values()) {
            assertEquals(reason.code() < UniverseReason.DENIED.code(), reason.member(), reason.name());
        }
    }

    @Test
    void shouldFindRegimesAndOverlaysWhenTheirWordsAreRead() {
        for (final Regime regime : Regime.values()) {
            assertSame(regime, Regime.ofWord(regime.word()));
            assertSame(regime, Regime.ofWord(regime.name()));
        }
        assertNull(Regime.ofWord("bullish"));
        assertEquals(RegimeOverlay.INFLATIONARY, RegimeOverlay.ofWord("inflationary"));
        assertEquals(RegimeOverlay.DEFLATIONARY, RegimeOverlay.ofWord("Deflationary"));
        assertEquals(RegimeOverlay.RISK_OFF, RegimeOverlay.ofWord("risk_off"));
        assertEquals(0, RegimeOverlay.ofWord("risk"));
        assertEquals("none", RegimeOverlay.words(0));
        assertEquals("inflationary,risk_off",
            RegimeOverlay.words(RegimeOverlay.INFLATIONARY | RegimeOverlay.RISK_OFF));
    }
}
