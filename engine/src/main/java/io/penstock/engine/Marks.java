package io.penstock.engine;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Account;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.portfolio.Position;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Values positions and account at regular moments, as long as there is something to value, and takes the account's
 * returns.
 *
 * <p>A mark is a timer at a multiple of the interval; one is set after a fill or a cash flow, and while a position is
 * open and its market moves. Risk figures are another such timer, set when any market moves. Engine thread only; does
 * not allocate.
 */
final class Marks implements Stateful {
    private static final int STATE_VERSION = 2;

    private final long intervalNs;
    private final long metricsIntervalNs;
    private final TimerQueue timers;
    private final Portfolio portfolio;
    private final Account account;
    private final OutputWriter output;
    private final int baseCurrency;
    private boolean scheduled;
    private boolean metricsScheduled;
    private int openPositions;
    private long realized;
    private long unrealized;
    private long fees;
    private long funding;

    Marks(
        final PortfolioConfig config, final TimerQueue timers, final Portfolio portfolio,
        final OutputWriter output) {
        this.intervalNs = config.markIntervalMs() * 1_000_000L;
        this.metricsIntervalNs = config.metrics().intervalMs() * 1_000_000L;
        this.timers = timers;
        this.portfolio = portfolio;
        this.account = portfolio.account();
        this.output = output;
        this.baseCurrency = portfolio.assets().indexOf(config.baseCurrency());
    }

    /** A fill or a cash flow was booked: the next mark shows it whatever the position is then. */
    void onFill(final long nowNs) {
        schedule(nowNs);
    }

    /** The market moved. */
    void onMarket(final long nowNs) {
        if (openPositions > 0 && !scheduled) {
            schedule(nowNs);
        }
        if (!metricsScheduled) {
            metricsScheduled = true;
            timers.schedule((nowNs / metricsIntervalNs + 1) * metricsIntervalNs, TimerKind.RISK_METRICS, 0);
        }
    }

    private void schedule(final long nowNs) {
        if (!scheduled) {
            scheduled = true;
            timers.schedule((nowNs / intervalNs + 1) * intervalNs, TimerKind.EQUITY_MARK, 0);
        }
    }

    void onTimer(final long nowNs) {
        scheduled = false;
        openPositions = 0;
        realized = 0;
        unrealized = 0;
        fees = 0;
        funding = 0;
        for (int id = 0; id < portfolio.instruments(); id++) {
            mark(id, nowNs);
        }
        final long equity = account.equity();
        portfolio.metrics().observe(equity, account.netDeposits());
        output.equityMark(
            -1, 0, 0, realized, unrealized, fees, funding, equity, portfolio.assets(), baseCurrency);
    }

    private void mark(final int id, final long nowNs) {
        final Position position = portfolio.position(id);
        final int quote = portfolio.quoteAsset(id);
        long open = 0;
        if (position.units() != 0) {
            account.followReference(id, nowNs);
            final long price = account.markPrice(id);
            open = position.unrealizedPnl(price);
            openPositions++;
            output.equityMark(id, position.position(), price, position.realizedPnl(), open, position.fees(),
                position.funding(), portfolio.valuation().equity(id, price), portfolio.assets(), quote);
        }
        realized = plus(realized, quote, position.realizedPnl());
        unrealized = plus(unrealized, quote, open);
        fees = plus(fees, quote, position.fees());
        funding = plus(funding, quote, position.funding());
    }

    /** Adds an amount in the base currency; a sum with a part that has no price is not known. */
    private long plus(final long sum, final int asset, final long amount) {
        if (amount == 0 || sum == AccountValue.UNKNOWN) {
            return sum;
        }
        final long value = account.value(asset, amount);
        return value == AccountValue.UNKNOWN ? value : Math.addExact(sum, value);
    }

    void onMetricsTimer() {
        metricsScheduled = false;
        portfolio.correlations().sample();
        portfolio.metrics().sample(account.equity(), account.netDeposits());
        output.riskMetrics(account, portfolio.metrics());
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putBoolean(scheduled);
        out.putBoolean(metricsScheduled);
        out.putInt(openPositions);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        scheduled = in.getBoolean();
        metricsScheduled = in.getBoolean();
        openPositions = in.getInt();
    }
}
