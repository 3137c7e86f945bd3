package io.penstock.gateways.bybit;

import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.OrderActions;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderCounters;
import io.penstock.gateways.common.order.OrderInstruments.Listed;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.OrderTrack;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.common.order.VenueVerdict;
import java.util.LinkedHashSet;
import java.util.Set;
import org.agrona.DirectBuffer;

/**
 * The private half of Bybit v5, linear or spot, without any I/O. Connection 0 is the private stream, connection 1
 * (unless orders leave over REST) the trade stream; queries, listings and cancel-all always go over REST, and cancels
 * do when the trade stream is closed.
 *
 * <p>The two categories share one unified account: each session hears of all its orders and takes its own category, and
 * both tell the balances of the one wallet. One thread; allocates per private message.
 */
public final class BybitOrderSession implements OrderSession {
    private static final VenueVerdict OURS_TO_BLAME = new VenueVerdict(VenueErrorClass.BUG, RejectReason.OTHER);

    private final BybitAccount account;
    private final BybitOrderRows orders;
    private final BybitMoneyRows money;
    private final BybitPrivateStream stream;
    private final BybitTradeStream trade;
    private final BybitKeyCheck keyCheck;
    private BybitReconciliation reconciliation;
    private long nowNs;

    /**
     * A session.
     *
     * @param venue    BYBIT_LINEAR or BYBIT_SPOT
     * @param key      HMAC
     * @param settings how it behaves
     */
    public BybitOrderSession(final Venue venue, final VenueKey key, final BybitOrderSettings settings) {
        account = new BybitAccount(venue, key, settings);
        orders = new BybitOrderRows(account);
        money = new BybitMoneyRows(account);
        stream = new BybitPrivateStream(account, orders, money);
        trade = new BybitTradeStream(account, this::cancelOverRest);
        keyCheck = new BybitKeyCheck(account);
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
        return account.venue;
    }

    @Override
    public void onInstrument(final InstrumentDefinition definition, final int instrumentId) {
        account.instruments.put(definition, instrumentId);
    }

    @Override
    public int connections() {
        return account.settings.tradeSocket() ? 2 : 1;
    }

    @Override
    public String address(final int connection) {
        return account.settings.streamBase()
            + (connection == BybitPrivateStream.CONNECTION ? "/v5/private" : "/v5/trade");
    }

    @Override
    public void onOpen(final int connection, final long now) {
        nowNs = now;
        if (connection == BybitPrivateStream.CONNECTION) {
            stream.onOpen(now);
        } else {
            trade.onOpen(now);
        }
    }

    @Override
    public void onClosed(final int connection, final long now) {
        nowNs = now;
        if (connection == BybitPrivateStream.CONNECTION) {
            stream.onClosed(now);
        } else {
            trade.onClosed(now);
        }
    }

    @Override
    public int onText(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long now) {
        nowNs = now;
        if (account.out.busy()) {
            return BUSY;
        }
        if (connection == BybitPrivateStream.CONNECTION) {
            stream.onFrame(BybitAccount.frame(buffer, offset, length), now);
        } else {
            trade.onFrame(BybitAccount.frame(buffer, offset, length), now);
        }
        return TAKEN;
    }

    /** The venue sends none. */
    @Override
    public int onBinary(
        final int connection, final DirectBuffer buffer, final int offset, final int length, final long now) {
        account.counters.malformed("binary frame");
        return TAKEN;
    }

    @Override
    public int onAnswer(final long askId, final OrderAnswer answer, final long now) {
        nowNs = now;
        return account.out.answer(askId, answer, now);
    }

    @Override
    public int onLost(final long askId, final boolean sent, final long now) {
        nowNs = now;
        return account.out.lost(askId, sent, now);
    }

    @Override
    public void onServerTime(final long offsetNs, final long uncertaintyNs) {
        account.time.set(offsetNs, uncertaintyNs);
    }

    @Override
    public void onTimer(final long now) {
        nowNs = now;
        keyCheck.onTimer(now);
        stream.onTimer(now);
        trade.onTimer(now);
    }

    @Override
    public long nextTimerNs() {
        return Math.min(keyCheck.dueNs(), Math.min(stream.dueNs(), trade.dueNs()));
    }

    @Override
    public boolean poll(final OrderActions actions) {
        return account.out.poll(actions, this::onUnsent);
    }

    private void onUnsent(final long number) {
        trade.onUnsent(number, nowNs);
    }

