package io.penstock.gateways.emulator.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.gateways.emulator.TrueBook;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A client's book as simple as it can be: Jackson, BigDecimal and the venue's own rule of continuity. */
public final class NaiveClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean usdm;
    private final Map<Long, Long> bids = new HashMap<>();
    private final Map<Long, Long> asks = new HashMap<>();
    private long lastUpdateId = -1;
    private boolean first;
    private int gaps;
    private int malformed;
    private int applied;
    private int stale;

    public NaiveClient(final boolean usdm) {
        this.usdm = usdm;
    }

    public boolean synced() {
        return lastUpdateId >= 0;
    }

    public long lastUpdateId() {
        return lastUpdateId;
    }

    public int gaps() {
        return gaps;
    }

    public int malformed() {
        return malformed;
    }

    public int applied() {
        return applied;
    }

    public int stale() {
        return stale;
    }

    private static long units(final JsonNode text) {
        return new BigDecimal(text.textValue()).movePointRight(8).longValueExact();
    }

    private static void levels(final JsonNode levels, final Map<Long, Long> side) {
        for (final JsonNode level : levels) {
            if (units(level.get(1)) == 0) {
                side.remove(units(level.get(0)));
            } else {
                side.put(units(level.get(0)), units(level.get(1)));
            }
        }
    }

    public void snapshot(final String body) throws IOException {
        final JsonNode snapshot = JSON.readTree(body);
        bids.clear();
        asks.clear();
        levels(snapshot.get("bids"), bids);
        levels(snapshot.get("asks"), asks);
        lastUpdateId = snapshot.get("lastUpdateId").longValue();
        first = true;
    }

    /** Takes a frame; others than diffs are passed over. */
    public void frame(final String text) {
        final JsonNode frame;
        try {
            frame = JSON.readTree(text);
        } catch (final IOException bad) {
            malformed++;
            return;
        }
        final JsonNode diff = frame.has("data") ? frame.get("data") : frame;
        if (!"depthUpdate".equals(diff.path("e").asText()) || !synced()) {
            return;
        }
        final long from = diff.get("U").longValue();
        final long to = diff.get("u").longValue();
        if (to <= lastUpdateId) {
            stale++;
            return;
        }
        final boolean follows = usdm && !first ? diff.get("pu").longValue() == lastUpdateId
            : from <= lastUpdateId + 1 || usdm && diff.get("pu").longValue() <= lastUpdateId;
        if (!follows) {
            gaps++;
            lastUpdateId = -1;
            return;
        }
        levels(diff.get("b"), bids);
        levels(diff.get("a"), asks);
        lastUpdateId = to;
        first = false;
        applied++;
    }

    public long digest() {
        long digest = 0;
        for (final var level : bids.entrySet()) {
            digest += TrueBook.mix(true, level.getKey(), level.getValue());
        }
        for (final var level : asks.entrySet()) {
            digest += TrueBook.mix(false, level.getKey(), level.getValue());
        }
        return digest;
    }
}
