package io.penstock.engine.order;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderStatus;
import io.penstock.api.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What orders must do, said as plainly as possible: facts about each order, its status derived from them, every sum
 * made anew whenever it is asked for.
 */
final class NaiveOrders {
    static final class Entry {
        final long id;
        final int instrumentId;
        final int strategyId;
        final Side side;
        BigDecimal price;
        long quantity;
        BigDecimal wantedPrice;
        long wantedQuantity;
        boolean triggered;
        long filled;
        long venueFilled;
        boolean acknowledged;
        boolean outcomeUnknown;
        boolean cancelPending;
        OrderStatus finalWord;

        Entry(
            final long id, final int instrumentId, final int strategyId, final Side side, final BigDecimal price,
            final long quantity) {
            this.id = id;
            this.instrumentId = instrumentId;
            this.strategyId = strategyId;
            this.side = side;
            this.price = price;
            this.quantity = quantity;
        }

        OrderStatus status() {
            if (finalWord != null) {
                return finalWord;
            }
            if (cancelPending) {
                return OrderStatus.PENDING_CANCEL;
            }
            if (outcomeUnknown) {
                return OrderStatus.UNKNOWN;
            }
            if (filled > 0) {
                return OrderStatus.PARTIALLY_FILLED;
            }
            return acknowledged ? OrderStatus.NEW : OrderStatus.PENDING_NEW;
        }

        long most() {
            return Math.max(quantity, wantedQuantity);
        }

        /** What counts: the larger of what it is and what was asked to become of it. */
        long counting() {
            return finalWord != null ? 0 : Math.max(0, most() - filled);
        }

        BigDecimal countingPrice() {
            return wantedQuantity == 0 ? price : price.max(wantedPrice);
        }

        long leaves() {
            return finalWord != null || filled > quantity ? 0 : quantity - filled;
        }
    }

    private record Execution(int instrumentId, long executionId, Side side) {
    }

    private final int remembered;
    final List<Entry> open = new ArrayList<>();
    final List<Entry> closed = new ArrayList<>();
    private final Set<Execution> executions = new HashSet<>();

    NaiveOrders(final int remembered) {
        this.remembered = remembered;
    }

    Entry find(final long id) {
        for (final List<Entry> list : List.of(open, closed)) {
            for (final Entry entry : list) {
                if (entry.id == id) {
                    return entry;
                }
            }
        }
        return null;
    }

    /** Asks for a change, if the order works and no other is asked for. */
    boolean change(final long id, final BigDecimal price, final long quantity) {
        final Entry entry = find(id);
        if (entry == null || entry.status() != OrderStatus.NEW && entry.status() != OrderStatus.PARTIALLY_FILLED
            || entry.wantedQuantity != 0 || quantity <= entry.filled) {
            return false;
        }
        entry.wantedPrice = price;
        entry.wantedQuantity = quantity;
        return true;
    }

    ReportResult changed(final long id, final boolean done, final long venueFilled) {
        final Entry entry = find(id);
        if (entry == null) {
            return ReportResult.UNKNOWN_ORDER;
        }
        if (entry.wantedQuantity == 0) {
            return ReportResult.STALE;
        }
        if (done) {
            entry.price = entry.wantedPrice;
            entry.quantity = entry.wantedQuantity;
            entry.venueFilled = Math.max(entry.venueFilled, venueFilled);
        }
        entry.wantedQuantity = 0;
        entry.acknowledged = true;
        entry.outcomeUnknown = false;
        if (entry.filled >= entry.quantity) {
            end(entry, OrderStatus.FILLED);
        }
        return ReportResult.APPLIED;
    }

    private static void become(final Entry entry) {
        entry.price = entry.wantedPrice;
        entry.quantity = entry.wantedQuantity;
        entry.wantedQuantity = 0;
    }

    private void end(final Entry entry, final OrderStatus word) {
        if (entry.wantedQuantity > entry.quantity) {
            become(entry);
        }
        entry.wantedQuantity = 0;
        entry.finalWord = word;
        open.remove(entry);
        closed.add(entry);
        if (closed.size() > remembered) {
            closed.remove(0);
        }
    }

    boolean cancel(final long id) {
        final Entry entry = find(id);
        if (entry == null || entry.finalWord != null || entry.cancelPending) {
            return false;
        }
        entry.cancelPending = true;
        return true;
    }

