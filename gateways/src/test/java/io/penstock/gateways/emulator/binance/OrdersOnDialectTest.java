package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.binance.BinanceOrderOptions;
import io.penstock.gateways.binance.BinanceOrderSession;
import io.penstock.gateways.binance.BinanceProtocol;
import io.penstock.gateways.binance.BinanceUsdmOrderSession;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.order.EventTexts;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.OrderTransport;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.SessionDriver.Command;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our order sessions on the emulated Binance, through the link, in memory and virtual time. */
class OrdersOnDialectTest {
    private static final long ID = 1L << 40;
    private static final long MS = 1_000_000L;

    private final List<String> events = new ArrayList<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();
    private final Map<Integer, Integer> connections = new HashMap<>();
    private PrivateRig rig;
    private OrderLink link;
    private InstrumentDefinition market;
    private int opened;

    /** The emulator as a transport. */
    private final class Memory implements OrderTransport {
        @Override
        public void connect(final int connection, final String address) {
            final int number = ++opened;
            later.add(() -> {
                connections.put(connection, number);
                rig.open(number, address.substring("ws://emulator".length()));
                link.onOpen(connection, rig.nowNs);
            });
        }

        @Override
        public void close(final int connection) {
            connections.remove(connection);
            later.add(() -> link.onClosed(connection, CloseReason.OURS, "", 0, rig.nowNs));
        }

        @Override
        public boolean sendText(final int connection, final String text) {
            later.add(() -> {
                rig.venue.onText(connections.get(connection), text, rig.nowNs);
                rig.venue.poll(rig.wire);
            });
            return true;
        }

        @Override
        public void ask(final long askId, final SignedAsk ask) {
            later.add(() -> {
                final Map<String, String> headers = new HashMap<>();
                ask.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
                final HttpAnswer answer =
                    rig.venue.onHttp(ask.method(), ask.pathAndQuery(), headers, ask.body(), rig.nowNs);
                rig.venue.poll(rig.wire);
                link.onAnswer(askId, new OrderAnswer(answer.status(), 0,
                    answer.body().getBytes(StandardCharsets.UTF_8)), rig.nowNs);
            });
        }

        @Override
        public void reading(final boolean on) {
            throw new AssertionError("there is always room here");
        }
    }

    private void begin(final boolean usdm, final boolean ed25519, final boolean sockets) {
        rig = new PrivateRig(usdm);
        final BinanceOrderOptions options =
            BinanceOrderOptions.usual(new VenueEndpoints("http://emulator", "ws://emulator")).ordersOverSocket(sockets);
        final VenueKey key = ed25519
            ? new VenueKey(VenueKey.Kind.ED25519, Secret.of(PrivateSettings.DEMO_PAIR_KEY.toCharArray()),
                Secret.of("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f".toCharArray()))
            : new VenueKey(VenueKey.Kind.HMAC, Secret.of(ApiKey.DEMO_KEY.toCharArray()),
                Secret.of(ApiKey.DEMO_SECRET.toCharArray()));
        final OrderSession session =
            usdm ? new BinanceUsdmOrderSession(options, key) : new BinanceOrderSession(options, key);
        final BinanceProtocol protocol = usdm ? BinanceProtocol.usdm() : BinanceProtocol.spot();
        final List<InstrumentDefinition> all = new ArrayList<>();
        protocol.definitions(rig.raw("GET", protocol.askDefinitions("").pathAndQuery(), "none").body()
            .getBytes(StandardCharsets.UTF_8), all);
        market = all.get(0);
        session.onInstrument(market, 0);
        link = new OrderLink(session, new EventSource(1, true), (records, offset, count, source) -> {
            for (int i = 0; i < count; i++) {
                events.add(EventTexts.of(records, offset + i * Records.SLOT_LENGTH));
            }
            return true;
        }, protocol.connectionRules(), new ConnectionBudget(protocol.connectionRules()), new Memory(), 1);
        link.start(rig.nowNs);
    }

    private void run(final long ms) {
        for (final long end = rig.nowNs + ms * MS; rig.nowNs < end;) {
            rig.advance(10 * MS);
            link.onTimer(rig.nowNs);
            boolean moved = true;
            while (moved) {
                moved = !later.isEmpty();
                while (!later.isEmpty()) {
                    later.poll().run();
                }
                for (final int connection : List.copyOf(connections.keySet())) {
                    for (final String frame : rig.wire.take(connections.get(connection))) {
                        moved = true;
                        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
                        assertTrue(
                            link.onText(connection, new UnsafeBuffer(bytes), 0, bytes.length, rig.nowNs), "taken");
                    }
                }
            }
        }
    }

