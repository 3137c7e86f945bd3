package io.penstock.gateways.mexc;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.JsonRow;
import io.penstock.gateways.common.order.OrderActions;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderCounters;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.OrderTrack;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.order.VenueKey;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The private half of MEXC spot v3, without any I/O: one connection for the private push (protobuf), everything that
 * writes or asks over signed REST. The venue changes no orders, has no stops, no pairs and no countdown. One thread;
 * allocates per private message.
 */
public final class MexcOrderSession implements OrderSession {
    private static final int SYMBOLS_AT_ONCE = 5;

    private final MexcAccount account;
    private final MexcOrderRows rows;
    private final MexcPrivateStream stream;
    private final MexcKeyCheck keyCheck;
    private MexcReconciliation reconciliation;

    /**
     * A session.
     *
     * @param key      HMAC
     * @param settings how it behaves
     */
    public MexcOrderSession(final VenueKey key, final MexcOrderSettings settings) {
        account = new MexcAccount(key, settings);
        rows = new MexcOrderRows(account);
        stream = new MexcPrivateStream(account, rows);
        keyCheck = new MexcKeyCheck(account);
    }

    /**
     * What it counts.
     *
     * @return live figures
     */
    public OrderCounters counters() {
        return account.counters;
    }

    @Override
    public Venue venue() {
        return MexcAccount.VENUE;
    }

    @Override
    public void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
        account.instruments.put(definition, instrumentId);
    }

    @Override
    public int connections() {
        return 1;
    }

    @Override
    public String address(final int connection) {
        return stream.address();
    }

    @Override
    public void onOpen(final int connection, final long nowNs) {
        stream.onOpen(nowNs);
    }

    @Override
    public void onClosed(final int connection, final long nowNs) {
        stream.onClosed(nowNs);
    }

    @Override
    public int onText(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (account.out.busy()) {
            return BUSY;
        }
        stream.onControl(JsonRow.tree(bytes(buffer, offset, length), 0, length), nowNs);
        return TAKEN;
    }

    @Override
    public int onBinary(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (account.out.busy()) {
            return BUSY;
        }
        stream.onPush(bytes(buffer, offset, length), nowNs);
        return TAKEN;
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    @Override
    public int onAnswer(final long askId, final OrderAnswer answer, final long nowNs) {
        return account.out.answer(askId, answer, nowNs);
    }

    @Override
    public int onLost(final long askId, final boolean sent, final long nowNs) {
        return account.out.lost(askId, sent, nowNs);
    }

    @Override
    public void onServerTime(final long offsetNs, final long uncertaintyNs) {
        account.time.set(offsetNs, uncertaintyNs);
    }

    @Override
    public void onTimer(final long nowNs) {
        keyCheck.onTimer(nowNs);
        stream.onTimer(nowNs);
    }

    @Override
    public long nextTimerNs() {
        return Math.min(keyCheck.dueNs(), stream.dueNs());
    }

    @Override
    public boolean poll(final OrderActions actions) {
        return account.out.poll(actions, number -> { });
    }

    @Override
    public void onCommand(final OrderCommandDecoder decoder, final long nowNs) {
        final CommandCopy command = CommandCopy.of(decoder);
        final Listed listed = account.instruments.of(command.instrumentId());
        final boolean wide = command.type() == OrderCommandType.CANCEL_ALL && command.instrumentId() < 0
            || command.type() == OrderCommandType.RECONCILE;
        if (listed == null && !wide) {
            account.unsent(command, MexcAccount.OURS_TO_BLAME, nowNs);
            return;
        }
        switch (command.type()) {
            case NEW -> create(command, listed, nowNs);
            case CANCEL -> cancel(command, listed, nowNs);
            case QUERY -> MexcQuery.ask(account, rows, command, listed.symbol(), nowNs);
            case CANCEL_ALL -> cancelAll(command, listed, nowNs);
            case RECONCILE -> reconcile(command, nowNs);
            case REPLACE, COUNTDOWN -> account.unsent(command, MexcAccount.OURS_TO_BLAME, nowNs);
        }
    }

    private void create(final CommandCopy command, final Listed listed, final long nowNs) {
        final String type = type(command);
        if (type.isEmpty()) {
            account.unsent(command, MexcAccount.OURS_TO_BLAME, nowNs);
            return;
        }
        account.tracks.of(command.clientOrderId()).type = command.orderType();
        final StringBuilder query = new StringBuilder(160).append("symbol=").append(listed.symbol()).append("&side=")
            .append(command.side()).append("&type=").append(type).append("&quantity=")
            .append(listed.quantityText(command.quantity()));
        if (command.price() > 0) {
            query.append("&price=").append(listed.priceText(command.price()));
        }
        query.append("&newClientOrderId=").append(MexcAccount.id(command.clientOrderId()));
        final SignedAsk ask = account.ask("POST", "/api/v3/order", query.toString(), 1, false, nowNs);
        account.out.ask(ask, new MexcCommandAnswer(account, command, 1));
    }

    /**
     * The venue's word for an order; empty when it has none. There is no time in force: the type says it. A market
     * order with a price is one with a collar; a market buy without one would be told in quote, which we never do.
     * Reduce-only is held by our own risk checks: on spot nothing can be sold that is not there.
     */
    private static String type(final CommandCopy command) {
        if (!command.complete() || command.conditional() || command.orderType() == OrderType.TRAILING_STOP) {
            return "";
        }
        if (command.orderType() == OrderType.MARKET) {
            return command.price() > 0 ? "IMMEDIATE_OR_CANCEL" : command.side() == Side.SELL ? "MARKET" : "";
        }
        if (command.postOnly()) {
            return "LIMIT_MAKER";
        }
        return command.timeInForce() == TimeInForce.IOC ? "IMMEDIATE_OR_CANCEL"
            : command.timeInForce() == TimeInForce.FOK ? "FILL_OR_KILL" : "LIMIT";
    }

    private void cancel(final CommandCopy command, final Listed listed, final long nowNs) {
        final OrderTrack track = account.tracks.of(command.clientOrderId());
        track.cancelAsked = true;
        account.out.ask(account.ask("DELETE", "/api/v3/order", "symbol=" + listed.symbol() + "&origClientOrderId="
            + MexcAccount.id(command.clientOrderId()), 1, true, nowNs), new MexcCommandAnswer(account, command, 1));
    }

    private void cancelAll(final CommandCopy command, final Listed listed, final long nowNs) {
        final List<String> groups = new ArrayList<>();
        if (listed != null) {
            groups.add(listed.symbol());
        } else {
            final List<Listed> all = account.instruments.all();
            for (int i = 0; i < all.size(); i++) {
                if (i % SYMBOLS_AT_ONCE == 0) {
                    groups.add(all.get(i).symbol());
                } else {
                    groups.set(groups.size() - 1, groups.get(groups.size() - 1) + "%2C" + all.get(i).symbol());
                }
            }
        }
        if (groups.isEmpty()) {
            MexcAccount.GOOD.result(account.out, command, SendResult.SENT, 0, nowNs);
            return;
        }
        final MexcCommandAnswer answer = new MexcCommandAnswer(account, command, groups.size());
        for (final String symbols : groups) {
            account.out.ask(
                account.ask("DELETE", "/api/v3/openOrders", "symbol=" + symbols, 1, true, nowNs), answer);
        }
    }

    private void reconcile(final CommandCopy command, final long nowNs) {
        if (reconciliation != null) {
            reconciliation.abandon(0, nowNs);
        }
        reconciliation = new MexcReconciliation(account, rows, command.argument());
        reconciliation.begin(nowNs);
    }
}
