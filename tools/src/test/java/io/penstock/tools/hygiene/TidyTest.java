package io.penstock.tools.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads every source and says file:line, what is banned, and what to use instead. */
class TidyTest {
    private static final long MOST_BYTES = 1 << 20;
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "data", "runs", ".idea", "node_modules");
    private static final Set<String> TEXTS =
        Set.of("java", "md", "toml", "xml", "sh", "args", "properties", "yml", "yaml", "json", "txt");

    /** Files longer than the limit that stay so: path, and why. */
    private static final Map<String, String> LONG_FILES = Map.ofEntries(
        Map.entry("engine/src/main/java/io/penstock/engine/order/Order.java",
            "the columns of one order with a word on each; what it waits for and is tied to is split off already"),
        Map.entry("engine/src/main/java/io/penstock/engine/order/Orders.java",
            "the one door to all orders; its lists, sums and heaps are classes of their own"),
        Map.entry("engine/src/main/java/io/penstock/engine/simulation/SimulatedExchange.java",
            "matching, queueing and expiry of one order share its state; pools and reports are split off already"),
        Map.entry("strategies/src/test/java/io/penstock/strategies/flash/FlashStrategyTest.java",
            "one case per rule of the strategy, each a few lines; apart they would repeat the set-up"),
        Map.entry("engine/src/main/java/io/penstock/engine/order/OrderStateMachine.java",
            "one short method per word that moves an order; the edges themselves are a table of their own"),
        Map.entry("engine/src/main/java/io/penstock/engine/risk/RiskGate.java",
            "one short method per way in which an order can leave; checks, throttle and sums are classes of their own"),
        Map.entry("engine/src/main/java/io/penstock/engine/TradingEngine.java",
            "the one visible method of the fold with a line per kind of input, and what each line calls"));

    private static List<Path> files() throws IOException {
        final List<Path> files = new ArrayList<>();
        Files.walkFileTree(Home.directory(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(final Path directory, final BasicFileAttributes attributes) {
                return NOT_OURS.contains(directory.getFileName().toString()) ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !NOT_OURS.contains(file.getFileName().toString())) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static boolean isText(final Path file) {
        final String name = file.getFileName().toString();
        if (name.indexOf('.') < 0 && relative(file).contains("/src/test/resources/")) {
            return false; // inputs of a fuzzer are bytes, not text
        }
        return name.indexOf('.') < 0 || TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))
            || file.getParent().endsWith(".ci");
    }

    private static String relative(final Path file) {
        return Home.directory().relativize(file).toString().replace('\\', '/');
    }

    @Test
    void shouldFindNothingWhenTheHouseIsRead() throws IOException {
        final Tidy tidy = new Tidy(LONG_FILES);
        final List<String> faults = new ArrayList<>();
        int sources = 0;
        for (final Path file : files()) {
            if (Files.size(file) > MOST_BYTES) {
                faults.add(relative(file) + "  is larger than 1 MB; keep data out of the repository");
            } else if (isText(file)) {
                faults.addAll(tidy.faults(SourceText.of(relative(file), Files.readString(file))));
                sources++;
            }
        }
        assertTrue(sources > 50, "only " + sources + " files were found below " + Home.directory());
        assertEquals("", String.join("\n", faults));
    }

    @Test
    void shouldHoldOnlyLongFilesWhenReasonsAreListed() {
        for (final Map.Entry<String, String> entry : LONG_FILES.entrySet()) {
            assertTrue(Files.exists(Home.directory().resolve(entry.getKey())), entry.getKey() + " is gone");
            assertTrue(entry.getValue().length() > 20, entry.getKey() + " needs a reason");
        }
    }

    private static List<String> faults(final String path, final String text) {
        return new Tidy(Map.of("engine/src/main/java/Long.java", "planted")).faults(SourceText.of(path, text));
    }

    private static void planted(final String code, final String expected) {
        final String path = "engine/src/main/java/io/penstock/engine/book/A.java";
        final List<String> found = faults(path, "class A {\n" + code + "\n}");
        assertEquals(1, found.size(), code + " gave " + found);
        assertTrue(found.get(0).startsWith(path + ":2  " + expected), found.get(0));
    }

    @Test
    void shouldCatchEachBanWhenItIsPlantedInTheFold() {
        planted("long t = System.nanoTime();", "System.nanoTime is banned; use time passed in as nowNs");
        planted("long t = System.currentTimeMillis();", "currentTimeMillis");
        planted("Object t = Instant.now();", "Instant.now");
        planted("Object t = new Thread();", "new Thread");
        planted("Object r = new Random(1);", "Random is banned; use the counter-based generator");
        planted("Object r = UUID.fromString(s);", "UUID");
        planted("Object m = new HashMap<>();", "HashMap is banned; use arrays by dense index");
        planted("Object m = new HashSet<>();", "HashSet");
        planted("Object m = BigDecimal.ONE;", "BigDecimal is banned; use FixedPoint");
        planted("Object m = String.format(s);", "String.format");
        planted("Object m = list.stream();", ".stream() is banned; use a plain loop");
        planted("Optional<String> m;", "Optional is banned; use a sentinel");
        planted("synchronized void m() { }", "synchronized");
        planted("Object l = LoggerFactory.of();", "LoggerFactory");
        planted("double d = Math.exp(1);", "Math.exp is banned; use StrictMath");
        planted("double d = Math.pow(1, 2);", "Math.pow");
        planted("double d = Math.fma(1, 2, 3);", "Math.fma");
        planted("// TO" + "DO later", "TO" + "DO is banned; use an issue");
        planted("\tint a;", "a tab");
        planted("// see https://repo1.maven" + ".org/x", "repo1.maven");
        planted("// in /ro" + "ot/x", "/ro" + "ot/x is banned");
        planted("int a; // " + "x".repeat(120), "a line of 130 characters; at most 120");
        planted("public int getPrice() { return 1; }", "getPrice begins with get");
        planted("import java.util.*;", "import java.util.*; is banned");
    }

    @Test
    void shouldAllowWhatIsInACommentATextOrExcused() {
        final String path = "engine/src/main/java/io/penstock/engine/book/A.java";
        assertEquals(List.of(), faults(path, """
            /** No System.nanoTime here, no HashMap. */
            class A {
                String a = "new Random \\" HashMap"; // Optional
                double b = StrictMath.exp(Math.sqrt(Math.abs(2)));
                Object c = new HashMap(); // tidy-ok: read once at start, never iterated
                /* synchronized
                   new Thread */
                char d = '"'; String e = "synchronized";
            }
            """));
        assertEquals(1, faults(path, "Object c = new HashMap(); // tidy-ok:\n").size(), "an excuse needs a reason");
    }

    @Test
    void shouldAllowThreadsAndClockWhenTheHostUsesThem() {
        final String code = "class A { long t = System.nanoTime(); Object o = new Thread(); }\n";
        assertEquals(List.of(), faults("engine/src/main/java/io/penstock/engine/host/A.java", code));
        assertEquals(List.of(), faults("engine/src/test/java/io/penstock/engine/book/A.java", code));
        assertEquals(List.of(), faults("journal/src/main/java/io/penstock/journal/A.java", code));
        assertEquals(2, faults("strategies/src/main/java/io/penstock/strategies/A.java", code).size());
    }

    @Test
    void shouldMeasureFilesAndMethodsWhenTheyGrow() {
        final String method =
            "class A {\n    int a(\n        int b) throws X {\n" + "        b++;\n".repeat(69) + "    }\n}\n";
        final List<String> found = faults("tools/src/main/java/A.java", method);
        assertEquals(List.of("tools/src/main/java/A.java:3  a method of 71 lines; at most 70"), found);
        final String block = "class A {\n    static {\n" + "        b++;\n".repeat(90) + "    }\n}\n";
        assertEquals(List.of(), faults("tools/src/main/java/A.java", block));
        assertEquals(1, faults("tools/src/main/java/A.java", "\n".repeat(401)).size());
        assertEquals(List.of(), faults("engine/src/main/java/Long.java", "\n".repeat(401)));
    }
}
