// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The house: which packages there are, and which arrows between them are allowed. */
class ArchitectureTest {
    private static final String ENGINE = "org.murmuration.engine.";
    private static final String NODES = "org.murmuration.nodes.";

    /** Arrows go from a later row to an earlier one, and never within a row. */
    private static final List<List<String>> LEVELS = List.of(
            List.of("progress"),
            List.of("internal"),
            List.of("json"),
            List.of("privacy", "random"),
            List.of("dataset"),
            List.of("accounting", "marginal", "linked", "csv"),
            List.of("accounting.ledger", "mechanism", "graphicalmodel", "synthesis", "anonymity", "evaluation"),
            List.of("release", "evaluation.statistics"),
            List.of("aggregation.marginals", "aggregation.groups"),
            List.of(
                    "aggregation.combinations",
                    "aggregation.utility",
                    "evaluation.columns",
                    "evaluation.marginals",
                    "evaluation.combinations",
                    "evaluation.records",
                    "evaluation.learning",
                    "evaluation.risk",
                    "evaluation.linked"),
            List.of("synthesis.model", "synthesis.seeded", "synthesis.linked", "evaluation.scores"),
            List.of("report.statement"),
            List.of("report.pages"),
            List.of("report"));

    /** Exported, so that a bundle of ours could be made their friend, but closed to everybody else. */
    private static final Set<String> FRIENDS_ONLY = Set.of("internal", "mechanism", "graphicalmodel");

    /** Packages of the nodes that are no node; whatever these share stands in a lower one. */
    private static final Set<String> SHARED = Set.of("adapter", "parameters", "port", "releasing", "view");

    private static final String[] HOSTS = {
        "org.knime..", "org.eclipse..", "org.osgi..", "org.apache.spark..", "javax.swing..", "java.awt.."
    };
    private static final String[] ENGINE_LIBRARIES = {
        "java..", "javax.crypto..", "com.google.gson.stream..", "org.apache.commons..", "org.murmuration.engine.."
    };

    /** Each library of its kind has one package that uses it; samplers of Commons Math never make noise. */
    private static final Map<String, List<String>> SOLE_USERS = Map.of(
            "org.apache.commons.csv",
            List.of("csv"),
            "com.google.gson",
            List.of("json"),
            "org.apache.commons.math3",
            List.of("internal"),
            "org.apache.commons.math3.distribution",
            List.of(),
            "org.apache.commons.math3.random",
            List.of());

    private static final JavaClasses ENGINE_CLASSES = classesOf(Repository.ENGINE);
    private static final JavaClasses NODE_CLASSES = classesOf(Repository.NODES);

    private static JavaClasses classesOf(Path bundle) {
        return new ClassFileImporter().importPath(bundle.resolve("target/classes"));
    }

    @Test
    void engineArrowsGoDownwards() {
        LayeredArchitecture house = layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("org.murmuration.engine..")
                .withOptionalLayers(true)
                .ensureAllClassesAreContainedInArchitecture();
        for (String name : LEVELS.stream().flatMap(List::stream).toList()) {
            house = house.layer(name).definedBy(ENGINE + name);
        }
        for (int i = 0; i < LEVELS.size(); i++) {
            String[] lower = LEVELS.subList(0, i).stream().flatMap(List::stream).toArray(String[]::new);
            for (String name : LEVELS.get(i)) {
                house = lower.length == 0
                        ? house.whereLayer(name).mayNotAccessAnyLayer()
                        : house.whereLayer(name).mayOnlyAccessLayers(lower);
            }
        }
        house.check(ENGINE_CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        // a subpackage is a package of its own, here as in the levels
        slices().matching("org.murmuration.engine.(**)")
                .should()
                .beFreeOfCycles()
                .check(ENGINE_CLASSES);
        slices().matching("org.murmuration.nodes.(**)")
                .should()
                .beFreeOfCycles()
                .check(NODE_CLASSES);
    }

    @Test
    void engineKnowsNoHostAndOnlyItsLibraries() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage(HOSTS).check(ENGINE_CLASSES);
        classes().should().onlyDependOnClassesThat(isOf(ENGINE_LIBRARIES)).check(ENGINE_CLASSES);
        SOLE_USERS.forEach((library, users) -> noClasses()
                .that()
                .resideOutsideOfPackages(users.stream().map(u -> ENGINE + u).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library + "..")
                .check(ENGINE_CLASSES));
    }

    /** Classes of these packages, and the primitive types and arrays of them. */
    private static DescribedPredicate<JavaClass> isOf(String... packages) {
        return describe(
                "reside in any of " + Arrays.toString(packages),
                c -> c.getBaseComponentType().isPrimitive()
                        || resideInAnyPackage(packages).test(c.getBaseComponentType()));
    }

