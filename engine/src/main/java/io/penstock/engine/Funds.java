package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.CashFlowKind;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.market.Markets;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Account;
import io.penstock.engine.portfolio.Assets;
import io.penstock.engine.portfolio.CashFlows;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.portfolio.Position;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * What moves money or values without a trade: mark prices, funding, flows that the venue tells of.
 *
 * <p>Funding. In live only the venue's own word, a cash flow, books it. A simulated run has no account at a venue, so
 * the fold books it itself, once per instrument and funding time: when that time passes, at the rate expected last; or,
 * when no rate was expected for it, when the settled rate is told no later than five minutes after. Later than that it
 * is history. What is paid is position x mark x rate: LONG pays SHORT when the rate is positive. Of the venue's cash
 * flows a simulated run books what moves money in or out, but not funding, opening balances and costs of liquidations,
 * which belong to positions and balances that are not the run's.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class Funds implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final long MAX_LATE_NS = 300_000_000_000L;

    private final boolean simulated;
    private final TimerQueue timers;
    private final Markets markets;
    private final Portfolio portfolio;
    private final Account account;
    private final CashFlows flows;
    private final OutputWriter output;
    private final Marks marks;
    private final long[] rate;
    private final long[] dueNs;
    private final long[] timerNs;
    private final long[] settledNs;

    Funds(
        final boolean simulated, final int instruments, final TimerQueue timers, final Markets markets,
        final Portfolio portfolio, final OutputWriter output, final Marks marks) {
        this.simulated = simulated;
        this.timers = timers;
        this.markets = markets;
        this.portfolio = portfolio;
        this.account = portfolio.account();
        this.flows = portfolio.flows();
        this.output = output;
        this.marks = marks;
        rate = new long[instruments];
        dueNs = new long[instruments];
        timerNs = new long[instruments];
        settledNs = new long[instruments];
    }

    void onMarkPrice(final MarkPriceDecoder event, final long nowNs) {
        account.onMarkPrice(event.instrumentId(), event.markPrice(), nowNs);
        marks.onMarket(nowNs);
    }

    void onFunding(final FundingDecoder event, final long nowNs) {
        final int id = event.instrumentId();
        final long fundingNs = event.fundingTimeNs();
        if (!simulated || markets.get(id).definition().kind() != InstrumentKind.LINEAR_PERPETUAL) {
            return;
        }
        if (fundingNs > nowNs) {
            rate[id] = event.rate();
            dueNs[id] = fundingNs;
            if (timerNs[id] == 0 || fundingNs < timerNs[id]) {
                schedule(id);
            }
        } else if (event.settled() == 1 && nowNs - fundingNs <= MAX_LATE_NS) {
            settle(id, event.rate(), fundingNs, nowNs);
        }
    }

    private void schedule(final int id) {
        timerNs[id] = timers.schedule(dueNs[id], TimerKind.FUNDING_DUE, id) ? dueNs[id] : 0;
    }

    /** A funding time may have come; one that was put off since is waited for again. */
    void onTimer(final int id, final long nowNs) {
        if (timerNs[id] != nowNs) {
            return;
        }
        timerNs[id] = 0;
        if (dueNs[id] <= nowNs) {
            settle(id, rate[id], dueNs[id], nowNs);
        } else {
            schedule(id);
        }
    }

    private void settle(final int id, final long fundingRate, final long fundingNs, final long nowNs) {
        final Position position = portfolio.position(id);
        if (fundingNs <= settledNs[id]) {
            return;
        }
        settledNs[id] = fundingNs;
        if (position.units() == 0) {
            return;
        }
        account.followReference(id, nowNs);
        final long mark = account.markPrice(id);
        final long notional = FixedPoint.notional(
            mark, markets.get(id).definition().priceExponent(), position.units(), position.unitExponent());
        final long paid = FixedPoint.multiplyDivide(notional, fundingRate, FixedPoint.ONE_E8);
        if (mark == 0 || paid == FixedPoint.OVERFLOW) {
            output.alert(AlertCode.FUNDING_NOT_BOOKED, id, fundingRate, mark);
        } else if (paid != 0) {
            flows.funding(id, -paid);
            moved(markets.get(id).definition().venue().code(), CashFlowKind.FUNDING, portfolio.quoteAsset(id), id,
                -paid, fundingNs, nowNs);
        }
    }

    /** Books a flow that the venue tells of; false when that changed nothing. */
    boolean onCashFlow(final CashFlowDecoder event, final long nowNs) {
        final CashFlowKind kind = CashFlowKind.of(event.kind());
        final int asset = asset(event);
        if (asset == Assets.UNKNOWN || simulated && (kind == CashFlowKind.FUNDING || kind == CashFlowKind.OPENING
            || kind == CashFlowKind.LIQUIDATION_FEE)) {
            return false;
        }
        if (kind == CashFlowKind.OPENING) {
            open(event.venue(), asset, event.amount(), nowNs);
            return true;
        }
        if (!flows.book(event.venue(), kind, asset, event.instrumentId(), event.amount(), event.flowId())) {
            output.alert(AlertCode.DUPLICATE_CASH_FLOW, event.instrumentId(), event.flowId(), event.amount());
            return false;
        }
        moved(event.venue(), kind, asset, event.instrumentId(), event.amount(), event.flowId(), nowNs);
        return true;
    }

    private int asset(final CashFlowDecoder event) {
        final int at = event.offset() + CashFlowDecoder.assetEncodingOffset();
        final Assets assets = portfolio.assets();
        final int known = assets.indexOf(event.buffer(), at);
        if (known != Assets.UNKNOWN) {
            return known;
        }
        if (!portfolio.hasRoomForOther()) {
            output.alert(AlertCode.ASSETS_FULL, event.instrumentId(), assets.capacity(), event.amount());
            return Assets.UNKNOWN;
        }
        return assets.register(event.buffer(), at);
    }

    /**
     * Takes a venue's first stated balance: from now on the wallet holds exactly that. Happens once per wallet and
     * asset; does nothing in a simulated run.
     *
     * @param venueCode whose wallet
     * @param asset     dense index
     * @param amount    what the venue states, exponent -8
     * @param nowNs     engine time
     */
    void open(final int venueCode, final int asset, final long amount, final long nowNs) {
        final long difference = simulated ? 0 : flows.open(venueCode, asset, amount);
        if (difference != 0) {
            moved(venueCode, CashFlowKind.OPENING, asset, -1, difference, 0, nowNs);
        }
    }

    /** A wallet of a simulated run was opened with the configured balances. */
    void onBegun(final int venueCode) {
        for (int i = 0; i < flows.beginCount(); i++) {
            output.cashMoved(venueCode, CashFlowKind.OPENING, portfolio.assets(), flows.beginAsset(i), -1,
                flows.beginAmount(i), 0);
        }
    }

    private void moved(
        final int venueCode, final CashFlowKind kind, final int asset, final int instrumentId, final long amount,
        final long flowId, final long nowNs) {
        output.cashMoved(venueCode, kind, portfolio.assets(), asset, instrumentId, amount, flowId);
        if (instrumentId >= 0 && portfolio.position(instrumentId).units() != 0) {
            output.positionUpdate(instrumentId, portfolio);
        }
        marks.onFill(nowNs);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        for (int id = 0; id < markets.count(); id++) {
            out.putLong(rate[id]);
            out.putLong(dueNs[id]);
            out.putLong(timerNs[id]);
            out.putLong(settledNs[id]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        for (int id = 0; id < markets.count(); id++) {
            rate[id] = in.getLong();
            dueNs[id] = in.getLong();
            timerNs[id] = in.getLong();
            settledNs[id] = in.getLong();
        }
    }
}
