package io.penstock.api;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The checked values of a strategy's parameters: defaults filled in, nothing unknown, everything in range.
 *
 * <p>What is set may name a session behind an at sign, {@code entry_threshold@us}; only live parameters can. The values
 * of live parameters move: with the session, and when an operator changes them; a {@link Setting} gives the value of
 * the moment. Engine thread only after the strategy was made; moving allocates nothing.
 */
public final class ParameterValues implements Stateful {
    /** Between a parameter and the session a value is meant for. */
    public static final char AT = '@';

    private final SortedMap<String, Setting> byName;
    /** The same in order of name, to walk without an iterator. */
    private final Setting[] settings;
    /** Those that differ by session; the rest never hear of one. */
    private final Setting[] vary;
    private int varying;
    private int sessions;

    private ParameterValues(final SortedMap<String, Setting> byName) {
        this.byName = byName;
        settings = byName.values().toArray(new Setting[0]);
        vary = new Setting[settings.length];
        for (final Setting setting : settings) {
            setting.activate(0);
        }
        sort();
    }

    /**
     * Checks settings against declarations.
     *
     * @param declared what the strategy declares
     * @param settings what the user set; a name may end in {@code @session}
     * @return the complete values
     * @throws IllegalArgumentException naming every fault at once
     */
    public static ParameterValues of(final List<Parameter> declared, final Map<String, Double> settings) {
        final SortedMap<String, Setting> values = new TreeMap<>();
        for (final Parameter parameter : declared) {
            values.put(parameter.name(), new Setting(parameter, parameter.defaultValue()));
        }
        final StringBuilder faults = new StringBuilder();
        for (final Map.Entry<String, Double> set : new TreeMap<>(settings).entrySet()) {
            final String fault = fault(declared, set.getKey(), set.getValue());
            if (fault != null) {
                faults.append(faults.isEmpty() ? "" : "; ").append(fault);
            } else {
                values.get(parameterOf(set.getKey())).put(Setting.place(sessionOf(set.getKey())), set.getValue());
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return new ParameterValues(values);
    }

    /**
     * What is wrong with one value.
     *
     * @param declared what the strategy declares
     * @param name     of the parameter; may end in {@code @session}
     * @param value    wanted
     * @return a sentence for the user, or {@code null} when it can be taken
     */
    public static String fault(final List<Parameter> declared, final String name, final double value) {
        final String base = parameterOf(name);
        for (final Parameter parameter : declared) {
            if (parameter.name().equals(base)) {
                if (name.indexOf(AT) < 0) {
                    return parameter.fault(value);
                }
                if (sessionOf(name) == null) {
                    return name + ": there is no session " + name.substring(name.indexOf(AT) + 1) + ", there are "
                        + sessionWords();
                }
                return parameter.live() ? parameter.fault(value)
                    : name + ": " + base + " is read once at the start and cannot differ by session";
            }
        }
        return "unknown parameter " + base + ", known are " + names(declared);
    }

    private static SortedSet<String> names(final List<Parameter> declared) {
        final SortedSet<String> names = new TreeSet<>();
        for (final Parameter parameter : declared) {
            names.add(parameter.name());
        }
        return names;
    }

    private static String sessionWords() {
        final StringBuilder words = new StringBuilder();
        for (final Session session : Session.values()) {
            words.append(words.isEmpty() ? "" : ", ").append(session.word());
        }
        return words.toString();
    }

    private static String parameterOf(final String name) {
        final int at = name.indexOf(AT);
        return at < 0 ? name : name.substring(0, at);
    }

    private static Session sessionOf(final String name) {
        final int at = name.indexOf(AT);
        return at < 0 ? null : Session.ofWord(name.substring(at + 1));
    }

    /**
     * A declared value as it is now.
     *
     * @param name declared
     * @return the value
     * @throws IllegalArgumentException when the strategy never declared it
     */
    public double decimal(final String name) {
        return setting(name).value();
    }

    /**
     * A declared whole number as it is now.
     *
     * @param name declared
     * @return the value
     */
    public long integer(final String name) {
        return setting(name).integer();
    }

    /**
     * A declared value to keep and read anew at each decision.
     *
     * @param name declared
     * @return always the same object for a name
     * @throws IllegalArgumentException when the strategy never declared it
     */
    public Setting setting(final String name) {
        final Setting setting = byName.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("parameter " + name + " is not declared");
        }
        return setting;
    }

    /**
     * All of them as they are now, by name.
     *
     * @return an unmodifiable map in name order
     */
    public Map<String, Double> asMap() {
        final SortedMap<String, Double> map = new TreeMap<>();
        for (final Map.Entry<String, Setting> entry : byName.entrySet()) {
            map.put(entry.getKey(), entry.getValue().value());
        }
        return java.util.Collections.unmodifiableMap(map);
    }

    /**
     * Only the engine calls this: other sessions hold now.
     *
     * @param nowSessions bits of {@link Session}
     */
    public void activate(final int nowSessions) {
        sessions = nowSessions;
        for (int i = 0; i < varying; i++) {
            vary[i].activate(nowSessions);
        }
    }

    /** Only those that some session has a value of its own for need to hear of sessions. */
    private void sort() {
        varying = 0;
        for (final Setting setting : settings) {
            if (setting.varies()) {
                vary[varying++] = setting;
            }
        }
    }

    /**
     * Only the engine calls this, with what {@link #fault} found nothing wrong with: a live parameter changes.
     *
     * @param name  of the parameter; may end in {@code @session}
     * @param value from now on
     * @return the value before, NaN when none was set for that session
     */
    public double change(final String name, final double value) {
        final Setting setting = setting(parameterOf(name));
        final int place = Setting.place(sessionOf(name));
        final double before = setting.at(place);
        setting.put(place, value);
        setting.activate(sessions);
        sort();
        return before;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(settings.length);
        out.putInt(sessions);
        for (final Setting setting : settings) {
            if (setting.parameter().live()) {
                for (int i = 0; i <= Session.values().length; i++) {
                    out.putDouble(setting.at(i));
                }
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int count = in.getInt();
        if (count != settings.length) {
            throw new IllegalStateException("the state has " + count + " parameters, the strategy " + settings.length);
        }
        sessions = in.getInt();
        for (final Setting setting : settings) {
            if (setting.parameter().live()) {
                for (int i = 0; i <= Session.values().length; i++) {
                    setting.put(i, in.getDouble());
                }
            }
            setting.activate(sessions);
        }
        sort();
    }
}
