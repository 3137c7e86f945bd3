package io.penstock.gateways.live;

import io.penstock.api.InstrumentStatus;
import io.penstock.api.UniverseReason;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueProtocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns verdicts into events: definitions of what joins, new limits of what is known, and who joined or left. Whoever
 * joins is subscribed; whoever leaves stays subscribed until the next start, because we may still hold it. One thread.
 */
final class Membership {
    private final VenueProtocol protocol;
    private final Wiring wiring;
    private final Consumer<String> failures;
    private final EventScratch scratch = new EventScratch(1);
    private final Map<String, Boolean> told = new HashMap<>();
    private final Set<String> subscribed = new HashSet<>();

    Membership(final VenueProtocol protocol, final Wiring wiring, final Consumer<String> failures) {
        this.protocol = protocol;
        this.wiring = wiring;
        this.failures = failures;
    }

    /**
     * Publishes what the verdicts change.
     *
     * @param definitions of the venue
     * @param verdicts    on them; those that cannot be admitted are changed to REFUSED
     * @return ids of the instruments that are to be subscribed now
     */
    List<Integer> follow(final List<InstrumentDefinition> definitions, final List<Verdict> verdicts) {
        final Map<String, InstrumentDefinition> bySymbol = new HashMap<>();
        definitions.forEach(definition -> bySymbol.put(definition.symbol(), definition));
        final List<Integer> joining = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            final InstrumentDefinition definition = bySymbol.get(verdicts.get(i).symbol());
            if (definition != null) {
                verdicts.set(i, follow(definition, verdicts.get(i), joining));
            }
        }
        for (final InstrumentDefinition known : wiring.directory().of(protocol.venue())) {
            if (!bySymbol.containsKey(known.symbol())) {
                onGone(known);
            }
        }
        return joining;
    }

    /**
     * They could not be subscribed after all: the next choice tries again.
     *
     * @param instrumentIds as {@link #follow} gave them
     */
    void notSubscribed(final List<Integer> instrumentIds) {
        for (final int id : instrumentIds) {
            subscribed.remove(wiring.directory().definition(id).symbol());
        }
    }

    private Verdict follow(
        final InstrumentDefinition definition, final Verdict verdict, final List<Integer> joining) {
        final int known = wiring.directory().id(protocol.venue(), definition.symbol());
        if (known < 0 && !verdict.member()) {
            return verdict;
        }
        final Admission admission = wiring.directory().admit(definition, now());
        if (admission.kind() == Admission.Kind.REFUSED) {
            failures.accept(admission.words());
            final Verdict refused = new Verdict(
                verdict.symbol(), UniverseReason.REFUSED, verdict.quoteVolume(), verdict.spread());
            if (known >= 0) {
                tell(known, refused);
            }
            return refused;
        }
        tell(admission.instrumentId(), verdict);
        if (verdict.member() && subscribed.add(definition.symbol())) {
            joining.add(admission.instrumentId());
        }
        return verdict;
    }

    /** The venue does not list it any more: it is halted, and out. */
    private void onGone(final InstrumentDefinition known) {
        final InstrumentDefinition halted = new InstrumentDefinition(known.venue(), known.kind(),
            InstrumentStatus.HALTED, known.symbol(), known.baseAsset(), known.quoteAsset(), known.priceExponent(),
            known.quantityExponent(), known.tickSize(), known.lotSize(), known.minQuantity(), known.maxQuantity(),
            known.minNotional(), known.terms());
        wiring.directory().admit(halted, now());
        tell(wiring.directory().id(known.venue(), known.symbol()),
            new Verdict(known.symbol(), UniverseReason.GONE, Universe.NOT_KNOWN, Universe.NOT_KNOWN));
    }

    private void tell(final int instrumentId, final Verdict verdict) {
        final Boolean before = told.get(verdict.symbol());
        if (before != null && before == verdict.member()) {
            return;
        }
        scratch.clear();
        scratch.universeChanged(instrumentId, verdict.reason(), verdict.quoteVolume(), verdict.spread(), now());
        if (wiring.publisher().publish(scratch)) {
            told.put(verdict.symbol(), verdict.member());
        }
    }

    private long now() {
        return wiring.epochNs().getAsLong();
    }
}
