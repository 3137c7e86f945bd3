package io.penstock.gateways.common.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.AccountReportDecoder;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Stands around an order session in memory: commands in, events out as words, frames and questions kept. */
public final class MemoryOrderShell implements OrderActions {
    public static final long SECOND = 1_000_000_000L;

    /** A question and its number. */
    public record Asked(long id, SignedAsk ask) {
    }

    public final OrderSession session;
    public final List<String> sent = new ArrayList<>();
    public final Deque<Asked> asked = new ArrayDeque<>();
    public final List<Integer> reconnects = new ArrayList<>();
    /** Everything that ever left or was told, to be searched for secrets. */
    public final StringBuilder texts = new StringBuilder();
    public final Set<Integer> gone = new HashSet<>();
    public boolean full;
    public long nowNs = 1_790_000_000_000_000_000L;
    private final List<String> events = new ArrayList<>();

    public MemoryOrderShell(final OrderSession session) {
        this.session = session;
        session.onServerTime(0, 0);
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        if (full) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            events.add(word(records, offset + i * Records.SLOT_LENGTH));
        }
        return true;
    }

    @Override
    public boolean send(final int connection, final String text) {
        if (gone.contains(connection)) {
            return false;
        }
        sent.add(text);
        return true;
    }

    @Override
    public void ask(final long askId, final SignedAsk ask) {
        texts.append(ask).append('\n');
        asked.add(new Asked(askId, ask));
    }

    @Override
    public void reconnect(final int connection) {
        reconnects.add(connection);
    }

    /** What was told since the last call. */
    public List<String> events() {
        assertTrue(session.poll(this) || full, "events wait although there is room");
        final List<String> told = List.copyOf(events);
        events.clear();
        told.forEach(event -> texts.append(event).append('\n'));
        return told;
    }

    /** The only frame sent since the last call. */
    public String onlySent() {
        session.poll(this);
        assertEquals(1, sent.size(), () -> "sent: " + sent.size());
        return sent.remove(0);
    }

    /** The next question. */
    public Asked nextAsk() {
        session.poll(this);
        assertTrue(!asked.isEmpty(), "nothing is asked");
        return asked.poll();
    }

    public int textResult(final int connection, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return session.onText(connection, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    public List<String> text(final int connection, final String text) {
        assertEquals(OrderSession.TAKEN, textResult(connection, text));
        return events();
    }

    public List<String> binary(final int connection, final byte[] bytes) {
        assertEquals(OrderSession.TAKEN,
            session.onBinary(connection, new UnsafeBuffer(bytes), 0, bytes.length, nowNs));
        return events();
    }

    public List<String> answer(final Asked asked, final int status, final String body) {
        return answer(asked, status, 0, body);
    }

    public List<String> answer(final Asked asked, final int status, final long retryAfterNs, final String body) {
        assertEquals(OrderSession.TAKEN, session.onAnswer(asked.id(),
            new OrderAnswer(status, retryAfterNs, body.getBytes(StandardCharsets.UTF_8)), nowNs));
        return events();
    }

    public List<String> lost(final Asked asked, final boolean left) {
        assertEquals(OrderSession.TAKEN, session.onLost(asked.id(), left, nowNs));
        return events();
    }

    public List<String> open(final int connection) {
        gone.remove(connection);
        session.onOpen(connection, nowNs);
        return events();
    }

    public List<String> close(final int connection) {
        gone.add(connection);
        session.onClosed(connection, nowNs);
        return events();
    }

    public List<String> after(final long passedNs) {
        nowNs += passedNs;
        session.onTimer(nowNs);
        return events();
    }

    public List<String> command(final CommandCopy command) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OrderCommandEncoder.BLOCK_LENGTH]);
        new OrderCommandEncoder().wrap(buffer, 0).clientOrderId(command.clientOrderId())
            .instrumentId(command.instrumentId()).strategyId(0).command((short) command.type().code())
            .side((short) (command.side() == null ? 0 : command.side().code()))
            .orderType((short) (command.orderType() == null ? 0 : command.orderType().code()))
            .timeInForce((short) (command.timeInForce() == null ? 0 : command.timeInForce().code()))
            .instructions((short) ((command.postOnly() ? 1 : 0) | (command.reduceOnly() ? 2 : 0)))
            .reserved((short) 0).reserved2(0).price(command.price()).quantity(command.quantity()).expireTimeNs(0)
            .targetClientOrderId(command.target()).triggerPrice(command.triggerPrice()).trailingRate(0).linkId(0)
            .argument(command.argument()).venue((short) session.venue().code()).reserved3((short) 0)
            .reserved4((short) 0).reserved5(0);
        session.onCommand(new OrderCommandDecoder().wrap(buffer, 0, OrderCommandEncoder.BLOCK_LENGTH,
            OrderCommandEncoder.SCHEMA_VERSION), nowNs);
        return events();
    }

    /** A limit order GTC. */
    public static CommandCopy limit(final long id, final Side side, final long price, final long quantity) {
        return order(id, side, OrderType.LIMIT, TimeInForce.GTC, false, price, quantity, 0);
    }

    public static CommandCopy order(
        final long id, final Side side, final OrderType type, final TimeInForce timeInForce, final boolean postOnly,
        final long price, final long quantity, final long triggerPrice) {
        return new CommandCopy(OrderCommandType.NEW, id, 3, side, type, timeInForce, postOnly, false, price, quantity,
            triggerPrice, 0, 0);
    }

    /** Any other word about an order. */
    public static CommandCopy about(final OrderCommandType type, final long id, final Side side) {
        return new CommandCopy(type, id, 3, side, OrderType.LIMIT, TimeInForce.GTC, false, false, 0, 0, 0, 0, 0);
    }

    /** A word about the whole venue. */
    public static CommandCopy venueWide(final OrderCommandType type, final long argument) {
        return new CommandCopy(type, 0, -1, null, null, null, false, false, 0, 0, 0, 0, argument);
    }

    private static String word(final DirectBuffer buffer, final int offset) {
        final int template = buffer.getShort(offset + Records.BLOCK_LENGTH_OFFSET + 2) & 0xFFFF;
        final int block = buffer.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
        final int version = buffer.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
        final int body = offset + Records.HEADER_LENGTH;
        return switch (template) {
            case ExecutionReportDecoder.TEMPLATE_ID ->
                execution(new ExecutionReportDecoder().wrap(buffer, body, block, version));
            case OrderSendResultDecoder.TEMPLATE_ID -> {
                final OrderSendResultDecoder event = new OrderSendResultDecoder().wrap(buffer, body, block, version);
                yield "send " + OrderCommandType.of(event.command()) + " " + SendResult.of(event.result()) + " "
                    + event.clientOrderId() + error(event.errorClass(), event.code());
            }
            case OpenOrderReportDecoder.TEMPLATE_ID -> {
                final OpenOrderReportDecoder event = new OpenOrderReportDecoder().wrap(buffer, body, block, version);
                yield "open " + event.clientOrderId() + " i" + event.instrumentId() + " " + Side.of(event.side()) + " "
                    + OrderType.of(event.orderType()) + " " + OrderStatus.of(event.status()) + " " + event.quantity()
                    + "@" + event.price() + " cum=" + event.cumulativeQuantity()
                    + (event.triggerPrice() == 0 ? "" : " trigger=" + event.triggerPrice()) + " "
                    + event.venueOrderId();
            }
            case AccountReportDecoder.TEMPLATE_ID -> {
                final AccountReportDecoder event = new AccountReportDecoder().wrap(buffer, body, block, version);
                yield event.instrumentId() < 0 ? "balance " + event.asset() + " " + event.free() + " " + event.locked()
                    : "position i" + event.instrumentId() + " " + event.position() + "@" + event.entryPrice() + " liq="
                    + event.liquidationPrice() + " lev=" + event.leverage();
            }
            case CashFlowDecoder.TEMPLATE_ID -> {
                final CashFlowDecoder event = new CashFlowDecoder().wrap(buffer, body, block, version);
                yield "cash " + CashFlowKind.of(event.kind()) + " i" + event.instrumentId() + " " + event.amount() + " "
                    + event.asset();
            }
            case VenueStatusDecoder.TEMPLATE_ID -> {
                final VenueStatusDecoder event = new VenueStatusDecoder().wrap(buffer, body, block, version);
                yield "venue " + VenueCondition.of(event.condition()) + (event.code() == 0 ? "" : " code="
                    + event.code()) + (event.untilNs() == 0 ? "" : " until=" + event.untilNs())
                    + (event.argument() == 0 ? "" : " arg=" + event.argument()) + " "
                    + Venue.of(event.venue());
            }
            default -> throw new AssertionError("template " + template);
        };
    }

    private static String execution(final ExecutionReportDecoder event) {
        final StringBuilder text = new StringBuilder().append(ExecutionType.of(event.executionType())).append(' ')
            .append(event.clientOrderId()).append(' ').append(Side.of(event.side()));
        if (event.reason() != 0) {
            text.append(' ').append(RejectReason.of(event.reason()));
        }
        if (event.executionType() == ExecutionType.TRADE.code()) {
            text.append(' ').append(event.lastQuantity()).append('@').append(event.lastPrice()).append(" fee=")
                .append(event.feeAmount()).append(' ').append(event.feeAsset()).append(' ')
                .append(Liquidity.of(event.liquidity())).append(" x").append(event.executionId());
        }
        if (event.cumulativeQuantity() != 0) {
            text.append(" cum=").append(event.cumulativeQuantity());
        }
        if (event.price() != 0) {
            text.append(" to ").append(event.quantity()).append('@').append(event.price());
        }
        return text.append(event.flags() == 1 ? " found" : "")
            .append(error(event.errorClass(), event.venueCode())).toString();
    }

    private static String error(final int errorClass, final int code) {
        return (errorClass == 0 ? "" : " " + VenueErrorClass.of(errorClass)) + (code == 0 ? "" : " " + code);
    }
}
