package io.penstock.gateways.emulator.account;

/** Hears what truly happens to accounts, in order. The venue's thread. */
public interface AccountEvents {
    /** Hears nothing. */
    AccountEvents NOBODY = new AccountEvents() {
        @Override
        public void onOrder(final OwnOrder order, final What what, final OwnTrade trade, final long timeNs) {
            // nobody listens
        }

        @Override
        public void onAccount(final VenueAccount account, final AccountChange change, final long timeNs) {
            // nobody listens
        }

        @Override
        public void onList(final OrderList list, final long timeNs) {
            // nobody listens
        }
    };

    /** What happens to an order. */
    enum What {
        /** It is there, waiting or working. */
        NEW,
        /** It traded. */
        TRADE,
        /** It ended at its owner's wish. */
        CANCELED,
        /** It ended at the venue's. */
        EXPIRED,
        /** It has other terms now. */
        REPLACED,
        /** Its trigger fired. */
        TRIGGERED,
        /** It fired and was refused. */
        REJECTED
    }

    /**
     * Something happened to an order.
     *
     * @param order  as it stands now
     * @param what   happened
     * @param trade  of TRADE, else null
     * @param timeNs when
     */
    void onOrder(OwnOrder order, What what, OwnTrade trade, long timeNs);

    /**
     * Balances or positions changed.
     *
     * @param account whose
     * @param change  what of it
     * @param timeNs  when
     */
    void onAccount(VenueAccount account, AccountChange change, long timeNs);

    /**
     * A list of orders began or ended.
     *
     * @param list   as it stands now
     * @param timeNs when
     */
    void onList(OrderList list, long timeNs);
}
