package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.penstock.api.Regime;
import io.penstock.engine.property.PropertyRunner;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A model as text: exact both ways, and clear about what it cannot read. */
class HmmModelTest {
    private static final String TEXT = "penstock-hmm 1; timeframe 1h; features return,range24; centres 0.0,-3.5;"
        + " scales 0.01,0.5; states 2; start 0.25,0.75; transition 0.9,0.1|0.2,0.8; means -0.5,0.5|0.25,-0.25;"
        + " variances 1.5,2.0|0.5,0.25; regimes volatile,sideways; sha256 ";
    private static final String HASH = HmmModelTest.hashOf(TEXT);

    /** The reader says which hash a text has. */
    private static String hashOf(final String text) {
        final String message = assertThrows(IllegalArgumentException.class, () -> HmmModel.parse(text + "0"))
            .getMessage();
        final String before = "model, sha256: it says 0, but its text has ";
        assertEquals(before, message.substring(0, before.length()));
        assertEquals("; who changes a model by hand puts the second in its place",
            message.substring(before.length() + 64));
        return message.substring(before.length(), before.length() + 64);
    }

    private static void refused(final String from, final String to, final String message) {
        final String text = (TEXT + HASH).replace(from, to);
        assertNotEquals(TEXT + HASH, text);
        assertEquals("model, " + message,
            assertThrows(IllegalArgumentException.class, () -> HmmModel.parse(text), text).getMessage());
    }

    @Test
    void shouldGiveTheSameBitsWhenItsTextIsRead() throws Exception {
        PropertyRunner.of("model text round trip").cases(50).steps(1).run((random, steps) -> {
            final HmmModel model = Models.random(random, 1 + random.nextInt(HmmModel.MOST_STATES),
                1 + random.nextInt(3));
            final HmmModel read = HmmModel.parse(model.text());
            assertEquals(model.text(), read.text());
            assertEquals(model.hash(), read.hash());
            for (int state = 0; state < model.states(); state++) {
                assertEquals(model.regime(state), read.regime(state));
                for (int i = 0; i < model.features().size(); i++) {
                    assertEquals(Double.doubleToLongBits(model.mean(state, i)),
                        Double.doubleToLongBits(read.mean(state, i)));
                    assertEquals(Double.doubleToLongBits(model.variance(state, i)),
                        Double.doubleToLongBits(read.variance(state, i)));
                }
            }
        });
    }

    @Test
    void shouldReadWhatEachFieldSaysWhenTheTextIsCanonical() {
        final HmmModel model = HmmModel.parse(TEXT + HASH);
        assertEquals(TEXT + HASH, model.text());
        assertEquals(HASH, model.hash());
        assertEquals("1h", model.timeframe().text());
        assertEquals("range24", model.features().get(1).text());
        assertEquals(0.2, model.transition(1, 0));
        assertEquals(0.75, model.start(1));
        assertEquals(-3.5, model.centre(1));
        assertEquals(0.5, model.scale(1));
        assertEquals(Regime.SIDEWAYS, model.regime(1));
    }

    @Test
    void shouldNotMindSpaceWhenFieldsStandOnLinesOfTheirOwn() {
        final String lines = "\n" + (TEXT + HASH).replace("; ", " ;\n  ").replace(",", " , ") + "\n";
        assertEquals(TEXT + HASH, HmmModel.parse(lines).text());
    }

    @Test
    void shouldSayWhatIsWrongAndWhereWhenAModelCannotBeRead() {
        refused("penstock-hmm 1", "penstock-hmm 2",
            "it begins with 'penstock-hmm 2', not with penstock-hmm 1; penstock regime train writes one");
        refused(" features return,range24;", "", "field 3 is 'centres 0.0,-3.5', not features; its fields are"
            + " timeframe, features, centres, scales, states, start, transition, means, variances, regimes, sha256");
        refused("; sha256 " + HASH, "", "it ends before sha256; its fields are timeframe, features, centres, scales,"
            + " states, start, transition, means, variances, regimes, sha256");
        refused(HASH, HASH + "; more", "there is more behind sha256: 'more'");
        refused("timeframe 1h", "timeframe 7h",
            "timeframe: an interval divides a day into whole parts of a second or more, 25200000000000 ns does not");
        refused("return,range24", "return,volume", "features: 'volume' is no feature; return, absolute and range are,"
            + " each with a number of bars behind it or none");
        refused("range24", "range0", "features: a feature looks at 1 to 10000 bars, not 0");
        refused("range24", "rangex", "features: 'rangex' is no feature; return, absolute and range are, each with a"
            + " number of bars behind it or none");
        refused("centres 0.0,-3.5", "centres 0.0", "centres: 2 are needed, there are 1");
        refused("centres 0.0", "centres Infinity", "centres: Infinity is not finite");
        refused("scales 0.01", "scales 0", "scales: 0.0 is not above 0");
        refused("scales 0.01", "scales x", "scales: 'x' is no number");
        refused("states 2", "states 3", "states: it says 3, but start has 2");
        refused("start 0.25", "start 0.35", "start: probabilities sum to 1, not to 1.1");
        refused("start 0.25,0.75", "start -0.25,1.25", "start: -0.25 is no probability, 0 to 1");
        refused("|0.2,0.8", "|0.2,0.9",
            "transition from state 1: probabilities sum to 1, not to 1.1");
        refused("|0.2,0.8", "", "transition: 2 are needed, there are 1");
        refused("|0.2,0.8", "|1", "transition of state 1: 2 are needed, there are 1");
        refused("means -0.5", "means NaN", "means of state 0: NaN is not finite");
        refused("|0.25,-0.25", "|0.25,-0.25,1", "means of state 1: 2 are needed, there are 3");
        refused("variances 1.5", "variances -1.5", "variances of state 0: -1.5 is not above 0");
        refused("regimes volatile", "regimes wild",
            "regimes: 'wild' is none; bull, bear, sideways, volatile and breakout are");
        refused("regimes volatile", "regimes unknown",
            "regimes: a state stands for bull, bear, sideways, volatile or breakout, not for unknown");
        refused("regimes volatile,", "regimes ", "regimes: 2 are needed, there are 1");
        refused("means -0.5", "means -0.25", "sha256: it says " + HASH + ", but its text has "
            + hashOf(TEXT.replace("means -0.5", "means -0.25"))
            + "; who changes a model by hand puts the second in its place");
        assertEquals("model, it begins with '', not with penstock-hmm 1; penstock regime train writes one",
            assertThrows(IllegalArgumentException.class, () -> HmmModel.parse("")).getMessage());
        assertEquals("model, states: there are 1 to 16, not 17", assertThrows(IllegalArgumentException.class,
            () -> Models.random(new SplittableRandom(1), 17, 1)).getMessage());
    }
}