    @Test
    void nodePackagesDoNotKnowEachOther() {
        List<String> nodes = NODE_CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(p -> !SHARED.contains(p.substring(NODES.length())))
                .toList();
        assertTrue(nodes.size() >= 25, "nodes not found");
        for (String node : nodes) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(node)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(node)
                    .check(NODE_CLASSES);
        }
    }

    @Test
    void nodesReachNoInsidesOfKnimeAndNoLibraryOfTheEngine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.murmuration.standin..",
                        "org.apache.commons..",
                        "com.fasterxml..",
                        "com.google.gson..",
                        "org.knime.core.internal..")
                .check(NODE_CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.knime.core.webui.node.dialog.defaultdialog..")
                        .and(DescribedPredicate.not(resideInAnyPackage("..util.updates"))))
                .check(NODE_CLASSES);
    }

    @Test
    void packagesForFriendsAreClosedToEverybodyElse() {
        Map<String, String> exports = exports(Repository.ENGINE);
        for (String name : FRIENDS_ONLY) {
            String directives = exports.getOrDefault(ENGINE + name, "not exported");
            assertTrue(
                    directives.contains("x-internal:=true") || directives.contains("x-friends:="), name + directives);
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ENGINE + name)
                    .check(NODE_CLASSES);
        }
    }

    /** Exported packages of a bundle with what is said about each. */
    private static Map<String, String> exports(Path bundle) {
        String manifest =
                Repository.read(bundle.resolve("META-INF/MANIFEST.MF")).replaceAll("\r?\n ", "");
        String exported = manifest.lines()
                .filter(l -> l.startsWith("Export-Package: "))
                .findFirst()
                .orElseThrow()
                .substring("Export-Package: ".length());
        return Stream.of(exported.split(",(?=[a-z])"))
                .collect(Collectors.toMap(e -> e.split(";")[0].trim(), e -> e.replaceFirst("^[^;]*", "")));
    }

    @Test
    void noForeseeableRandomnessReachesTheProduct() {
        for (JavaClasses bundle : List.of(ENGINE_CLASSES, NODE_CLASSES)) {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.Random")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.SplittableRandom")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("java.util.random..")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .check(bundle);
        }
    }

    @Test
    void samplersDrawWithoutFloatingPoint() {
        Set<String> samplers = Set.of("BernoulliExp", "DiscreteLaplaceSampler", "DiscreteGaussianSampler");
        // building a sampler from a variance rounds a double once, upwards; drawing must not touch one
        Set<String> building = Set.of("ofVarianceAtLeast");
        int looked = 0;
        for (ClassNode c : Repository.classes(Repository.ENGINE)) {
            if (!samplers.contains(c.name.substring(c.name.lastIndexOf('/') + 1))) {
                continue;
            }
            for (MethodNode m : c.methods) {
                if (building.contains(m.name)) {
                    continue;
                }
                looked++;
                assertFalse(m.desc.contains("D") && !m.desc.contains("/"), c.name + "." + m.name + m.desc);
                for (AbstractInsnNode i : m.instructions) {
                    assertFalse(isFloating(i.getOpcode()), c.name + "." + m.name + " uses floating point");
                }
            }
        }
        assertTrue(looked >= 10, "samplers not found");
    }

    /** What may be published and what may not are types, and whatever is made for the public takes none of the latter. */
    @Test
    void resultsSayWhetherTheyMayBePublishedAndReleasesTakeNoOthers() {
        String sensitive = "org.murmuration.engine.privacy.SensitiveResult";
        String publishable = "org.murmuration.engine.privacy.PublishableResult";
        // stands inside a comparison of either type
        Set<String> partOfEither = Set.of("CombinationReport");
        List<JavaClass> results = ENGINE_CLASSES.stream()
                .filter(c -> c.isRecord() && c.isTopLevelClass())
                .filter(c -> c.getPackageName().startsWith(ENGINE + "evaluation"))
                .filter(c -> c.getSimpleName().matches("\\w+(Report|Result|Scores|Ranking|Comparison)"))
                .filter(c -> !partOfEither.contains(c.getSimpleName()))
                .toList();
        assertTrue(results.size() >= 11, "results not found");
        assertEquals(
                List.of(),
                results.stream()
                        .filter(c -> !c.isAssignableTo(sensitive) && !c.isAssignableTo(publishable))
                        .toList());
        noClasses()
                .that()
                .areAssignableTo(sensitive)
                .should()
                .beAssignableTo(publishable)
                .check(ENGINE_CLASSES);
        Set<String> forThePublic = Set.of(
                "ReleaseFolder",
                "ReleaseHtml",
                "ReleaseTerms",
                "PrivacyStatement",
                "PublishablePage",
                "NavigatorJson",
                "ReleaseFiles",
                "ReportSources");
        assertEquals(
                forThePublic,
                ENGINE_CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(forThePublic::contains)
                        .collect(Collectors.toSet()));
        noClasses()
                .that(are(describe("for the public", (JavaClass c) -> forThePublic.contains(c.getSimpleName()))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(sensitive)
                .check(ENGINE_CLASSES);
    }

    private static boolean isFloating(int opcode) {
        return switch (opcode) {
            case Opcodes.DADD,
                    Opcodes.DSUB,
                    Opcodes.DMUL,
                    Opcodes.DDIV,
                    Opcodes.DREM,
                    Opcodes.DNEG,
                    Opcodes.FADD,
                    Opcodes.FSUB,
                    Opcodes.FMUL,
                    Opcodes.FDIV,
                    Opcodes.FREM,
                    Opcodes.FNEG,
                    Opcodes.I2D,
                    Opcodes.I2F,
                    Opcodes.L2D,
                    Opcodes.L2F,
                    Opcodes.D2I,
                    Opcodes.D2L,
                    Opcodes.F2I,
                    Opcodes.F2L,
                    Opcodes.DCMPG,
                    Opcodes.DCMPL,
                    Opcodes.DLOAD,
                    Opcodes.DSTORE,
                    Opcodes.DRETURN,
                    Opcodes.DALOAD,
                    Opcodes.DASTORE -> true;
            default -> false;
        };
    }
}
