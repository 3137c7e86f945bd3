package io.penstock.bench.jmh;

import io.penstock.bench.Corpus;
import io.penstock.bench.Frames;
import io.penstock.bench.Sessions;
import io.penstock.bench.decode.DepthDecoder;
import io.penstock.bench.decode.JacksonStreaming;
import io.penstock.bench.decode.JacksonTree;
import io.penstock.bench.decode.JsoniterSlices;
import io.penstock.bench.decode.Peers;
import io.penstock.bench.decode.PenstockDecoder;
import io.penstock.bench.decode.XChangeAdapter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One depth message from bytes to levels; the corpus of 1,024 messages is cycled.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    /** Which messages. */
    @Param({"twenty", "spot", "usdm"})
    public String corpus;
    /** Which decoder. */
    @Param({"penstock", "jsoniter", "jackson-streaming", "jackson-tree", "xchange"})
    public String decoder;

    private DepthDecoder decoding;
    private Frames frames;
    private int next;

    /** Cuts the corpus and proves that the decoder reads it as ours does. */
    @Setup
    public void setup() {
        final boolean usdm = "usdm".equals(corpus);
        final Frames session = Data.read(usdm ? Sessions.USDM : Sessions.SPOT);
        final Corpus cut = "twenty".equals(corpus)
            ? Corpus.twentyLevels(corpus, session) : Corpus.depth(corpus, session);
        decoding = switch (decoder) {
            case "penstock" -> new PenstockDecoder(usdm);
            case "jsoniter" -> new JsoniterSlices();
            case "jackson-streaming" -> new JacksonStreaming();
            case "jackson-tree" -> new JacksonTree();
            default -> new XChangeAdapter();
        };
        Peers.requireEqual(List.of(new PenstockDecoder(usdm), decoding), cut);
        frames = cut.frames();
    }

    /**
     * One message.
     *
     * @return its last update id
     */
    @Benchmark
    public long decode() {
        final int message = next;
        next = message + 1 == frames.count() ? 0 : message + 1;
        return decoding.decode(frames.data(), frames.offset(message), frames.length(message));
    }
}
