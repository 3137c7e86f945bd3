package io.penstock.tools.hygiene;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The bans of the house, each with what to use instead. A line is excused by {@code // tidy-ok: reason}. */
final class Tidy {
    /**
     * One ban.
     *
     * @param where   which files
     * @param pattern what is banned
     * @param raw     look at comments and texts too
     * @param instead what to use
     */
    private record Ban(Predicate<SourceText> where, Pattern pattern, boolean raw, String instead) {
    }

    private static final int MOST_COLUMNS = 120;
    private static final int MOST_LINES = 400;
    private static final int MOST_METHOD_LINES = 70;
    private static final Pattern EXCUSE = Pattern.compile("tidy-ok: \\S+");
    private static final Pattern METHOD = Pattern.compile("\\w[\\w<>\\[\\], .?@&]*\\)\\s*(throws [\\w., ]+)?$",
        Pattern.DOTALL);
    private static final Pattern NO_METHOD = Pattern.compile(
        "^(if|for|while|switch|catch|synchronized|try|do|else|return)\\b.*|.*(->|=|\\b(new|record)\\b).*",
        Pattern.DOTALL);

    private static final Predicate<SourceText> FOLD = s -> s.isMainOf("engine", "strategies", "strategies-api")
        && !s.path().contains("/io/penstock/engine/host/");
    private static final Predicate<SourceText> FOLD_AND_HOST =
        s -> s.isMainOf("engine", "strategies", "strategies-api");
    private static final Predicate<SourceText> JAVA = SourceText::isJava;
    private static final Predicate<SourceText> ALL = s -> true;

    private static final List<Ban> BANS = List.of(
        code(FOLD, "System\\.nanoTime|currentTimeMillis|Instant\\.now|Clock\\.system|LocalDateTime\\.now",
            "time passed in as nowNs; the engine owns no clock"),
        code(FOLD, "\\bnew Thread\\b|\\bThread\\.|Executors?\\.|ExecutorService|CompletableFuture",
            "nothing: the fold has one thread; threads belong to engine.host"),
        code(FOLD, "\\bsynchronized\\b|\\bvolatile\\b|\\bReentrantLock\\b",
            "nothing: the fold has one thread"),
        code(FOLD_AND_HOST, "\\b(Splittable|ThreadLocal|Secure)?Random\\b|Math\\.random|\\bUUID\\b",
            "the counter-based generator keyed by seed and id"),
        code(FOLD_AND_HOST, "\\b(Linked)?Hash(Map|Set)\\b|\\bIdentityHashMap\\b|\\bhashCode\\(|identityHashCode",
            "arrays by dense index, or an Agrona map for look-up only"),
        code(FOLD_AND_HOST, "\\bBigDecimal\\b|\\bBigInteger\\b", "FixedPoint"),
        code(FOLD_AND_HOST, "String\\.format|\\.formatted\\(", "FixedPoint.append, or text outside the fold"),
        code(FOLD_AND_HOST, "\\.stream\\(\\)|\\bIntStream\\b|\\bLongStream\\b|\\bCollectors\\b", "a plain loop"),
        code(FOLD_AND_HOST, "\\bOptional(Int|Long|Double)?\\b", "a sentinel constant"),
        code(FOLD_AND_HOST, "LoggerFactory|java\\.util\\.logging|System\\.Logger|System\\.(out|err)\\b",
            "an output event (Alert); printing belongs to tools"),
        code(FOLD_AND_HOST, "\\bMath\\.(exp|expm1|log|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"
            + "|cbrt|hypot)\\b", "StrictMath: the same bits on every machine"),
        code(FOLD_AND_HOST, "\\bMath\\.fma\\b", "a * b + c; fused rounding needs a named helper"),
        raw(ALL, "\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b", "an issue, or do it now"),
        raw(s -> !s.path().endsWith("LICENSE"), "\t", "four spaces"),
        raw(ALL, "(repo1?\\.maven" + "\\.(org|apache\\.org)|registry\\.npm" + "js|npm" + "js\\.(com|org)|pypi"
            + "\\.org|oss\\.sona" + "type|central\\.sona" + "type|jit" + "pack\\.io|crates" + "\\.io)",
            "the build tool's own settings: no registry is named here"),
        raw(ALL, "(?<![\\w.~}$-])/(ro" + "ot|wo" + "rk|ho" + "me|Us" + "ers)/\\w",
            "a path relative to the repository or a system property"),
        code(JAVA, "^import (static )?[\\w.]+\\.\\*;", "one import per name"));

    /** Files that may be longer than the limit, each with the reason. */
    private final Map<String, String> longFiles;

    Tidy(final Map<String, String> longFiles) {
        this.longFiles = longFiles;
    }

    private static Ban code(final Predicate<SourceText> where, final String pattern, final String instead) {
        return new Ban(where, Pattern.compile(pattern), false, instead);
    }

    private static Ban raw(final Predicate<SourceText> where, final String pattern, final String instead) {
        return new Ban(where, Pattern.compile(pattern), true, instead);
    }

    /** Everything wrong with a file: {@code file:line  what is banned; use instead}. */
    List<String> faults(final SourceText source) {
        final List<String> faults = new ArrayList<>();
        for (int i = 0; i < source.lines().size(); i++) {
            final String line = source.lines().get(i);
            if (!EXCUSE.matcher(line).find()) {
                line(source, i, faults);
            }
        }
        if (source.isJava()) {
            if (source.lines().size() > MOST_LINES && !longFiles.containsKey(source.path())) {
                faults.add(at(source, MOST_LINES) + "a file of " + source.lines().size() + " lines; two files, or a"
                    + " reason in TidyTest");
            }
            methods(source, faults);
            accessors(source, faults);
        }
        return faults;
    }

    private static void line(final SourceText source, final int index, final List<String> faults) {
        final String line = source.lines().get(index);
        for (final Ban ban : BANS) {
            if (ban.where().test(source)) {
                final Matcher found = ban.pattern().matcher(ban.raw() ? line : source.code().get(index));
                if (found.find()) {
                    final String what = found.group().replace("\t", "a tab");
                    faults.add(at(source, index) + what.strip() + " is banned; use " + ban.instead());
                }
            }
        }
        if (source.isJava() && line.length() > MOST_COLUMNS) {
            faults.add(at(source, index) + "a line of " + line.length() + " characters; at most " + MOST_COLUMNS);
        }
    }

    private static String at(final SourceText source, final int index) {
        return source.path() + ":" + (index + 1) + "  ";
    }

    /** Finds method bodies by braces: a block whose head ends in a parameter list. */
    private static void methods(final SourceText source, final List<String> faults) {
        final Deque<Integer> starts = new ArrayDeque<>();
        final StringBuilder head = new StringBuilder();
        for (int i = 0; i < source.code().size(); i++) {
            final String line = source.code().get(i);
            for (int j = 0; j < line.length(); j++) {
                final char c = line.charAt(j);
                if (c == '{') {
                    final String text = head.toString().strip();
                    final boolean method = METHOD.matcher(text).find() && !NO_METHOD.matcher(text).matches();
                    starts.push(method ? i : -1);
                } else if (c == '}' && !starts.isEmpty()) {
                    final int start = starts.pop();
                    final int length = i - start + 1;
                    if (start >= 0 && length > MOST_METHOD_LINES
                        && !EXCUSE.matcher(source.lines().get(start)).find()) {
                        faults.add(at(source, start) + "a method of " + length + " lines; at most "
                            + MOST_METHOD_LINES);
                    }
                }
                if (c == '{' || c == '}' || c == ';') {
                    head.setLength(0);
                } else {
                    head.append(c);
                }
            }
            head.append('\n');
        }
    }

    private static final Pattern ACCESSOR = Pattern.compile("\\bpublic [\\w<>\\[\\], .?]+ (get[A-Z]\\w*)\\(");

    private static void accessors(final SourceText source, final List<String> faults) {
        if (!source.path().contains("/src/main/java/")) {
            return;
        }
        for (int i = 0; i < source.code().size(); i++) {
            final Matcher found = ACCESSOR.matcher(source.code().get(i));
            final boolean overrides = i > 0 && source.code().get(i - 1).contains("@Override");
            if (found.find() && !overrides && !EXCUSE.matcher(source.lines().get(i)).find()) {
                faults.add(at(source, i) + found.group(1) + " begins with get; name it after what it gives");
            }
        }
    }
}
