package io.penstock.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FixedPoint;
import io.penstock.tools.cli.UserError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every key is misspelt, given a wrong type, and pushed over its edges: all of it must be refused, none ignored. */
class ConfigMutationTest {
    private static List<ConfigKey> keys() {
        final List<ConfigKey> keys = new ArrayList<>(ConfigKeys.all());
        keys.removeIf(k -> k.name().endsWith(".*"));
        return keys;
    }

    private static String refused(final String name, final String value) {
        final ConfigLoader loader = ConfigLoader.with(List.of()).text(name + " = " + value + "\n", "m.toml");
        final String where = assertThrows(UserError.class, loader::load, name + " = " + value).where();
        assertTrue(where.startsWith("m.toml:1  "), where);
        return where;
    }

    @Test
    void shouldSuggestTheKeyWhenALetterIsWrong() {
        for (final ConfigKey key : keys()) {
            final int middle = key.name().length() - 2;
            final String typo = key.name().substring(0, middle) + key.name().substring(middle + 1);
            assertTrue(refused(typo, "1").endsWith("the nearest is " + key.name()), typo);
        }
    }

    @Test
    void shouldRefuseWhenTheTypeIsWrong() {
        for (final ConfigKey key : keys()) {
            final List<String> wrong = switch (key.type()) {
                case INTEGER -> List.of("\"1\"", "1.5", "true", "[1]", "2026-01-01", "{ a = 1 }");
                case FIXED, DECIMAL -> List.of("\"ten\"", "true", "[1]", "\"1e3\"", "inf", "\"\"");
                case FLAG -> List.of("1", "\"true\"", "[true]");
                case WORD -> List.of("1", "\"nothing\"", "\"\"");
                case TEXT -> key.optional() ? List.of("1", "\"a\\nb\"") : List.of("1", "\"\"", "\"a\\nb\"");
                case INTEGERS -> List.of("1", "[\"1\"]", "[1.5]", "[2, 1]");
                case TEXTS -> List.of("\"a\"", "[1]");
            };
            for (final String value : wrong) {
                refused(key.name(), value);
            }
        }
    }

    @Test
    void shouldRefuseWhenAValueIsBeyondItsEdge() {
        for (final ConfigKey key : keys()) {
            if (key.type() == ConfigKey.Type.FIXED || key.type() == ConfigKey.Type.INTEGER) {
                final BigDecimal least = new BigDecimal(key.minimum());
                final BigDecimal most = new BigDecimal(key.maximum());
                final BigDecimal step = key.type() == ConfigKey.Type.FIXED ? new BigDecimal("0.00000001")
                    : BigDecimal.ONE;
                refused(key.name(), least.subtract(step).toPlainString());
                refused(key.name(), most.add(step).toPlainString());
                refused(key.name(), most.multiply(BigDecimal.TEN).toPlainString());
            }
        }
    }

    @Test
    void shouldHaveADefaultInsideTheRangeWhenAKeyIsDeclared() throws ValueText.BadValueException {
        for (final ConfigKey key : keys()) {
            final String canonical = ValueText.canonical(key, key.defaultText());
            assertEquals(key.defaultText(), ValueText.unquoted(canonical), key.name());
            assertTrue(!key.unit().isEmpty() && key.description().endsWith("."), key.name());
        }
    }

    @Test
    void shouldWriteTheShortestDecimalWhenADoubleIsShown() {
        assertEquals("0.1", ValueText.shortest(0.1));
        assertEquals("0", ValueText.shortest(-0.0));
        assertEquals("200000000000000000000000", ValueText.shortest(2e23));
        assertEquals("0.30000000000000004", ValueText.shortest(0.1 + 0.2));
        assertEquals("100", ValueText.shortest(100));
        assertEquals("none", FixedPoint.format(Long.MIN_VALUE, -8));
    }

    @Test
    void shouldCountSingleLetterEditsWhenWordsAreCompared() {
        assertEquals(3, NearestWord.edits("kitten", "sitting"));
        assertEquals(0, NearestWord.edits("", ""));
        assertEquals("b", NearestWord.of("bb", List.of("a", "b")));
    }

    @Test
    void shouldFindLinesWhenValuesSpanSeveral() {
        final TomlLines lines = new TomlLines("""
            a.b = [1,
              2, # ] not the end
            ]
            "quoted" = 'x = [ y'
            text = \"""
            [not.a.table]
            c = 1
            \"""
            [t] # comment
            c = "#"
            [[list]]
            d = 1
            [[list]]
            d = { e = 1 }
            """);
        assertEquals(1, lines.of("a.b"));
        assertEquals(4, lines.of("quoted"));
        assertEquals(5, lines.of("text"));
        assertEquals(10, lines.of("t.c"));
        assertEquals(12, lines.of("list.0.d"));
        assertEquals(14, lines.of("list.1.d"));
        assertEquals(14, lines.of("list.1.d.e"));
        assertEquals(1, lines.of("nowhere"));
    }
}