    private String take(final long ms) {
        run(ms);
        final String told = String.join("\n", events);
        events.clear();
        return told;
    }

    private Command command(final OrderCommandType type, final long id, final Side side, final int away) {
        final long price = rig.price(side == Side.BUY, away).movePointRight(8).longValueExact();
        return new Command(type, ID + id, 0).side(side).terms(price, 1_000_000);
    }

    private String told(final Command command) {
        link.onCommand(command.done(), rig.nowNs);
        return take(100);
    }

    private static void holds(final String told, final String... words) {
        for (final String word : words) {
            assertTrue(told.contains(word), "not told: " + word + "\nbut:\n" + told);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false, true", "false, true, true", "false, false, false",
        "true, false, true", "true, true, true", "true, false, false"})
    void shouldTradeWhenVenueIsEmulated(final boolean usdm, final boolean ed25519, final boolean sockets) {
        begin(usdm, ed25519, sockets);
        final String first = take(500);
        holds(first, "PRIVATE_UP", "PERMISSIONS_");
        final String one = "#" + (ID + 1) + " i0 ";
        holds(told(command(OrderCommandType.NEW, 1, Side.BUY, -200)), "ACCEPTED " + one + "BUY cum 0 leaves 1000000");
        final String listed = told(new Command(OrderCommandType.RECONCILE, 0, -1).argument(9));
        holds(listed, "SNAPSHOT_BEGIN arg 9", "OPEN " + one + "BUY LIMIT NEW 1000000@", "BALANCE USDT ",
            "SNAPSHOT_END arg 9");
        holds(told(command(OrderCommandType.QUERY, 1, Side.BUY, 0)),
            "ACCEPTED " + one + "BUY cum 0 leaves 1000000 v", " found");
        if (usdm) {
            holds(told(command(OrderCommandType.REPLACE, 1, Side.BUY, -210)), "REPLACED " + one);
            holds(told(command(OrderCommandType.CANCEL, 1, Side.BUY, 0)), "CANCELED " + one);
        } else {
            final String replaced = told(command(OrderCommandType.REPLACE, 6, Side.BUY, -210).target(ID + 1));
            holds(replaced, "CANCELED " + one, "ACCEPTED #" + (ID + 6) + " i0 BUY");
            holds(told(command(OrderCommandType.CANCEL, 6, Side.BUY, 0)), "CANCELED #" + (ID + 6));
        }
        holds(told(command(OrderCommandType.CANCEL, 1, Side.BUY, 0)),
            "CANCEL_REJECTED " + one + "BUY cum 0 leaves 0 UNKNOWN_ORDER RECONCILE code -2011");
        holds(told(command(OrderCommandType.QUERY, 77, Side.BUY, 0)),
            "QUERY NOT_FOUND #" + (ID + 77) + " i0 RECONCILE code -2013");
        final String filled =
            told(command(OrderCommandType.NEW, 2, Side.BUY, 50).timeInForce(TimeInForce.IOC));
        holds(filled, "ACCEPTED #" + (ID + 2), "TRADE #" + (ID + 2) + " i0 BUY 1000000@", "cum 1000000 leaves 0");
        holds(filled, usdm ? "POSITION i0 1000000@" : "BALANCE BTC ");
        holds(told(command(OrderCommandType.QUERY, 2, Side.BUY, 0)), "TRADE #" + (ID + 2) + " i0 BUY 1000000@",
            " found");
        holds(told(command(OrderCommandType.NEW, 3, Side.BUY, 50).instructions(1)), "#" + (ID + 3) + " i0 BUY cum 0");
        holds(told(command(OrderCommandType.NEW, 4, Side.SELL, 200).type(OrderType.STOP).trigger(
            rig.price(true, -300).movePointRight(8).longValueExact(), 0)), "ACCEPTED #" + (ID + 4) + " i0 SELL");
        holds(told(command(OrderCommandType.CANCEL, 4, Side.SELL, 0).type(OrderType.STOP)),
            "CANCELED #" + (ID + 4) + " i0 SELL");
        told(command(OrderCommandType.NEW, 5, Side.BUY, -200));
        link.cancelEverything(rig.nowNs);
        holds(take(200), "CANCELED #" + (ID + 5), "CANCEL_ALL SENT #0 i-1");
        if (usdm) {
            holds(told(new Command(OrderCommandType.COUNTDOWN, 0, 0).argument(60_000)), "COUNTDOWN SENT #0 i0");
        }
        final String last = told(new Command(OrderCommandType.RECONCILE, 0, -1).argument(10));
        holds(last, "SNAPSHOT_END arg 10");
        assertTrue(!last.contains("OPEN "), last);
        assertEquals(0, link.view().lost());
    }
}
