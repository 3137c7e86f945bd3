package io.penstock.gateways.common;

import java.util.List;

/**
 * One connection's worth of streams: a session, the path it is reached at and whose market it is. Immutable apart from
 * the session; any thread.
 *
 * @param name          for people, e.g. {@code binance-spot/1}
 * @param path          behind the stream address, e.g. {@code /ws}
 * @param session       owns everything that comes over it
 * @param instrumentIds dense ids of the session's instruments, in its order
 */
public record FeedPlan(String name, String path, MarketDataSession session, List<Integer> instrumentIds) {
    /** Copies the list. */
    public FeedPlan {
        instrumentIds = List.copyOf(instrumentIds);
    }
}
