package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.AlertCode;
import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.RejectReason;
import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.AlertDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.ForwardingSession;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.gateways.live.VenueProtocols;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.live.trade.TradeSetup;
import io.penstock.tools.live.trade.VenueOrders;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fold wants of the market data is done at once: a crossed book anew, definitions behind a refusal. */
class FeedWishesTest {
    private static final int BODY = Records.HEADER_LENGTH;
    private static final int VERSION = AlertDecoder.SCHEMA_VERSION;
    private static final String BID = "\"b\":[";

    @TempDir
    private Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();

    /** Hears everything that is journaled and said, beside another part. */
    private static final class Ears implements SessionPart {
        final List<String> statuses = new CopyOnWriteArrayList<>();
        final List<String> alerts = new CopyOnWriteArrayList<>();
        /** Engine time of definitions behind the first, by instrument. */
        final Map<Integer, Long> definedAgainNs = new ConcurrentHashMap<>();
        /** Engine time at which an order was decided. */
        final Map<Long, Long> decidedNs = new ConcurrentHashMap<>();
        final List<Long> refused = new CopyOnWriteArrayList<>();
        final List<Long> accepted = new CopyOnWriteArrayList<>();
        private final Map<Integer, Integer> definitions = new ConcurrentHashMap<>();
        private final SessionPart other;

        Ears(final SessionPart other) {
            this.other = other;
        }

