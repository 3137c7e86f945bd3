package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A model as text: fields with a semicolon between them, each a name and its values, in fixed order. Values have a
 * comma between them, rows of a matrix a bar.
 */
final class HmmModelText {
    private static final String VERSION = HmmModel.MAGIC + "1";
    private static final String[] NAMES = {"timeframe", "features", "centres", "scales", "states", "start",
        "transition", "means", "variances", "regimes", "sha256"};
    private static final String WRITER = "penstock regime train writes one";

    private HmmModelText() {
    }

    /** Without the hash. */
    static String write(final HmmModel model) {
        final int states = model.states();
        final int width = model.features().size();
        final StringBuilder out = new StringBuilder(1_024).append(VERSION);
        out.append("; timeframe ").append(model.timeframe().text()).append("; features ");
        for (int i = 0; i < width; i++) {
            comma(out, i).append(model.features().get(i).text());
        }
        out.append("; centres ");
        for (int i = 0; i < width; i++) {
            comma(out, i).append(model.centre(i));
        }
        out.append("; scales ");
        for (int i = 0; i < width; i++) {
            comma(out, i).append(model.scale(i));
        }
        out.append("; states ").append(states).append("; start ");
        for (int state = 0; state < states; state++) {
            comma(out, state).append(model.start(state));
        }
        out.append("; transition ");
        for (int from = 0; from < states; from++) {
            bar(out, from);
            for (int to = 0; to < states; to++) {
                comma(out, to).append(model.transition(from, to));
            }
        }
        out.append("; means ");
        for (int state = 0; state < states; state++) {
            bar(out, state);
            for (int i = 0; i < width; i++) {
                comma(out, i).append(model.mean(state, i));
            }
        }
        out.append("; variances ");
        for (int state = 0; state < states; state++) {
            bar(out, state);
            for (int i = 0; i < width; i++) {
                comma(out, i).append(model.variance(state, i));
            }
        }
        out.append("; regimes ");
        for (int state = 0; state < states; state++) {
            comma(out, state).append(model.regime(state).word());
        }
        return out.toString();
    }

    private static StringBuilder comma(final StringBuilder out, final int index) {
        return index == 0 ? out : out.append(',');
    }

    private static void bar(final StringBuilder out, final int index) {
        if (index > 0) {
            out.append('|');
        }
    }

    static HmmModel read(final String text) {
        final String[] values = fields(text);
        final List<HmmFeature> features = new ArrayList<>();
        for (final String word : list(values[1])) {
            features.add(feature(word));
        }
        final List<Regime> regimes = new ArrayList<>();
        for (final String word : list(values[9])) {
            final Regime regime = Regime.ofWord(word);
            if (regime == null) {
                throw fault("regimes: '" + word + "' is none; bull, bear, sideways, volatile and breakout are");
            }
            regimes.add(regime);
        }
        final double[] start = numbers("start", values[5]);
        if (!values[4].equals(Integer.toString(start.length))) {
            throw fault("states: it says " + values[4] + ", but start has " + start.length);
        }
        final HmmModel model = new HmmModel(timeframe(values[0]), features, numbers("centres", values[2]),
            numbers("scales", values[3]), start, rows("transition", values[6]), rows("means", values[7]),
            rows("variances", values[8]), regimes);
        if (!model.hash().equals(values[10])) {
            throw fault("sha256: it says " + values[10] + ", but its text has " + model.hash()
                + "; who changes a model by hand puts the second in its place");
        }
        return model;
    }

    private static String[] fields(final String text) {
        final String[] parts = text.trim().split("\\s*;\\s*");
        if (!parts[0].equals(VERSION)) {
            throw fault("it begins with '" + excerpt(parts[0]) + "', not with " + VERSION + "; " + WRITER);
        }
        final String[] values = new String[NAMES.length];
        for (int i = 0; i < NAMES.length; i++) {
            if (i + 1 >= parts.length) {
                throw fault("it ends before " + NAMES[i] + "; its fields are " + String.join(", ", NAMES));
            }
            final String part = parts[i + 1];
            if (!part.startsWith(NAMES[i] + " ")) {
                throw fault("field " + (i + 2) + " is '" + excerpt(part) + "', not " + NAMES[i]
                    + "; its fields are " + String.join(", ", NAMES));
            }
            values[i] = part.substring(NAMES[i].length() + 1).trim();
        }
        if (parts.length > NAMES.length + 1) {
            throw fault("there is more behind sha256: '" + parts[NAMES.length + 1] + "'");
        }
        return values;
    }

    /** As much as a message has room for: of one line. */
    private static String excerpt(final String text) {
        int end = 0;
        while (end < text.length() && end < 40 && text.charAt(end) >= ' ') {
            end++;
        }
        return text.substring(0, end);
    }

    private static BarSpec timeframe(final String text) {
        try {
            return BarSpec.parse(text);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("model, timeframe: " + e.getMessage(), e);
        }
    }

    private static HmmFeature feature(final String word) {
        try {
            return HmmFeature.parse(word);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("model, features: " + e.getMessage(), e);
        }
    }

    private static String[] list(final String text) {
        return text.split("\\s*,\\s*", -1);
    }

    private static double[] numbers(final String name, final String text) {
        final String[] words = list(text);
        final double[] values = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                values[i] = Double.parseDouble(words[i]);
            } catch (final NumberFormatException e) {
                throw new IllegalArgumentException("model, " + name + ": '" + words[i] + "' is no number", e);
            }
        }
        return values;
    }

    private static double[][] rows(final String name, final String text) {
        final String[] parts = text.split("\\s*\\|\\s*", -1);
        final double[][] rows = new double[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            rows[i] = numbers(name, parts[i]);
        }
        return rows;
    }

    private static IllegalArgumentException fault(final String message) {
        return new IllegalArgumentException("model, " + message);
    }
}
