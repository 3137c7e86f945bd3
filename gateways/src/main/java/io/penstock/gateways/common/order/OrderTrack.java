package io.penstock.gateways.common.order;

import io.penstock.api.OrderType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a session remembers of one order, only to find the right word for what the venue says: whether it was accepted,
 * what it was asked for, which terms it had. It decides nothing. One thread.
 */
public final class OrderTrack {
    /** Of its type, null when the order is not of this session's life. */
    public OrderType type;
    /** The venue spoke of it as of an order that works or waits. */
    public boolean accepted;
    /** It waits for its trigger. */
    public boolean untriggered;
    /** We asked to cancel it. */
    public boolean cancelAsked;
    /** We asked to change it; the terms asked for follow. */
    public boolean amendAsked;
    /** Its price as last told, 0 = not known. */
    public long price;
    /** Its quantity as last told, 0 = not known. */
    public long quantity;
    /** Asked for, 0 = as it was. */
    public long amendPrice;
    /** Asked for, 0 = as it was. */
    public long amendQuantity;
    /** The venue said that it is filled. */
    public boolean filled;

    /** The tracks of a session: of orders that live, and of some that ended last. One thread; allocates. */
    public static final class Book {
        private static final int ENDED = 4_096;

        private final Map<Long, OrderTrack> living = new HashMap<>();
        private final Map<Long, OrderTrack> ended = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(final Map.Entry<Long, OrderTrack> eldest) {
                return size() > ENDED;
            }
        };

        /**
         * Finds a track.
         *
         * @param clientOrderId of the order
         * @return null when there is none
         */
        public OrderTrack find(final long clientOrderId) {
            final OrderTrack track = living.get(clientOrderId);
            return track != null ? track : ended.get(clientOrderId);
        }

        /**
         * Finds or makes a track.
         *
         * @param clientOrderId of the order
         * @return never null
         */
        public OrderTrack of(final long clientOrderId) {
            final OrderTrack track = find(clientOrderId);
            return track != null ? track : living.computeIfAbsent(clientOrderId, id -> new OrderTrack());
        }

        /**
         * The order ended; what is known of it is kept for a while.
         *
         * @param clientOrderId of the order
         */
        public void end(final long clientOrderId) {
            final OrderTrack track = living.remove(clientOrderId);
            if (track != null) {
                ended.put(clientOrderId, track);
            }
        }

        /**
         * How many orders live.
         *
         * @return as far as this session knows
         */
        public int size() {
            return living.size();
        }
    }
}
