package io.penstock.tools.hygiene;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows between modules and what each may lean on, as DESIGN.md 2 draws them. */
class ArchitectureTest {
    private static final String API = "io.penstock.api..";
    private static final String ENGINE = "io.penstock.engine..";
    private static final String PORT = "io.penstock.engine.port..";
    private static final String EVENT = "io.penstock.engine.event..";
    private static final String STRATEGIES = "io.penstock.strategies..";
    private static final String JOURNAL = "io.penstock.journal..";
    private static final String GATEWAYS = "io.penstock.gateways..";
    private static final String TOOLS = "io.penstock.tools..";
    private static final String AGRONA = "org.agrona..";

    private static final JavaClasses HOUSE = new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
        .importPackages("io.penstock");

    private static void hold(final ArchRule rule) {
        rule.allowEmptyShould(true).check(HOUSE);
    }

    private static ArchRule only(final String who, final String... what) {
        return classes().that().resideInAPackage(who).should().onlyDependOnClassesThat().resideInAnyPackage(what);
    }

    @Test
    void shouldFindTheHouseWhenClassesAreRead() {
        assertTrue(HOUSE.size() > 100, HOUSE.size() + " classes");
        for (final JavaClass found : HOUSE) {
            assertTrue(found.getPackageName().matches(
                "io\\.penstock\\.(api|engine|strategies|journal|gateways|tools)(\\..*)?"),
                found.getName() + " is in no module's package");
        }
    }

    @Test
    void shouldUseNothingButTheLanguageWhenTheApiIsRead() {
        hold(only(API, API, "java.lang..", "java.util"));
    }

    @Test
    void shouldUseOnlyTheApiWhenStrategiesAreRead() {
        hold(only(STRATEGIES, STRATEGIES, API, "java.lang..", "java.util"));
    }

    @Test
    void shouldUseNoJournalGatewayOrIoWhenTheEngineIsRead() {
        hold(only(ENGINE, ENGINE, API, AGRONA, "com.lmax.disruptor..", "org.HdrHistogram..", "java.."));
        hold(noClasses().that().resideInAPackage(ENGINE).and().resideOutsideOfPackage("io.penstock.engine.host..")
            .should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.nio.file..", "java.nio.channels..",
                "java.util.concurrent..", "java.util.logging..", "java.time..", "java.sql.."));
    }

    @Test
    void shouldSeeOnlyThePortWhenTheJournalIsRead() {
        hold(only(JOURNAL, JOURNAL, PORT, AGRONA, "net.openhft..", "org.slf4j..", "java.."));
    }

    @Test
    void shouldSeeOnlyEventsPortAndWordsWhenGatewaysAreRead() {
        hold(only(GATEWAYS, GATEWAYS, EVENT, PORT, API, AGRONA, "io.netty..", "com.fasterxml.jackson..", "io.javalin..",
            "io.aeron..", "java..", "javax.net.ssl..", "javax.crypto.."));
    }

    /** The parts every gateway may use, and those whose work is to drive the venues' sessions. */
    @Test
    void shouldNotImportSiblingsWhenGatewaysAreRead() {
        final Set<String> siblings = new TreeSet<>();
        for (final JavaClass found : HOUSE) {
            final String[] parts = found.getPackageName().split("\\.");
            if (parts.length > 3 && "gateways".equals(parts[2])) {
                siblings.add(parts[3]);
            }
        }
        final Set<String> shared = Set.of("common");
        final Set<String> drivers = Set.of("capture", "emulator", "live", "order");
        for (final String from : siblings) {
            for (final String to : siblings) {
                if (!from.equals(to) && !shared.contains(to) && !drivers.contains(from)) {
                    hold(noClasses().that().resideInAPackage("io.penstock.gateways." + from + "..").should()
                        .dependOnClassesThat().resideInAPackage("io.penstock.gateways." + to + ".."));
                }
            }
        }
    }

    @Test
    void shouldNotBeImportedWhenToolsAreRead() {
        hold(noClasses().that().resideOutsideOfPackage(TOOLS).should().dependOnClassesThat().resideInAPackage(TOOLS));
    }

    /** Paper, backtest and replay cannot send an order: they do not know what could. */
    @Test
    void shouldNameOrderGatewaysOnlyWhenToolsAreLive() {
        hold(noClasses().that().resideOutsideOfPackages("io.penstock.gateways.order..", "io.penstock.tools.live..")
            .should().dependOnClassesThat().resideInAPackage("io.penstock.gateways.order.."));
        final String simulated = "io\\.penstock\\.tools\\.live\\.(Paper|Demo|Record|Emulator|Live)"
            + "(Command|Session|Run|Options)(\\$.*)?";
        hold(noClasses().that().haveNameMatching(simulated).and()
            .doNotHaveFullyQualifiedName("io.penstock.tools.live.LiveCommand").should().dependOnClassesThat()
            .resideInAnyPackage("io.penstock.gateways.order..", "io.penstock.tools.live.trade.."));
    }

    @Test
    void shouldNotSpeakJsonOrChronicleWhenOutsideTheirModules() {
        hold(noClasses().that().resideOutsideOfPackages(JOURNAL, TOOLS).should().dependOnClassesThat()
            .resideInAPackage("net.openhft.."));
        hold(noClasses().that().resideOutsideOfPackages(GATEWAYS, TOOLS).should().dependOnClassesThat()
            .resideInAPackage("com.fasterxml.jackson.."));
    }

    @Test
    void shouldCatchAPlantedArrowWhenARuleIsBroken() {
        final ArchRule planted = only(TOOLS, TOOLS, "java..");
        assertThrows(AssertionError.class, () -> hold(planted), "tools do use other modules; the rules must see that");
    }
}
