package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusDisplayTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private StatusDisplay display(final boolean terminal, final boolean on) {
        return new StatusDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), terminal, on);
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldDrawOverItsLinesOnceASecondOnATerminal() {
        final StatusDisplay display = display(true, true);
        assertFalse(display.due(SECOND_NS / 2));
        assertTrue(display.due(SECOND_NS));
        display.show(List.of("a", "b"), SECOND_NS);
        assertFalse(display.due(SECOND_NS * 3 / 2));
        display.show(List.of("c"), 2 * SECOND_NS);
        assertEquals("a\u001b[K\nb\u001b[K\n\u001b[2Ac\u001b[K\n", shown());
    }

    @Test
    void shouldPrintPlainLinesSeldomElsewhere() {
        final StatusDisplay display = display(false, true);
        display.show(List.of("a"), SECOND_NS);
        assertFalse(display.due(5 * SECOND_NS));
        assertTrue(display.due(11 * SECOND_NS));
        display.say("word");
        display.show(List.of("b"), 11 * SECOND_NS);
        assertEquals("a\nword\nb\n", shown().replace("\r\n", "\n"));
    }

    @Test
    void shouldBeQuietWhenAsked() {
        assertFalse(display(false, false).due(100 * SECOND_NS));
    }
}
