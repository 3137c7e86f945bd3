package io.penstock.tools.regime;

import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.regime.HmmFeature;
import io.penstock.engine.regime.HmmModel;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ModelText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Models of regimes in files: trained, written and read. Main thread; allocates. */
public final class ModelFile {
    /** What a model looks at when nobody says otherwise. */
    public static final String USUAL_FEATURES = "return72,range72";

    private static final int USUAL_RESTARTS = 8;

    private ModelFile() {
    }

    /**
     * Trains on the bars of a journal up to a moment, as {@code penstock regime train} does by default.
     *
     * @param journal    directory of the input log
     * @param instrument venue:SYMBOL
     * @param config     of the engine
     * @param timeframe  of the bars
     * @param features   as behind {@code --features}
     * @param states     to tell apart
     * @param toNs       no bar that ends later counts
     * @return a model
     */
    public static HmmModel train(
        final Path journal, final String instrument, final EngineConfig config, final BarSpec timeframe,
        final String features, final int states, final long toNs) {
        return new RegimeTraining(new RegimeTraining.Plan(timeframe, features(features), states, USUAL_RESTARTS, 1,
            null, Long.MIN_VALUE, toNs)).run(new JournalBars(journal, instrument, config)).model();
    }

    /**
     * Features by their names.
     *
     * @param names as behind {@code --features}
     * @return at least one
     * @throws UserError when there is no such feature, or there are too many
     */
    static List<HmmFeature> features(final String names) {
        final List<HmmFeature> found = new ArrayList<>();
        try {
            for (final String word : names.split(",")) {
                found.add(HmmFeature.parse(word.trim()));
            }
        } catch (final IllegalArgumentException e) {
            throw new UserError("there is no such feature", "--features " + names, e.getMessage(),
                ExitCodes.REFUSED, e);
        }
        if (found.size() > HmmModel.MOST_FEATURES) {
            throw new UserError("a model has at most " + HmmModel.MOST_FEATURES + " features", "--features " + names,
                "fewer");
        }
        return found;
    }

    /**
     * Reads a model.
     *
     * @param file of {@code penstock regime train}
     * @return the model
     * @throws UserError when it cannot be read or is none
     */
    public static HmmModel read(final Path file) {
        try {
            return ModelText.read(file);
        } catch (final IOException e) {
            throw new UserError("the model cannot be read: " + e.getMessage(), file.toString(),
                "--model with a file of penstock regime train", ExitCodes.REFUSED, e);
        } catch (final IllegalArgumentException e) {
            throw new UserError(e.getMessage(), file.toString(), ModelText.right(e), ExitCodes.REFUSED, e);
        }
    }

    /**
     * Writes a model, one field per line; the reader does not mind.
     *
     * @param model to keep
     * @param file  to write
     * @throws UserError when it cannot be written
     */
    public static void write(final HmmModel model, final Path file) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            Files.writeString(file, model.text().replace("; ", ";\n") + "\n", StandardCharsets.US_ASCII);
        } catch (final IOException e) {
            throw new UserError("the model cannot be written: " + e.getMessage(), file.toString(),
                "--out with a file in a directory that can be written", ExitCodes.REFUSED, e);
        }
    }
}
