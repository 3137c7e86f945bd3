package io.penstock.tools.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every line that tells people how a signal stands. */
class SignalTextTest {
    private static Map<String, Object> without(final String signal) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("strategy", "trend");
        fields.put("enabled", true);
        fields.put("weight", 1.5);
        fields.put("gate", "open");
        fields.put("signal", signal);
        return fields;
    }

    private static Map<String, Object> stated(final String signal, final String type, final double ageS) {
        final Map<String, Object> fields = without(signal);
        fields.put("type", type);
        fields.put("side", "BUY");
        fields.put("strength", "MODERATE");
        fields.put("confidence", 0.61);
        fields.put("timeframe", "1h");
        fields.put("horizonS", type.equals("EXIT") ? 0.0 : 43_200.0);
        fields.put("ageS", ageS);
        fields.put("judged", true);
        fields.put("waits", null);
        return fields;
    }

    private static Map<String, Object> with(
        final Map<String, Object> fields, final String name, final Object value) {
        fields.put(name, value);
        return fields;
    }

    private static void says(final String expected, final Map<String, Object> fields) {
        assertEquals("signals\n  trend  weight 1.5  " + expected + "\n", SignalText.of(List.of(fields)));
    }

    @Test
    void shouldSayNothingWhenNoStrategyUsesSignals() {
        assertEquals("", SignalText.of(List.of()));
    }

    @Test
    void shouldSayThatNothingStandsAndWhy() {
        final Map<String, Object> notTraded = without(SignalFields.NOT_TRADED);
        notTraded.remove("gate");
        says("  does not trade this instrument", notTraded);
        says("gate open  none stands", without(SignalFields.NONE));
        says("gate closed  none stands", with(without(SignalFields.NONE), "gate", "closed"));
        says("gate open  none stands; the strategy is disabled", with(without(SignalFields.NONE), "enabled", false));
        says("gate open  none stands: ENTRY BUY, moderate, confidence 0.61, stated 13h ago on bars of 1h, horizon 12h,"
            + " has expired", stated(SignalFields.EXPIRED, "ENTRY", 46_800));
        says("gate open  none stands: EXIT BUY, moderate, confidence 0.61, stated 1d 1h ago on bars of 1h, is carried"
            + " out", stated(SignalFields.CLOSED, "EXIT", 90_000));
    }

    @Test
    void shouldSayWhatStands() {
        says("gate open  ENTRY BUY, moderate, confidence 0.61, stated now on bars of 1h, horizon 12h",
            stated(SignalFields.STANDS, "ENTRY", 0));
        says("gate open  ENTRY BUY, moderate, confidence 0.61, stated 250ms ago, horizon 12h",
            with(stated(SignalFields.STANDS, "ENTRY", 0.25), "timeframe", null));
        says("gate closed  ENTRY BUY, moderate, confidence 0.61, stated 1m 5s ago on bars of 1h, horizon 12h; does not"
            + " count while the gate is closed", with(stated(SignalFields.STANDS, "ENTRY", 65), "gate", "closed"));
    }

    @Test
    void shouldSayWhatIsStillToBeDone() {
        final String entry = "gate open  ENTRY BUY, moderate, confidence 0.61, stated now on bars of 1h, horizon 12h";
        final Map<String, Object> fresh = with(stated(SignalFields.STANDS, "ENTRY", 0), "judged", false);
        says(entry + "; is still to be judged", fresh);
        says(entry + "; is still to be judged, last told ORDER_WORKING", with(fresh, "waits", "ORDER_WORKING"));
        final String exit = "gate open  EXIT BUY, moderate, confidence 0.61, stated 3s ago on bars of 1h";
        final Map<String, Object> closing = with(stated(SignalFields.CLOSING, "EXIT", 3), "judged", false);
        says(exit + "; is being carried out", closing);
        says(exit + "; is being carried out, last told DENIED", with(closing, "waits", "DENIED"));
    }
}
