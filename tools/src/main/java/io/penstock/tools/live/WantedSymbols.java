package io.penstock.tools.live;

import io.penstock.engine.config.StrategyConfig;
import io.penstock.gateways.capture.ImportSummary;
import io.penstock.gateways.capture.QuoteAssets;
import io.penstock.tools.capture.CandleSource;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.config.MarketDataConfig;
import io.penstock.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be known of a run's instruments before a venue is asked: names that the universe does not take would be
 * waited for in vain. Main thread.
 */
final class WantedSymbols {
    private final MarketDataConfig market;
    private final List<String> named;

    /**
     * Instruments of a run.
     *
     * @param market venues and universe
     */
    WantedSymbols(final MarketDataConfig market) {
        this.market = market;
        named = new ArrayList<>(market.universe().symbols());
        if (!named.isEmpty()) {
            named.addAll(market.universe().allow());
        }
    }

    /**
     * Reads a configuration whose strategies have something to trade.
     *
     * @param loader all layers
     * @return the configuration
     * @throws UserError when a strategy names instruments and the universe takes none of them
     */
    static Configuration load(final ConfigLoader loader) {
        final Configuration configuration = loader.load();
        final WantedSymbols wanted = new WantedSymbols(configuration.marketData());
        configuration.engine().strategies().stream().filter(StrategyConfig::enabled).forEach(wanted::check);
        return configuration;
    }

    private void check(final StrategyConfig strategy) {
        final List<String> symbols = strategy.instruments();
        if (!symbols.isEmpty() && symbols.stream().noneMatch(x -> fault(x) == null)) {
            throw new UserError("strategy " + strategy.name() + " would have nothing to trade: "
                + fault(symbols.get(0)), "strategy." + strategy.name() + ".instruments = " + symbols,
                right(symbols.get(0)) + "; no instruments stands for all");
        }
    }

    /**
     * Refuses candles of an instrument that the run does not take.
     *
     * @param source of the past
     * @param where  the user named it
     */
    void check(final CandleSource source, final String where) {
        if (!market.enabled().contains(source.venue())) {
            final List<String> venues = market.enabled().stream().map(ImportSummary::word).toList();
            throw new UserError(ImportSummary.word(source.venue()) + " is no venue of this run", where,
                "VENUE:SYMBOL=FILE with a venue of venue.enabled: " + String.join(", ", venues));
        }
        final String fault = fault(source.symbol());
        if (fault != null) {
            throw new UserError(fault, where, right(source.symbol()));
        }
    }

    /** Why the universe does not take a symbol; null when it does, or only the venue knows. */
    private String fault(final String symbol) {
        final MarketDataConfig.Selection universe = market.universe();
        if (universe.deny().contains(symbol)) {
            return symbol + " is in universe.deny";
        }
        if (!named.isEmpty()) {
            return named.contains(symbol) ? null
                : "the universe of this run has no " + symbol + ", it has " + String.join(", ", named);
        }
        final String quote = QuoteAssets.quoteOf(symbol);
        return universe.allow().contains(symbol) || universe.quoteAssets().isEmpty() || quote.isEmpty()
            || universe.quoteAssets().contains(quote) ? null
            : symbol + " is paid in " + quote + ", and universe.quote_assets has " + universe.quoteAssets();
    }

    private String right(final String symbol) {
        if (market.universe().deny().contains(symbol)) {
            return "another one, or universe.deny without it";
        }
        final String nearest = NearestWord.of(symbol, named);
        return (nearest == null || nearest.equals(symbol) ? "" : "the nearest is " + nearest + "; or ")
            + "a universe that takes it: --symbols " + symbol;
    }
}
