package io.penstock.gateways.common.order;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A session with nothing around it but this: says what left, gives what a test says, in virtual time. */
public final class SessionDriver implements OrderActions {
    /** Where virtual time begins. */
    public static final long START_NS = 1_790_000_000_000_000_000L;

    public final OrderSession session;
    public final List<String> events = new ArrayList<>();
    public final List<String> frames = new ArrayList<>();
    public final Map<Long, SignedAsk> asks = new TreeMap<>();
    public final List<Integer> reconnects = new ArrayList<>();
    public final boolean[] open = new boolean[2];
    public boolean full;
    public long nowNs = START_NS;
    public long lastAsk;

    public SessionDriver(final OrderSession session) {
        this.session = session;
    }

    @Override
    public boolean publish(final DirectBuffer records, final int offset, final int count) {
        if (full) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            events.add(EventTexts.of(records, offset + i * Records.SLOT_LENGTH));
        }
        return true;
    }

    @Override
    public boolean send(final int connection, final String text) {
        if (open[connection]) {
            frames.add(text);
        }
        return open[connection];
    }

    @Override
    public void ask(final long askId, final SignedAsk ask) {
        asks.put(askId, ask);
        lastAsk = askId;
    }

    @Override
    public void reconnect(final int connection) {
        reconnects.add(connection);
    }

    /** Everything published since the last time. */
    public List<String> take() {
        session.poll(this);
        final List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    public void open(final int connection) {
        open[connection] = true;
        session.onOpen(connection, nowNs);
        session.poll(this);
    }

    public void close(final int connection) {
        open[connection] = false;
        session.onClosed(connection, nowNs);
        session.poll(this);
    }

    public int text(final int connection, final String frame) {
        final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
        final int result = session.onText(connection, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
        session.poll(this);
        return result;
    }

    public int answer(final long askId, final int status, final String body) {
        return answer(askId, new OrderAnswer(status, 0, body.getBytes(StandardCharsets.UTF_8)));
    }

    public int answer(final long askId, final OrderAnswer answer) {
        asks.remove(askId);
        final int result = session.onAnswer(askId, answer, nowNs);
        session.poll(this);
        return result;
    }

    public void lost(final long askId, final boolean sent) {
        asks.remove(askId);
        session.onLost(askId, sent, nowNs);
        session.poll(this);
    }

    public void pass(final long ns) {
        nowNs += ns;
        session.onTimer(nowNs);
        session.poll(this);
    }

    public void command(final OrderCommandDecoder command) {
        session.onCommand(command, nowNs);
        session.poll(this);
    }

    public String lastFrame() {
        return frames.get(frames.size() - 1);
    }

    /** The question that was asked last. */
    public SignedAsk lastAsk() {
        return asks.get(lastAsk);
    }

    /** A command as the fold writes it. */
    public static final class Command {
        private final UnsafeBuffer buffer =
            new UnsafeBuffer(new byte[Records.HEADER_LENGTH + OrderCommandEncoder.BLOCK_LENGTH]);
        private final OrderCommandEncoder encoder = new OrderCommandEncoder();

        public Command(final OrderCommandType type, final long id, final int instrument) {
            EventFrame.header(buffer, 0, buffer.capacity(), OrderCommandEncoder.BLOCK_LENGTH,
                OrderCommandEncoder.TEMPLATE_ID, 0);
            encoder.wrap(buffer, Records.HEADER_LENGTH).clientOrderId(id).instrumentId(instrument).strategyId(7)
                .command((short) type.code()).side((short) Side.BUY.code()).orderType((short) OrderType.LIMIT.code())
                .timeInForce((short) TimeInForce.GTC.code());
        }

        public Command side(final Side side) {
            encoder.side((short) side.code());
            return this;
        }

        public Command type(final OrderType type) {
            encoder.orderType((short) type.code());
            return this;
        }

        public Command timeInForce(final TimeInForce word) {
            encoder.timeInForce((short) word.code());
            return this;
        }

        public Command instructions(final int bits) {
            encoder.instructions((short) bits);
            return this;
        }

        public Command terms(final long price, final long quantity) {
            encoder.price(price).quantity(quantity);
            return this;
        }

        public Command trigger(final long price, final long rate) {
            encoder.triggerPrice(price).trailingRate(rate);
            return this;
        }

        public Command expire(final long atNs) {
            encoder.expireTimeNs(atNs);
            return this;
        }

        public Command target(final long id) {
            encoder.targetClientOrderId(id);
            return this;
        }

        public Command link(final long id) {
            encoder.linkId(id);
            return this;
        }

        public Command argument(final long value) {
            encoder.argument(value);
            return this;
        }

        public Command venue(final int code) {
            encoder.venue((short) code);
            return this;
        }

        public OrderCommandDecoder done() {
            return new OrderCommandDecoder().wrap(buffer, Records.HEADER_LENGTH, OrderCommandDecoder.BLOCK_LENGTH,
                OrderCommandDecoder.SCHEMA_VERSION);
        }

        /** The whole record. */
        public UnsafeBuffer record() {
            return buffer;
        }
    }
}
