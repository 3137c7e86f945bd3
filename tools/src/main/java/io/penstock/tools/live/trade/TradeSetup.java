package io.penstock.tools.live.trade;

import io.penstock.api.Venue;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the order side of a live session is made of. Immutable; any thread; its text shows no key.
 *
 * @param journal        directory of the input log
 * @param configuration  of the run
 * @param keys           of the venues that orders go to
 * @param keysAttested   the operator vouches for keys whose rights the venue does not tell
 * @param gates          what opened the gates, in words for the journal
 * @param watchdogWanted whether a watchdog must be there
 * @param keepOrders     leave orders open at a stop
 * @param words          hears what people should know
 */
public record TradeSetup(
    Path journal, Configuration configuration, Map<Venue, VenueKey> keys, boolean keysAttested, String gates,
    boolean watchdogWanted, boolean keepOrders, Consumer<String> words) {
    /** Copies the map, in the venues' order. */
    public TradeSetup {
        final EnumMap<Venue, VenueKey> copy = new EnumMap<>(Venue.class);
        copy.putAll(keys);
        keys = Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return "TradeSetup[" + journal + ", " + keys.keySet() + "]";
    }
}
