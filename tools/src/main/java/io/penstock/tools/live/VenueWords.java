package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Venues as the user writes them. Stateless; any thread. */
public final class VenueWords {
    private VenueWords() {
    }

    /**
     * The word of a venue.
     *
     * @param venue any
     * @return such as binance-spot
     */
    public static String of(final Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All venues that can be connected to. */
    static List<Venue> all() {
        final List<Venue> venues = new ArrayList<>(List.of(Venue.values()));
        venues.remove(Venue.SYNTHETIC);
        return venues;
    }

    /**
     * The venue behind a word of an option.
     *
     * @param word   as the user wrote it
     * @param option of which it is the value
     * @return the venue
     * @throws UserError when there is none
     */
    public static Venue venue(final String word, final String option) {
        for (final Venue venue : all()) {
            if (of(venue).equals(word)) {
                return venue;
            }
        }
        final List<String> words = all().stream().map(VenueWords::of).toList();
        throw new UserError("no venue is called " + word, option + " " + word,
            "the nearest is " + NearestWord.of(word, words) + "; there are " + String.join(", ", words));
    }
}
