package io.penstock.tools.orders;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.fault.Fault;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fold, gateway, session and emulated venue agree in the end, whatever went wrong between them. */
class OrdersOnWireTest {
    private static final int SEEDS = Integer.getInteger("penstock.orders.seeds", 2);
    private static final long FIRST = Long.getLong("penstock.orders.first", 1);
    private static final boolean SHOWN = Boolean.getBoolean("penstock.orders.show");
    private static final List<Fault> PRIVATE = Arrays.stream(Fault.values())
        .filter(fault -> !Fault.publicOnes().contains(fault)).toList();

    private static void play(final Venue venue, final List<Fault> faults, final double rate) {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            final String told = new OrderScenario(seed, venue, faults, rate).run();
            if (SHOWN) {
                System.out.println(told);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BINANCE_SPOT", "BINANCE_USDM", "BYBIT_LINEAR", "BYBIT_SPOT", "MEXC_SPOT"})
    void shouldAgreeWhenNothingGoesWrong(final Venue venue) {
        play(venue, List.of(), 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINANCE_SPOT", "BINANCE_USDM", "BYBIT_LINEAR", "BYBIT_SPOT", "MEXC_SPOT"})
    void shouldAgreeWhenEverythingGoesWrong(final Venue venue) {
        play(venue, PRIVATE, 0.02);
    }
}
