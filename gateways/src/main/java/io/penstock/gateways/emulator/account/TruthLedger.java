package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What truly happened at a venue, whatever its clients were told: every order that ever arrived, every trade, every
 * other movement of money. Look at it on the venue's thread.
 */
public final class TruthLedger {
    /** Everything about one client order id of one account. */
    public static final class Entry {
        private final String account;
        private final String clientOrderId;
        private final List<OwnOrder> orders = new ArrayList<>();
        private final List<Refusal> refusals = new ArrayList<>();
        private int arrivals;
        private int live;
        private int mostLive;

        private Entry(final String account, final String clientOrderId) {
            this.account = account;
            this.clientOrderId = clientOrderId;
        }

        /**
         * Whose it is.
         *
         * @return name of the account
         */
        public String account() {
            return account;
        }

        /**
         * The client's name.
         *
         * @return never empty
         */
        public String clientOrderId() {
            return clientOrderId;
        }

        /**
         * How often an order with it reached the venue's books, whatever became of it.
         *
         * @return 1 or more
         */
        public int arrivals() {
            return arrivals;
        }

        /**
         * The orders that it became.
         *
         * @return in order; live
         */
        public List<OwnOrder> orders() {
            return orders;
        }

        /**
         * Why it was refused, each time it was.
         *
         * @return in order; live
         */
        public List<Refusal> refusals() {
            return refusals;
        }

        /**
         * Most orders with it that were open at the same time.
         *
         * @return more than 1 is a duplicate
         */
        public int mostLive() {
            return mostLive;
        }

        /**
         * Traded by all its orders.
         *
         * @return base asset
         */
        public BigDecimal executed() {
            return orders.stream().map(OwnOrder::executed).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /**
     * Money that moved without a trade. Immutable; any thread.
     *
     * @param account    name
     * @param asset      which
     * @param amount     negative = paid
     * @param cause      why
     * @param instrument number, -1 = none
     * @param flowId     unique per venue
     * @param timeNs     when
     */
    public record Flow(String account, String asset, BigDecimal amount, AccountChange.Cause cause, int instrument,
        long flowId, long timeNs) {
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<OwnTrade> trades = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private int mostLive;

    private Entry entry(final VenueAccount account, final String clientOrderId) {
        return entries.computeIfAbsent(account.name() + '/' + clientOrderId,
            key -> new Entry(account.name(), clientOrderId));
    }

    void arrived(final VenueAccount account, final String clientOrderId) {
        entry(account, clientOrderId).arrivals++;
    }

    void refused(final VenueAccount account, final String clientOrderId, final Refusal refusal) {
        entry(account, clientOrderId).refusals.add(refusal);
    }

    void accepted(final OwnOrder order) {
        final Entry entry = entry(order.account(), order.ticket().clientOrderId());
        entry.orders.add(order);
        entry.live++;
        entry.mostLive = Math.max(entry.mostLive, entry.live);
        mostLive = Math.max(mostLive, entry.mostLive);
    }

    void done(final OwnOrder order) {
        entry(order.account(), order.ticket().clientOrderId()).live--;
    }

    void traded(final OwnTrade trade) {
        trades.add(trade);
    }

    void flowed(final Flow flow) {
        flows.add(flow);
    }

    /**
     * Everything about one client order id.
     *
     * @param account       name
     * @param clientOrderId the client's name
     * @return null when it never arrived
     */
    public Entry order(final String account, final String clientOrderId) {
        return entries.get(account + '/' + clientOrderId);
    }

    /**
     * Every client order id that ever arrived.
     *
     * @return in order of the first arrival
     */
    public List<Entry> orders() {
        return new ArrayList<>(entries.values());
    }

    /**
     * How many client order ids ever arrived.
     *
     * @return 0 or more
     */
    public int count() {
        return entries.size();
    }

    /**
     * Every trade of every account.
     *
     * @return in order; live
     */
    public List<OwnTrade> trades() {
        return trades;
    }

    /**
     * Every movement of money beside trades.
     *
     * @return in order; live
     */
    public List<Flow> flows() {
        return flows;
    }

    /**
     * Every order that is open now.
     *
     * @return in order of arrival of their client order ids
     */
    public List<OwnOrder> liveOrders() {
        return entries.values().stream().flatMap(entry -> entry.orders.stream())
            .filter(order -> order.state().open()).toList();
    }

    /**
     * Most orders with the same client order id that were ever open at the same time.
     *
     * @return 0 or 1 when there never was a duplicate
     */
    public int maxSimultaneouslyLiveForClientId() {
        return mostLive;
    }
}
