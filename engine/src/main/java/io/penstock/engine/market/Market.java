package io.penstock.engine.market;

import io.penstock.api.AnalysisView;
import io.penstock.api.BookState;
import io.penstock.api.BookView;
import io.penstock.api.FeatureView;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.PositionView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.analysis.Analysis;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.feature.Features;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.OwnPosition;

/**
 * Everything the fold keeps of one instrument's market: book, best bid and offer, features, ages.
 *
 * <p>Engine thread only; allocates when the instrument is defined.
 */
public final class Market implements MarketView, Stateful {
    private static final int STATE_VERSION = 4;
    /** From this version on the crossing is part of the state. */
    private static final int WITH_CROSSING = 4;

    private final Instrument instrument;
    private final OrderBook book;
    private final Features features;
    private final PositionView position;
    private final OwnPosition ownPosition;
    private final Crossing crossing = new Crossing();
    private final PublishedTouch published = new PublishedTouch();
    private Analysis analysis;
    private AnalysisView shown;
    private boolean member = true;
    private boolean levelsChanged;
    private boolean stale;
    private boolean lost;
    private long lastReferencePrice = BookView.NO_PRICE;
    private long nowNs;
    private long bookTimeNs = Long.MIN_VALUE;

    /**
     * An empty market.
     *
     * @param instrument defined
     * @param position   ours in it
     * @param own        the part of it that the strategy holds that is called
     * @param config     of the engine
     */
    public Market(
        final Instrument instrument, final PositionView position, final OwnPosition own, final EngineConfig config) {
        this.instrument = instrument;
        this.position = position;
        this.ownPosition = own;
        this.book = new OrderBook(
            config.book().windowTicks(), instrument.priceExponent(), instrument.quantityExponent(),
            instrument.tickSize());
        this.features = new Features(config.feature());
        features.scale(instrument.priceExponent());
    }

    /**
     * A complete update was committed to the book.
     *
     * @param eventNs engine time
     */
    public void onBook(final long eventNs) {
        nowNs = eventNs;
        bookTimeNs = eventNs;
        levelsChanged = true;
        stale = false;
    }

    /**
     * The venue published its best bid and offer.
     *
     * @param event   the message
     * @param eventNs engine time
     */
    public void onBestBidOffer(final BestBidOfferDecoder event, final long eventNs) {
        nowNs = eventNs;
        published.take(event);
    }

    /**
     * A trade of the market.
     *
     * @param aggressor who crossed
     * @param quantity  traded
     * @param eventNs   engine time
     */
    public void onTrade(final Side aggressor, final long quantity, final long eventNs) {
        nowNs = eventNs;
        features.onTrade(aggressor, quantity, eventNs);
    }

    /** The book cannot be trusted any more. */
    public void invalidate() {
        book.invalidate();
        crossing.end();
        features.reset();
        levelsChanged = false;
        published.age();
    }

    /**
     * The gateway lost the feed: nothing may be decided before it says that the book follows the venue again. The
     * snapshot from which it begins anew is known to be old until the diffs that waited for it are applied. The book
     * is invalidated apart from this.
     */
    public void lose() {
        lost = true;
    }

    /** The gateway says that the book follows the venue. */
    public void follow() {
        lost = false;
    }

    /** The feed went silent: nothing may be decided before the next book update. */
    public void markStale() {
        stale = true;
    }

    /**
     * Derives the features from what changed; the touch is the fresher of the book's and the published one.
     *
     * @return whether a decision may be based on this market
     */
    public boolean derive() {
        if (!readable()) {
            return false;
        }
        lastReferencePrice = referencePrice();
        if (levelsChanged) {
            features.onLevels(book);
            levelsChanged = false;
        }
        if (touchIsPublished()) {
            features.onTouch(
                published.bidPrice, published.bidQuantity, published.askPrice, published.askQuantity, nowNs);
        } else {
            features.onTouch(
                book.bestBidPrice(), book.bestBidQuantity(), book.bestAskPrice(), book.bestAskQuantity(), nowNs);
        }
        return true;
    }

    /**
     * The best bid, the fresher of the book's and the published one.
     *
     * @return price units, or {@link BookView#NO_PRICE}
     */
    public long touchBidPrice() {
        return touchIsPublished() ? published.bidPrice : book.bestBidPrice();
    }

    /**
     * The best offer, the fresher of the book's and the published one.
     *
     * @return price units, or {@link BookView#NO_PRICE}
     */
    public long touchAskPrice() {
        return touchIsPublished() ? published.askPrice : book.bestAskPrice();
    }

