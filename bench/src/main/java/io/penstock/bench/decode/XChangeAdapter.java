package io.penstock.bench.decode;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import info.bitrich.xchangestream.binance.dto.BinanceWebsocketTransaction;
import info.bitrich.xchangestream.binance.dto.market.DepthBinanceWebSocketTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.SortedMap;

/**
 * XChange's Binance stream adapter: text to a tree, tree to its depth transaction, with the mapper set as its own
 * streaming helper sets it. Sockets, reactive streams and logging are left out, which flatters it.
 */
public final class XChangeAdapter implements DepthDecoder {
    private final ObjectMapper mapper = new ObjectMapper()
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .setDefaultPropertyInclusion(JsonInclude.Include.NON_DEFAULT);
    private final JavaType depthType = mapper.getTypeFactory().constructType(
        new TypeReference<BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction>>() { });
    private DepthBinanceWebSocketTransaction last;

    @Override
    public String name() {
        return "XChange adapter";
    }

    @Override
    public long decode(final byte[] data, final int offset, final int length) {
        last = transaction(data, offset, length);
        return last.getLastUpdateId();
    }

    /**
     * The adapter's own result.
     *
     * @param data   holds the message
     * @param offset of its first byte
     * @param length in bytes
     * @return a new object
     */
    public DepthBinanceWebSocketTransaction transaction(final byte[] data, final int offset, final int length) {
        try {
            final JsonNode tree = mapper.readTree(data, offset, length);
            final BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction> whole =
                mapper.readValue(mapper.treeAsTokens(tree), depthType);
            return whole.getData();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(final DepthMessage into) {
        into.clear();
        into.firstUpdateId = last.getFirstUpdateId();
        into.lastUpdateId = last.getLastUpdateId();
        add(last.getOrderBook().bids, into);
        into.bidCount = into.levelCount;
        add(last.getOrderBook().asks, into);
    }

    private static void add(final SortedMap<BigDecimal, BigDecimal> side, final DepthMessage into) {
        side.forEach((price, quantity) -> into.add(
            price.movePointRight(DepthMessage.DECIMALS).longValueExact(),
            quantity.movePointRight(DepthMessage.DECIMALS).longValueExact()));
    }
}
