package io.penstock.bench.fold;

import info.bitrich.xchangestream.binance.dto.market.DepthBinanceWebSocketTransaction;
import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.Work;
import io.penstock.bench.book.BookPass;
import io.penstock.bench.book.BookTape;
import io.penstock.bench.book.PenstockBook;
import io.penstock.bench.book.XChangeBook;
import io.penstock.bench.decode.XChangeAdapter;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.util.EnumSet;
import java.util.List;

/**
 * From a depth message to the decision on the engine thread: the whole fold with one strategy, against the book update
 * alone and against XChange's decoding and book, which decides nothing.
 */
public final class TickGroup implements Group {
    private static final double GOAL_BOOK = 3;
    private static final double GOAL_XCHANGE = 1.0 / 20;

    @Override
    public String name() {
        return "tick";
    }

    @Override
    public void measure(final Context context) {
        for (final Sessions session : Sessions.values()) {
            session(context, session);
        }
    }

    private static void session(final Context context, final Sessions session) {
        final Frames frames = context.read(session);
        final EnumSet<Frames.Kind> depth = EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT);
        final Tape tape = Tape.of(frames, session.usdm(), depth);
        final Tape whole = Tape.of(frames, session.usdm(), EnumSet.allOf(Frames.Kind.class));
        final BookTape updates = new BookTape(tape);
        final EngineConfig config = EngineRig.config(CapacityConfig.defaults(), "flash");
        final long messages = tape.depthMessages();
        final BookPass book = new BookPass(
            new PenstockBook(Tape.definition(session.usdm()).tickSize()), updates, updates.count());
        final FoldPass live = new FoldPass(tape, config, List.of(new FlashFactory()), false, messages);
        final FoldPass paper = new FoldPass(tape, config, List.of(new FlashFactory()), true, messages);
        final FoldPass all = new FoldPass(whole, config, List.of(new FlashFactory()), true, whole.count());
        final List<Interleaved.Sample> samples = new Interleaved(context.pace())
            .add("fold", live)
            .add("fold, simulated exchange", paper)
            .add("book", () -> {
                book.run();
                return messages;
            })
            .add("XChange decode + OrderBook", new XChangePass(frames, context.pick(2_000, 1_000, 50)))
            .add("fold, whole session", all)
            .measure();
        rows(context, session, samples, whole);
        context.say("tick, " + session + ": outputs live " + live.outputs() + ", paper " + paper.outputs()
            + ", whole session " + all.outputs());
    }

    private static void rows(
        final Context context, final Sessions session, final List<Interleaved.Sample> samples, final Tape whole) {
        final String name = session.usdm() ? "USD-M" : "spot";
        final Interleaved.Sample fold = samples.get(0);
        final Interleaved.Sample paper = samples.get(1);
        final Interleaved.Sample book = samples.get(2);
        final Interleaved.Sample xchange = samples.get(3);
        final Interleaved.Sample all = samples.get(4);
        final String metric = "tick to decision, " + name + " depth message, flash";
        context.add(Row.atMost(metric, Row.ns(fold), "book update alone " + Row.ns(book),
            fold.medianNs() / book.medianNs(), GOAL_BOOK, fold.bytes()));
        context.add(Row.atMost(metric, Row.ns(fold), xchange.name() + " " + Row.ns(xchange) + ", "
            + Row.number(xchange.bytes()) + " B", fold.medianNs() / xchange.medianNs(), GOAL_XCHANGE, fold.bytes()));
        context.add(Row.known(metric + ", simulated exchange in the fold", Row.ns(paper),
            "book update alone " + Row.ns(book), paper.medianNs() / book.medianNs(), paper.bytes()));
        context.add(Row.known("whole fold per record, " + name + " session (" + whole.count() + " records)",
            Row.ns(all), "-", 0, all.bytes()));
    }

    /** XChange from wire bytes to its updated book, in the order of the session. */
    private static final class XChangePass implements Work {
        private final Frames frames;
        private final int messages;
        private final XChangeAdapter adapter = new XChangeAdapter();
        private XChangeBook book = new XChangeBook();
        private int next;

        XChangePass(final Frames frames, final int messages) {
            this.frames = frames;
            this.messages = messages;
        }

        @Override
        public long run() {
            int done = 0;
            while (done < messages) {
                if (next == frames.count()) {
                    next = 0;
                    book = new XChangeBook();
                }
                if (frames.kind(next) == Frames.Kind.DEPTH) {
                    final DepthBinanceWebSocketTransaction message =
                        adapter.transaction(frames.data(), frames.offset(next), frames.length(next));
                    book.apply(message.getOrderBook().bids, message.getOrderBook().asks, message.getEventTime());
                    done++;
                }
                next++;
            }
            return done;
        }
    }
}
