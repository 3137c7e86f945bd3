package io.penstock.tools.secrets;

import io.penstock.tools.cli.UserError;
import java.io.Console;

/** Asks whoever sits there for something that must not be shown. Main thread. */
@FunctionalInterface
public interface PasswordPrompt {
    /** Asks at the terminal, without echo. */
    PasswordPrompt TERMINAL = what -> {
        final Console console = System.console();
        final char[] typed = console == null ? null : console.readPassword("%s: ", what);
        if (typed == null || typed.length == 0) {
            throw new UserError("the " + what + " is needed and there is nobody to ask", "no terminal",
                "a terminal, or " + SecretSources.PASSWORD_FILE + " naming a file of mode 0600 that holds it");
        }
        return typed;
    };

    /**
     * Asks.
     *
     * @param what is asked for, in words
     * @return what was typed, not empty; the caller wipes it
     */
    char[] ask(String what);
}