    @Override
    public void onCommand(final OrderCommandDecoder decoder, final long now) {
        nowNs = now;
        final CommandCopy command = CommandCopy.of(decoder);
        final Listed listed = account.instruments.of(command.instrumentId());
        final boolean wide = command.type() == OrderCommandType.CANCEL_ALL && command.instrumentId() < 0
            || command.type() == OrderCommandType.RECONCILE;
        if (listed == null && !wide) {
            account.unsent(command, OURS_TO_BLAME, now);
            return;
        }
        switch (command.type()) {
            case NEW -> create(command, listed);
            case REPLACE -> amend(command, listed);
            case CANCEL -> cancel(command, listed);
            case QUERY -> BybitQuery.ask(account, orders, money, command, now);
            case CANCEL_ALL -> cancelAll(command, listed);
            case RECONCILE -> reconcile(command);
            // the venue has a countdown for institutions only
            case COUNTDOWN -> account.unsent(command, OURS_TO_BLAME, now);
        }
    }

    private void create(final CommandCopy command, final Listed listed) {
        if (!BybitOrderText.expressible(command)) {
            account.unsent(command, OURS_TO_BLAME, nowNs);
            return;
        }
        final OrderTrack track = account.tracks.of(command.clientOrderId());
        track.type = command.orderType();
        track.untriggered = command.conditional();
        write(command, "order.create", "/v5/order/create",
            BybitOrderText.create(command, listed, account.linear));
    }

    private void amend(final CommandCopy command, final Listed listed) {
        final boolean nothing = command.price() <= 0 && command.quantity() <= 0 && command.triggerPrice() <= 0;
        if (nothing || command.target() != 0 && command.target() != command.clientOrderId()) {
            account.unsent(command, OURS_TO_BLAME, nowNs);
            return;
        }
        final OrderTrack track = account.tracks.of(command.clientOrderId());
        track.amendAsked = true;
        track.amendPrice = command.price();
        track.amendQuantity = command.quantity();
        write(command, "order.amend", "/v5/order/amend", BybitOrderText.amend(command, listed, account.linear));
    }

    private void cancel(final CommandCopy command, final Listed listed) {
        account.tracks.of(command.clientOrderId()).cancelAsked = true;
        if (account.settings.tradeSocket() && trade.ready()) {
            trade.send(command, "order.cancel", cancelText(command, listed), nowNs);
        } else {
            cancelOverRest(command, nowNs);
        }
    }

    private String cancelText(final CommandCopy command, final Listed listed) {
        final OrderTrack track = account.tracks.find(command.clientOrderId());
        return BybitOrderText.cancel(command, listed, account.linear, track != null && track.untriggered);
    }

    private void cancelOverRest(final CommandCopy command, final long now) {
        final Listed listed = account.instruments.of(command.instrumentId());
        account.out.ask(account.post("/v5/order/cancel", cancelText(command, listed), true, now),
            new BybitCommandAnswer(account, command, 1));
    }

    private void write(final CommandCopy command, final String op, final String path, final String args) {
        if (!account.settings.tradeSocket()) {
            account.out.ask(account.post(path, args, false, nowNs), new BybitCommandAnswer(account, command, 1));
        } else if (trade.ready()) {
            trade.send(command, op, args, nowNs);
        } else {
            account.unsent(command, BybitTradeStream.NOT_THERE, nowNs);
        }
    }

    /** One request per settlement coin where none is named; of spot, orders that wait for a trigger go apart. */
    private void cancelAll(final CommandCopy command, final Listed listed) {
        final String symbol = listed == null ? "" : listed.symbol();
        final Set<String> bodies = new LinkedHashSet<>();
        if (!account.linear) {
            bodies.add(BybitOrderText.cancelAll(false, symbol, "", "Order"));
            bodies.add(BybitOrderText.cancelAll(false, symbol, "", "StopOrder"));
        } else if (listed != null) {
            bodies.add(BybitOrderText.cancelAll(true, symbol, "", ""));
        } else {
            for (final Listed each : account.instruments.all()) {
                bodies.add(BybitOrderText.cancelAll(true, "", each.definition().quoteAsset(), ""));
            }
        }
        if (bodies.isEmpty()) {
            BybitTradeStream.GOOD.result(account.out, command, SendResult.SENT, 0, nowNs);
            return;
        }
        final BybitCommandAnswer answer = new BybitCommandAnswer(account, command, bodies.size());
        for (final String body : bodies) {
            account.out.ask(account.post("/v5/order/cancel-all", body, true, nowNs), answer);
        }
    }

    private void reconcile(final CommandCopy command) {
        if (reconciliation != null) {
            reconciliation.abandon(0, nowNs);
        }
        reconciliation = new BybitReconciliation(account, orders, money, command.argument());
        reconciliation.begin(nowNs);
    }
}