        @Override
        public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
            other.onRecord(buffer, offset, length);
            switch (Records.templateId(buffer, offset)) {
                case FeedStatusDecoder.TEMPLATE_ID -> {
                    final FeedStatusDecoder event = new FeedStatusDecoder().wrap(
                        buffer, offset + BODY, FeedStatusDecoder.BLOCK_LENGTH, VERSION);
                    statuses.add(event.instrumentId() + " " + FeedState.of(event.status()) + " "
                        + FeedReason.of(event.reason()));
                }
                case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                    final InstrumentDefinedDecoder event = new InstrumentDefinedDecoder().wrap(
                        buffer, offset + BODY, InstrumentDefinedDecoder.BLOCK_LENGTH, VERSION);
                    if (definitions.merge(event.instrumentId(), 1, Integer::sum) > 1) {
                        definedAgainNs.putIfAbsent(event.instrumentId(), Records.engineTimeNs(buffer, offset));
                    }
                }
                case ExecutionReportDecoder.TEMPLATE_ID -> {
                    final ExecutionReportDecoder event = new ExecutionReportDecoder().wrap(
                        buffer, offset + BODY, ExecutionReportDecoder.BLOCK_LENGTH, VERSION);
                    (event.reason() == RejectReason.FILTER.code() ? refused : accepted).add(event.clientOrderId());
                }
                default -> { }
            }
        }

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            other.publish(record, offset, length);
            switch (Records.templateId(record, offset)) {
                case AlertDecoder.TEMPLATE_ID -> {
                    final AlertDecoder event = new AlertDecoder().wrap(
                        record, offset + BODY, AlertDecoder.BLOCK_LENGTH, VERSION);
                    alerts.add(AlertCode.of(event.code()) + " " + event.instrumentId());
                }
                case OrderCommandDecoder.TEMPLATE_ID -> decidedNs.putIfAbsent(new OrderCommandDecoder().wrap(
                    record, offset + BODY, OrderCommandDecoder.BLOCK_LENGTH, VERSION).clientOrderId(),
                    Records.engineTimeNs(record, offset));
                default -> { }
            }
        }

        @Override
        public void recovered(final TradingEngine engine) {
            other.recovered(engine);
        }

        @Override
        public void join(final RingSession session, final MarketDataGateway gateway, final LongSupplier clockNs) {
            other.join(session, gateway, clockNs);
        }

        @Override
        public void leave() {
            other.leave();
        }

        @Override
        public void close() {
            other.close();
        }
    }

    /** Puts one bid into one diff that the venue never had: nothing takes it away again. */
    private static final class Liar extends ForwardingSession {
        private final AtomicInteger diffs;

        Liar(final MarketDataSession session, final AtomicInteger diffs) {
            super(session);
            this.diffs = diffs;
        }

        @Override
        public int onText(
            final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
            final String text = buffer.getStringWithoutLengthAscii(offset, length);
            final int at = text.indexOf(BID) + BID.length();
            final boolean diff = text.contains("depthUpdate") || text.contains("\"type\":\"delta\"")
                && text.contains("\"topic\":\"orderbook.200.");
            if (!diff || at < BID.length() || text.charAt(at) != '[' || diffs.get() > 0
                || !followed()) {
                return session.onText(lane, buffer, offset, length, nowNs);
            }
            final byte[] lie = (text.substring(0, at) + "[\"990000\",\"1\"]," + text.substring(at))
                .getBytes(StandardCharsets.US_ASCII);
            final int taken = session.onText(lane, new UnsafeBuffer(lie), 0, lie.length, nowNs);
            if (taken == TAKEN) {
                diffs.incrementAndGet();
            }
            return taken;
        }

        private boolean followed() {
            boolean all = true;
            for (int i = 0; i < instrumentCount(); i++) {
                all &= synced(i);
            }
            return all;
        }
    }

    private static VenueProtocol lying(final Venue venue, final AtomicInteger diffs) {
        final VenueProtocol real = VenueProtocols.of(venue);
        return (VenueProtocol) Proxy.newProxyInstance(VenueProtocol.class.getClassLoader(),
            new Class<?>[] {VenueProtocol.class}, (proxy, method, arguments) -> {
                final Object result;
                try {
                    result = method.invoke(real, arguments);
                } catch (final InvocationTargetException e) {
                    throw e.getCause();
                }
                if (!"plan".equals(method.getName())) {
                    return result;
                }
                final List<FeedPlan> plans = new ArrayList<>();
                for (final Object each : (List<?>) result) {
                    final FeedPlan plan = (FeedPlan) each;
                    plans.add(new FeedPlan(
                        plan.name(), plan.path(), new Liar(plan.session(), diffs), plan.instrumentIds()));
                }
                return plans;
            });
    }

    private static long bookWords(final Ears ears, final String word) {
        return ears.statuses.stream().filter(status -> status.endsWith(word)).count();
    }

    @Test
    void shouldBeginABookAnewWhenALieOnTheWireCrossesIt() {
        final Path journal = directory.resolve("journal");
        final Map<Venue, AtomicInteger> lies = new ConcurrentHashMap<>();
        try (LiveRig rig = new LiveRig(directory, Venue.BINANCE_SPOT, Venue.BYBIT_LINEAR)) {
            final Configuration configuration = rig.configuration(RunMode.PAPER);
            final Ears ears = new Ears(SessionPart.NONE);
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.PAPER, "test",
                GatewaySettings.of(configuration, Optional.empty()),
                venue -> lying(venue, lies.computeIfAbsent(venue, one -> new AtomicInteger())), said::add,
                UnaryOperator.identity(), WarmUp.NONE, ears)) {
                rig.await("both lies", () -> lies.size() == 2 && lies.values().stream().allMatch(one ->
                    one.get() == 1));
                rig.await("two books to be crossed", () -> bookWords(ears, "INVALID CROSSED") == 2);
                rig.await("both to follow again", () -> {
                    final List<String> lost = ears.statuses.stream().filter(status ->
                        status.endsWith("INVALID CROSSED")).map(status -> status.split(" ")[0]).toList();
                    return lost.stream().allMatch(id -> ears.statuses.lastIndexOf(id + " SYNCED NONE")
                        > ears.statuses.indexOf(id + " INVALID CROSSED"));
                });
                session.stop();
                assertEquals(2, ears.alerts.stream().filter(alert -> alert.startsWith("BOOK_CROSSED ")).count(),
                    ears.alerts.toString());
            }
        }
        final Verification.Result result = Verification.run(journal, journal.resolve("output"));
        assertTrue(result.identical(), VerifyCommand.text(result));
    }

    @Test
    void shouldReadDefinitionsAtOnceWhenAnOrderIsRefusedForItsFilters() {
        final Path journal = directory.resolve("journal");
        try (LiveRig rig = new LiveRig(directory, Venue.BINANCE_SPOT)) {
            final Configuration configuration = rig.configuration(RunMode.LIVE);
            final Ears ears = new Ears(new VenueOrders(new TradeSetup(
                journal, configuration, rig.keys(), false, "a test", false, false, said::add)));
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.LIVE, "test",
                GatewaySettings.of(configuration, Optional.empty()), FrameTap.NONE, said::add,
                UnaryOperator.identity(), WarmUp.NONE, ears)) {
                rig.await("trades", () -> rig.trades() > 1);
                assertEquals(Map.of(), ears.definedAgainNs);
                rig.coarserLots(Venue.BINANCE_SPOT, 100);
                final long changedNs = System.nanoTime();
                rig.await("a refusal", () -> !ears.refused.isEmpty());
                rig.await("new definitions", () -> ears.definedAgainNs.keySet().equals(ears.definitions.keySet()));
                System.out.println(ears.definedAgainNs.size() + " definitions " + (System.nanoTime() - changedNs)
                    / 1_000_000 + " ms behind the change, " + ears.refused.size() + " orders refused");
                final long definedNs = ears.definedAgainNs.values().stream().mapToLong(Long::longValue).max()
                    .orElseThrow();
                rig.await("orders that fit", () -> ears.accepted.stream().anyMatch(id ->
                    ears.decidedNs.getOrDefault(id, 0L) > definedNs));
                session.stop();
                assertFalse(ears.refused.isEmpty());
                assertTrue(ears.alerts.contains("FILTERS_CHANGED -1"), ears.alerts.toString());
                assertEquals(List.of(), ears.refused.stream().filter(id -> ears.decidedNs.get(id) > definedNs)
                    .toList(), "nothing decided on the new filters is refused");
            }
        }
    }
}