    private boolean touchIsPublished() {
        return published.fresherThan(book.lastUpdateId());
    }

    /**
     * Whether a decision may be based on it.
     *
     * @return true when the book is two-sided and not crossed, and its feed neither silent nor lost
     */
    public boolean readable() {
        return !stale && !lost && book.state() == BookState.VALID;
    }

    /**
     * Whether its feed vouches for a book that cannot be.
     *
     * @return true when it is crossed or locked and the feed is not lost
     */
    public boolean impossible() {
        return !lost && (book.state() == BookState.CROSSED || book.state() == BookState.LOCKED);
    }

    /**
     * Since when it cannot be.
     *
     * @return live
     */
    public Crossing crossing() {
        return crossing;
    }

    /**
     * Sets the moment, for calls that no market event caused.
     *
     * @param eventNs engine time
     */
    public void moment(final long eventNs) {
        nowNs = eventNs;
    }

    /**
     * When the book last changed.
     *
     * @return engine time, or Long.MIN_VALUE
     */
    public long bookTimeNs() {
        return bookTimeNs;
    }

    /**
     * The price that limits are measured against: the mid of the book.
     *
     * @return price units, rounded down, or {@link BookView#NO_PRICE} when the book is not readable
     */
    public long referencePrice() {
        return readable()
            ? book.bestBidPrice() + (book.bestAskPrice() - book.bestBidPrice()) / 2 : BookView.NO_PRICE;
    }

    /**
     * The price that positions are valued at: the last mid on which a decision could be based. A lost feed does not
     * make a position worth nothing.
     *
     * @return price units, or {@link BookView#NO_PRICE} when there has been none
     */
    public long lastReferencePrice() {
        return lastReferencePrice;
    }

    /**
     * Whether it is in the universe, so that positions may be opened.
     *
     * @return true until an event says otherwise
     */
    public boolean member() {
        return member;
    }

    /**
     * It joins or leaves the universe.
     *
     * @param in true when it joins
     * @return whether that is a change
     */
    public boolean member(final boolean in) {
        final boolean changed = member != in;
        member = in;
        return changed;
    }

    @Override
    public long nowNs() {
        return nowNs;
    }

    @Override
    public InstrumentView instrument() {
        return instrument;
    }

    /**
     * The instrument with its limits.
     *
     * @return the same as {@link #instrument()}
     */
    public Instrument definition() {
        return instrument;
    }

    @Override
    public BookView book() {
        return book;
    }

    /**
     * The book that can be changed.
     *
     * @return the same as {@link #book()}
     */
    public OrderBook orderBook() {
        return book;
    }

    @Override
    public FeatureView features() {
        return features;
    }

    @Override
    public PositionView position() {
        return position;
    }

    @Override
    public PositionView ownPosition() {
        return ownPosition;
    }

    /**
     * From here on it shows what concerns a strategy.
     *
     * @param strategyId index in configuration order
     */
    public void serve(final int strategyId) {
        ownPosition.serve(strategyId);
        analysis.serve(strategyId, nowNs);
    }

    @Override
    public AnalysisView analysis() {
        return shown;
    }

    /**
     * What is made of it; set once, when the instrument is defined.
     *
     * @param newAnalysis of this market
     */
    public void analysis(final Analysis newAnalysis) {
        analysis = newAnalysis;
        shown = newAnalysis;
    }

    /**
     * Shows something else in its place to all who read, while the engine goes on with what it was: for whoever wants
     * to see what is decided on other views.
     *
     * @param view never null
     */
    public void show(final AnalysisView view) {
        shown = view;
    }

    /**
     * The analysis as the engine drives it.
     *
     * @return the same as {@link #analysis()}
     */
    public Analysis analysed() {
        return analysis;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putBoolean(member);
        out.putBoolean(levelsChanged);
        out.putBoolean(stale);
        out.putBoolean(lost);
        out.putLong(lastReferencePrice);
        out.putLong(bookTimeNs);
        published.writeTo(out);
        book.writeTo(out);
        features.writeTo(out);
        crossing.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        member = in.getBoolean();
        levelsChanged = in.getBoolean();
        stale = in.getBoolean();
        lost = in.getBoolean();
        lastReferencePrice = in.getLong();
        bookTimeNs = in.getLong();
        published.readFrom(in);
        book.readFrom(in);
        features.readFrom(in);
        if (version >= WITH_CROSSING) {
            crossing.readFrom(in);
        }
    }
}
