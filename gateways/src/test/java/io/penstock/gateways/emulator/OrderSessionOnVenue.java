package io.penstock.gateways.emulator;

import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.OrderSession;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An order session against an emulated venue, in memory and under one clock; what it tells is kept as words. */
public final class OrderSessionOnVenue {
    private static final int FIRST = 10;

    public final OrderSession session;
    public final MemoryOrderShell shell;
    public final EmulatedVenue venue;
    public final List<String> told = new ArrayList<>();
    private final MemoryWire wire = new MemoryWire();
    private final int commands;

    /**
     * @param commands the connection that orders leave through
     */
    public OrderSessionOnVenue(final OrderSession session, final EmulatedVenue venue, final int commands) {
        this.session = session;
        this.venue = venue;
        this.commands = commands;
        shell = new MemoryOrderShell(session);
    }

    /** Opens every connection whose address is known, after the key was looked at. */
    public OrderSessionOnVenue up() {
        told.addAll(shell.after(0));
        pump(0);
        for (int i = 0; i < session.connections(); i++) {
            final String address = session.address(i);
            venue.onOpen(FIRST + i, address.substring(address.indexOf('/', "wss://".length())), shell.nowNs);
            told.addAll(shell.open(i));
            pump(i);
        }
        return this;
    }

    public List<String> command(final CommandCopy command) {
        told.addAll(shell.command(command));
        pump(commands);
        return take();
    }

    /** Time goes by for both. */
    public List<String> advance(final long byNs) {
        venue.advance(shell.nowNs + byNs);
        told.addAll(shell.after(byNs));
        pump(commands);
        return take();
    }

    public List<String> take() {
        final List<String> taken = List.copyOf(told);
        told.clear();
        return taken;
    }

    /** Carries frames, questions and answers until nobody says anything; frames go out through one connection. */
    private void pump(final int connection) {
        boolean more = true;
        while (more) {
            more = !shell.sent.isEmpty() || !shell.asked.isEmpty();
            while (!shell.sent.isEmpty()) {
                venue.onText(FIRST + connection, shell.sent.remove(0), shell.nowNs);
            }
            while (!shell.asked.isEmpty()) {
                answer(shell.asked.poll());
            }
            venue.poll(wire);
            for (int i = 0; i < session.connections(); i++) {
                for (final String frame : wire.take(FIRST + i)) {
                    more = true;
                    told.addAll(frame.startsWith("{") ? shell.text(i, frame)
                        : shell.binary(i, frame.getBytes(StandardCharsets.ISO_8859_1)));
                }
            }
        }
    }

    private void answer(final MemoryOrderShell.Asked asked) {
        final Map<String, String> headers = new HashMap<>();
        asked.ask().headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        final HttpAnswer answer = venue.onHttp(asked.ask().method(), asked.ask().pathAndQuery(), headers,
            asked.ask().body(), shell.nowNs);
        told.addAll(answer.status() <= 0 ? shell.lost(asked, true)
            : shell.answer(asked, answer.status(), answer.body()));
    }
}
