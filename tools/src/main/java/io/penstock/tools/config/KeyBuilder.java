package io.penstock.tools.config;

import io.penstock.tools.config.ConfigKey.Form;
import io.penstock.tools.config.ConfigKey.Scope;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.List;

/** Writes a {@link ConfigKey} down as a sentence. One thread, at class load. */
final class KeyBuilder {
    private final String name;
    private final Type type;
    private String unit = "";
    private String minimum = "";
    private String maximum = "";
    private Form form = Form.ANY;
    private List<String> words = List.of();
    private String defaultText = "";
    private boolean optional;
    private Scope scope = Scope.FOLD;
    private String shortName = "";

    KeyBuilder(final String name, final Type type) {
        this.name = name;
        this.type = type;
    }

    KeyBuilder unit(final String text) {
        unit = text;
        return this;
    }

    KeyBuilder range(final String least, final String most) {
        minimum = least;
        maximum = most;
        return this;
    }

    KeyBuilder range(final long least, final long most) {
        return range(Long.toString(least), Long.toString(most));
    }

    KeyBuilder form(final Form demand) {
        form = demand;
        return this;
    }

    KeyBuilder words(final String... allowed) {
        words = List.of(allowed);
        unit = "word";
        return this;
    }

    KeyBuilder defaults(final String text) {
        defaultText = text;
        return this;
    }

    KeyBuilder optional() {
        optional = true;
        return this;
    }

    KeyBuilder host() {
        scope = Scope.HOST;
        return this;
    }

    KeyBuilder later() {
        scope = Scope.LATER;
        return this;
    }

    KeyBuilder shortName(final String variable) {
        shortName = variable;
        return this;
    }

    ConfigKey says(final String description) {
        return new ConfigKey(name, type, unit, minimum, maximum, form, words, defaultText, optional, scope, shortName,
            description);
    }
}