    ReportResult fill(final long id, final long executionId, final long quantity, final long venueFilled) {
        final Entry entry = find(id);
        if (entry == null) {
            return ReportResult.UNKNOWN_ORDER;
        }
        if (!executions.add(new Execution(entry.instrumentId, executionId, entry.side))) {
            return ReportResult.DUPLICATE_EXECUTION;
        }
        entry.filled += quantity;
        entry.venueFilled = Math.max(entry.venueFilled, venueFilled);
        entry.outcomeUnknown = false;
        final boolean late = entry.finalWord != null;
        if (!late && entry.wantedQuantity != 0 && entry.filled > entry.quantity) {
            become(entry);
        }
        final boolean over = entry.filled > entry.most();
        if (!late && entry.filled >= entry.most()) {
            end(entry, OrderStatus.FILLED);
        }
        if (over) {
            return ReportResult.OVERFILL;
        }
        return late ? ReportResult.LATE_FILL : ReportResult.FILL;
    }

    ReportResult word(final long id, final ExecutionType type, final long venueFilled) {
        final Entry entry = find(id);
        if (entry == null) {
            return ReportResult.UNKNOWN_ORDER;
        }
        final ReportResult result = switch (type) {
            case ACCEPTED -> accept(entry);
            case REJECTED -> reject(entry);
            case CANCELED -> finish(entry, OrderStatus.CANCELED);
            case EXPIRED -> finish(entry, OrderStatus.EXPIRED);
            case CANCEL_REJECTED -> refuseCancel(entry);
            case TRADE, REPLACED, REPLACE_REJECTED, TRIGGERED -> throw new IllegalArgumentException("not a word");
        };
        if (result != ReportResult.ILLEGAL_TRANSITION) {
            entry.venueFilled = Math.max(entry.venueFilled, venueFilled);
        }
        return result;
    }

    private static ReportResult accept(final Entry entry) {
        if (entry.finalWord != null) {
            return entry.finalWord == OrderStatus.REJECTED ? ReportResult.ILLEGAL_TRANSITION : ReportResult.STALE;
        }
        final boolean news = entry.outcomeUnknown || !entry.acknowledged && entry.filled == 0;
        entry.acknowledged = true;
        entry.outcomeUnknown = false;
        return news ? ReportResult.APPLIED : ReportResult.STALE;
    }

    private ReportResult reject(final Entry entry) {
        if (entry.finalWord != null) {
            return entry.finalWord == OrderStatus.REJECTED ? ReportResult.STALE : ReportResult.ILLEGAL_TRANSITION;
        }
        if (entry.filled > 0 || entry.acknowledged && !entry.outcomeUnknown) {
            return ReportResult.ILLEGAL_TRANSITION;
        }
        end(entry, OrderStatus.REJECTED);
        return ReportResult.APPLIED;
    }

    private ReportResult finish(final Entry entry, final OrderStatus word) {
        if (entry.finalWord != null) {
            return entry.finalWord == word ? ReportResult.STALE : ReportResult.ILLEGAL_TRANSITION;
        }
        end(entry, word);
        return ReportResult.APPLIED;
    }

    private static ReportResult refuseCancel(final Entry entry) {
        if (entry.finalWord != null || !entry.cancelPending) {
            return ReportResult.STALE;
        }
        entry.cancelPending = false;
        return ReportResult.APPLIED;
    }

    ReportResult perhapsSent(final long id) {
        final Entry entry = find(id);
        if (entry == null) {
            return ReportResult.UNKNOWN_ORDER;
        }
        if (entry.finalWord != null || entry.outcomeUnknown || entry.acknowledged || entry.filled > 0) {
            return ReportResult.STALE;
        }
        entry.outcomeUnknown = true;
        return ReportResult.APPLIED;
    }

    int restart() {
        int changed = 0;
        for (final Entry entry : open) {
            changed += entry.status() == OrderStatus.UNKNOWN ? 0 : 1;
            entry.outcomeUnknown = true;
            entry.cancelPending = false;
        }
        return changed;
    }

    long leaves(final int instrumentId, final Side side) {
        long sum = 0;
        for (final Entry entry : open) {
            sum += entry.instrumentId == instrumentId && entry.side == side ? entry.counting() : 0;
        }
        return sum;
    }

    /** Open BUY notional with eight decimals, each order's rounded by itself. */
    BigDecimal buyNotional(final int instrumentId, final int quantityExponent) {
        BigDecimal sum = BigDecimal.ZERO.setScale(8);
        for (final Entry entry : open) {
            if (entry.instrumentId == instrumentId && entry.side == Side.BUY) {
                final BigDecimal leaves = BigDecimal.valueOf(entry.counting(), -quantityExponent);
                sum = sum.add(entry.countingPrice().multiply(leaves).setScale(8, RoundingMode.HALF_UP));
            }
        }
        return sum;
    }

    List<Entry> list(final int instrumentId, final int strategyId) {
        final List<Entry> found = new ArrayList<>();
        for (final Entry entry : open) {
            if (entry.instrumentId == instrumentId && entry.strategyId == strategyId) {
                found.add(entry);
            }
        }
        return found;
    }
}
