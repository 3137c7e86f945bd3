package io.penstock.engine.reconcile;

import io.penstock.api.AlertCode;
import io.penstock.api.BreakKind;
import io.penstock.api.InstrumentKind;
import io.penstock.engine.instrument.Instrument;

/**
 * Holds the balances and positions that a venue lists against the portfolio. Engine thread only; does not allocate.
 *
 * <p>Spot venues: free and locked together against the ledger's cash of that venue's wallet, exactly. Perpetuals: the
 * position. What was moved after the line is left alone this time.
 */
final class AccountJudge {
    private static final int ASSET_BITS = 20;

    private final Links links;
    private final Breaks breaks;
    private final UnknownOrders unknown;
    private final Touches touches;
    private long assetsIgnored;

    AccountJudge(final Links links, final Breaks breaks, final UnknownOrders unknown, final Touches touches) {
        this.links = links;
        this.breaks = breaks;
        this.unknown = unknown;
        this.touches = touches;
    }

    /** Positions of perpetuals that differ from ours. */
    int foreignPositions(final VenueWatch venue) {
        int found = 0;
        for (int id = 0; id < links.instruments().count(); id++) {
            found += isPerpetualOf(venue, id) && venue.listing.position(id) != links.books().position(id) ? 1 : 0;
        }
        return found;
    }

    private boolean isPerpetualOf(final VenueWatch venue, final int id) {
        final Instrument instrument = links.instruments().get(id);
        return instrument.venue().code() == venue.venue && instrument.kind() == InstrumentKind.LINEAR_PERPETUAL;
    }

    /** Makes our positions what the venue says; how many changed. */
    int adoptPositions(final VenueWatch venue) {
        int taken = 0;
        for (int id = 0; id < links.instruments().count(); id++) {
            final long difference = isPerpetualOf(venue, id)
                ? venue.listing.position(id) - links.books().position(id) : 0;
            if (difference != 0 && links.books().adopt(id, difference, venue.listing.entryPrice(id))) {
                taken++;
            }
        }
        return taken;
    }

    /**
     * Whether nothing that a first listing would open moved since the line. What moved so lately may lie on either side
     * of the moment at which the venue counted: taken over it would be lost, or count twice.
     */
    boolean isQuiet(final VenueWatch venue, final long lineNs) {
        for (int id = 0; id < links.instruments().count(); id++) {
            if (isPerpetualOf(venue, id) && touches.instrumentSince(id, lineNs)) {
                return false;
            }
        }
        final Books books = links.books();
        final int wallet = books.wallet(venue.venue);
        for (int asset = 0; asset < books.assetCount(); asset++) {
            if (!books.isOpen(venue.venue, asset) && touches.assetSince(wallet, asset, lineNs)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The first word on balances: what the venue says is what we hold. What it does not list it holds nothing of; it
     * can be among ours by trades that were heard of before.
     */
    void openBalances(final VenueWatch venue, final long nowNs) {
        final Listing listing = venue.listing;
        for (int i = 0; i < listing.balanceCount(); i++) {
            final long total = listing.balanceTotal(i);
            final int asset = total == 0
                ? links.books().asset(listing.balanceCode(i, 0), listing.balanceCode(i, 1))
                : links.books().register(listing.balanceCode(i, 0), listing.balanceCode(i, 1));
            if (asset != Books.NO_ASSET) {
                links.books().open(venue.venue, asset, total, nowNs);
            } else if (total != 0) {
                ignore(venue, total);
            }
        }
        for (int asset = 0; venue.spot && asset < links.books().assetCount(); asset++) {
            if (links.books().cash(venue.venue, asset) != 0) {
                links.books().open(
                    venue.venue, asset, listing.total(links.books().code(asset, 0), links.books().code(asset, 1)),
                    nowNs);
            }
        }
    }

    /** Makes the ledger what the venue says; how many assets changed. */
    int adoptBalances(final VenueWatch venue) {
        final Listing listing = venue.listing;
        final Books books = links.books();
        int taken = 0;
        for (int i = 0; i < listing.balanceCount(); i++) {
            if (listing.balanceTotal(i) != 0
                && books.register(listing.balanceCode(i, 0), listing.balanceCode(i, 1)) == Books.NO_ASSET) {
                ignore(venue, listing.balanceTotal(i));
            }
        }
        for (int asset = 0; asset < books.assetCount(); asset++) {
            final long difference = listing.total(books.code(asset, 0), books.code(asset, 1))
                - books.cash(venue.venue, asset);
            if (difference != 0) {
                // ids of venues are not negative
                books.adjust(
                    venue.venue, asset, difference, Long.MIN_VALUE + (venue.request << ASSET_BITS | asset));
                taken++;
            }
        }
        return taken;
    }

    void judge(final VenueWatch venue, final long lineNs) {
        for (int id = 0; id < links.instruments().count(); id++) {
            if (isPerpetualOf(venue, id) && !touches.instrumentSince(id, lineNs)) {
                position(venue, id);
            }
        }
        if (venue.spot && unknown.countOfWallet(venue.venue) == 0) {
            balances(venue, lineNs);
        }
    }

    private void position(final VenueWatch venue, final int id) {
        final long ours = links.books().position(id);
        final long venues = venue.listing.position(id);
        if (ours != venues && unknown.count(venue.venue) == 0) {
            breaks.found(
                venue.venue, BreakKind.POSITION, id, 0, 0, 0, ours, venues,
                links.books().value(id, Math.abs(ours - venues)));
        }
    }

    private void balances(final VenueWatch venue, final long lineNs) {
        final Books books = links.books();
        final Listing listing = venue.listing;
        for (int asset = 0; asset < books.assetCount(); asset++) {
            final long low = books.code(asset, 0);
            final long high = books.code(asset, 1);
            final long ours = books.cash(venue.venue, asset);
            final long venues = listing.total(low, high);
            if (ours != venues && !touches.assetSince(books.wallet(venue.venue), asset, lineNs)) {
                breaks.found(
                    venue.venue, BreakKind.BALANCE, -1, 0, low, high, ours, venues,
                    books.assetValue(venue.venue, asset, Math.abs(ours - venues)));
            }
        }
        for (int i = 0; i < listing.balanceCount(); i++) {
            final long low = listing.balanceCode(i, 0);
            final long high = listing.balanceCode(i, 1);
            if (listing.balanceTotal(i) != 0 && books.asset(low, high) == Books.NO_ASSET) {
                if (!books.hasRoomForOther()) {
                    ignore(venue, listing.balanceTotal(i));
                } else {
                    breaks.found(
                        venue.venue, BreakKind.BALANCE, -1, 0, low, high, 0, listing.balanceTotal(i),
                        Books.NO_VALUE);
                }
            }
        }
    }

    /** An asset for which there is no room counts nothing; said of the first. */
    private void ignore(final VenueWatch venue, final long total) {
        if (assetsIgnored++ == 0) {
            links.output().alert(AlertCode.ASSETS_FULL, -1, venue.venue, total);
        }
    }

    long assetsIgnored() {
        return assetsIgnored;
    }

    void assetsIgnored(final long count) {
        assetsIgnored = count;
    }
}
