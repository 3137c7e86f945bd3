package io.penstock.engine.portfolio;

import io.penstock.api.CashFlowKind;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.order.ExecutionIds;

/**
 * Money that moves without a trade: opening balances, deposits, withdrawals, transfers, funding and the rest.
 *
 * <p>A flow is booked once per wallet and flow id; the last 8,192 ids are remembered. Engine thread only; allocates in
 * the constructor.
 */
public final class CashFlows {
    private static final int REMEMBERED = 8_192;

    private final boolean simulated;
    private final Assets assets;
    private final Terms terms;
    private final Ledger ledger;
    private final Position[] positions;
    private final Account account;
    private final int[] beginAssets;
    private final long[] beginAmounts;
    private final boolean[] begun = new boolean[Wallet.COUNT];
    private final boolean[] opened;
    private final long[] otherFunding;
    private final ExecutionIds booked = new ExecutionIds(REMEMBERED);

    CashFlows(
        final PortfolioConfig config, final boolean simulated, final Assets assets, final Terms terms,
        final Ledger ledger, final Position[] positions, final Account account) {
        this.simulated = simulated;
        this.assets = assets;
        this.terms = terms;
        this.ledger = ledger;
        this.positions = positions;
        this.account = account;
        opened = new boolean[assets.capacity() * Wallet.COUNT];
        otherFunding = new long[assets.capacity() * Wallet.COUNT];
        beginAssets = new int[config.balances().size()];
        beginAmounts = new long[beginAssets.length];
        int next = 0;
        for (final var balance : config.balances().entrySet()) {
            if (balance.getValue() < 0) {
                throw new IllegalArgumentException("starting balance of " + balance.getKey() + " is negative");
            }
            beginAssets[next] = assets.register(balance.getKey());
            beginAmounts[next++] = balance.getValue();
        }
    }

    /** The first instrument of a wallet was defined; in a simulated run the wallet gets its balances. */
    boolean begin(final int wallet) {
        if (!simulated || begun[wallet]) {
            return false;
        }
        begun[wallet] = true;
        for (int i = 0; i < beginAssets.length; i++) {
            move(wallet, beginAssets[i], CashFlowKind.OPENING, beginAmounts[i]);
        }
        return true;
    }

    /**
     * How many balances every wallet of a simulated run begins with.
     *
     * @return 0 or more
     */
    public int beginCount() {
        return beginAssets.length;
    }

    /**
     * Asset of one of the balances that wallets begin with.
     *
     * @param place 0 to {@link #beginCount} - 1
     * @return dense index
     */
    public int beginAsset(final int place) {
        return beginAssets[place];
    }

    /**
     * Amount of one of the balances that wallets begin with.
     *
     * @param place 0 to {@link #beginCount} - 1
     * @return amount, exponent -8
     */
    public long beginAmount(final int place) {
        return beginAmounts[place];
    }

    /**
     * Whether an opening balance of an asset was booked from a venue's word.
     *
     * @param venueCode whose wallet
     * @param asset     dense index
     * @return true after {@link #open}
     */
    public boolean isOpen(final int venueCode, final int asset) {
        return opened[Conservation.at(Wallet.of(venueCode), asset)];
    }

    /**
     * Takes a venue's first stated balance of an asset: from now on we hold exactly that. The difference to what was
     * there counts as deposited. Happens once per wallet and asset.
     *
     * @param venueCode whose wallet
     * @param asset     dense index
     * @param amount    what the venue states, exponent -8
     * @return what was booked, exponent -8; 0 when nothing changed or it was open already
     */
    public long open(final int venueCode, final int asset, final long amount) {
        final int wallet = Wallet.of(venueCode);
        final int at = Conservation.at(wallet, asset);
        if (opened[at]) {
            return 0;
        }
        opened[at] = true;
        final long difference = Math.subtractExact(amount, ledger.balance(wallet, asset, Ledger.CASH));
        move(wallet, asset, CashFlowKind.OPENING, difference);
        return difference;
    }

    /**
     * Books a cash flow, once.
     *
     * @param venueCode    whose wallet
     * @param kind         why; funding of an instrument's quote asset counts for its position
     * @param asset        dense index
     * @param instrumentId dense index, -1 = none
     * @param amount       exponent -8, negative = we paid
     * @param flowId       unique in the wallet
     * @return false when it was booked before; nothing changed then
     */
    public boolean book(
        final int venueCode, final CashFlowKind kind, final int asset, final int instrumentId, final long amount,
        final long flowId) {
        final int wallet = Wallet.of(venueCode);
        if (booked.contains(wallet, flowId)) {
            return false;
        }
        booked.add(wallet, flowId);
        if (kind == CashFlowKind.FUNDING) {
            funding(wallet, asset, instrumentId, amount);
        } else {
            move(wallet, asset, kind, amount);
        }
        return true;
    }

    /**
     * Books funding of a position in its quote asset.
     *
     * @param instrumentId dense index
     * @param amount       exponent -8, negative = we paid
     */
    public void funding(final int instrumentId, final long amount) {
        funding(terms.wallet(instrumentId), terms.quoteAsset(instrumentId), instrumentId, amount);
    }

    private void funding(final int wallet, final int asset, final int instrumentId, final long amount) {
        if (instrumentId >= 0 && asset == terms.quoteAsset(instrumentId) && wallet == terms.wallet(instrumentId)) {
            positions[instrumentId].addFunding(-amount);
        } else {
            final int at = Conservation.at(wallet, asset);
            otherFunding[at] = Math.subtractExact(otherFunding[at], amount);
        }
        move(wallet, asset, CashFlowKind.FUNDING, amount);
    }

    private void move(final int wallet, final int asset, final CashFlowKind kind, final long amount) {
        final int from = switch (kind) {
            case OPENING, DEPOSIT, WITHDRAWAL -> Ledger.DEPOSITS;
            case TRANSFER -> Ledger.TRANSFERS;
            case FUNDING -> Ledger.FUNDING;
            case LIQUIDATION_FEE -> Ledger.LIQUIDATION;
            case ADJUSTMENT -> Ledger.ADJUSTMENTS;
        };
        ledger.post(wallet, asset, from, Ledger.CASH, amount);
        if (from == Ledger.DEPOSITS || from == Ledger.TRANSFERS) {
            account.onDeposit(asset, amount);
        }
        account.onCash(wallet, asset);
    }

    /** Funding that belongs to no position, per wallet and asset. */
    long[] otherFunding() {
        return otherFunding;
    }

    void writeTo(final StateWriter out) {
        for (final boolean wallet : begun) {
            out.putBoolean(wallet);
        }
        for (int at = 0; at < assets.count() * Wallet.COUNT; at++) {
            out.putBoolean(opened[at]);
            out.putLong(otherFunding[at]);
        }
        booked.writeTo(out);
    }

    void readFrom(final StateReader in) {
        for (int wallet = 0; wallet < Wallet.COUNT; wallet++) {
            begun[wallet] = in.getBoolean();
        }
        for (int at = 0; at < opened.length; at++) {
            final boolean written = at < assets.count() * Wallet.COUNT;
            opened[at] = written && in.getBoolean();
            otherFunding[at] = written ? in.getLong() : 0;
        }
        booked.readFrom(in);
    }
}
