// SPDX-License-Identifier: Apache-2.0
package org.murmuration.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The house: which packages there are, and which arrows between them are allowed. */
class ArchitectureTest {
    private static final String ENGINE = "org.murmuration.engine.";
    private static final String NODES = "org.murmuration.nodes.";

    /** Arrows go from a higher level to a lower one. */
    private static final Map<String, Integer> LEVELS = levels(
            List.of("progress"),
            List.of("internal", "json"),
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

    private static final Set<String> SHARED = Set.of("adapter", "parameters", "port", "view");
    private static final List<String> HOSTS =
            List.of("org.knime", "org.eclipse", "org.osgi", "org.apache.spark", "javax.swing", "java.awt");
    private static final List<String> ENGINE_LIBRARIES = List.of(
            "java.", "javax.crypto", "com.fasterxml.jackson", "com.google.gson.stream", "org.apache.commons.", ENGINE);

    /** Each library of its kind has one package that uses it; samplers of Commons Math never make noise. */
    private static final Map<String, Set<String>> SOLE_USERS = Map.of(
            "org.apache.commons.csv",
            Set.of(ENGINE + "csv"),
            "com.google.gson",
            Set.of(ENGINE + "json"),
            "org.apache.commons.math3",
            Set.of(ENGINE + "internal"),
            "org.apache.commons.math3.distribution",
            Set.of(),
            "org.apache.commons.math3.random",
            Set.of());

    @SafeVarargs
    private static Map<String, Integer> levels(List<String>... rows) {
        Map<String, Integer> result = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            for (String name : rows[i]) {
                result.put(name, i);
            }
        }
        return result;
    }

    /** Package arrows of a bundle as jdeps tells them. */
    private static Map<String, Set<String>> arrows(Path bundle) {
        StringWriter text = new StringWriter();
        ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(
                        new PrintWriter(text),
                        new PrintWriter(text),
                        "--multi-release",
                        "17",
                        "-verbose:package",
                        "-filter:none",
                        bundle.resolve("target/classes").toString());
        Map<String, Set<String>> arrows = new TreeMap<>();
        Pattern line = Pattern.compile("^ +(\\S+) +-> (\\S+)");
        String from = null;
        Pattern header = Pattern.compile("^   (\\S+) +-> (\\S+).*");
        for (String l : text.toString().split("\n")) {
            Matcher m = header.matcher(l);
            if (m.matches()) {
                from = m.group(1);
                arrows.computeIfAbsent(from, k -> new TreeSet<>()).add(m.group(2));
            } else {
                Matcher more = line.matcher(l);
                if (more.find()) {
                    arrows.computeIfAbsent(more.group(1), k -> new TreeSet<>()).add(more.group(2));
                }
            }
        }
        assertFalse(arrows.isEmpty(), "jdeps said nothing: " + text);
        return arrows;
    }

    @Test
    void engineArrowsGoDownwards() {
        List<String> wrong = new ArrayList<>();
        arrows(Repository.ENGINE).forEach((from, targets) -> {
            String package_ = from.substring(ENGINE.length());
            if (!LEVELS.containsKey(package_)) {
                wrong.add("unknown package " + from);
                return;
            }
            for (String to : targets) {
                if (to.startsWith(ENGINE) && !to.equals(from)) {
                    Integer level = LEVELS.get(to.substring(ENGINE.length()));
                    if (level == null || level >= LEVELS.get(package_)) {
                        wrong.add(from + " -> " + to);
                    }
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void engineKnowsNoHostAndOnlyItsLibraries() {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> users = new TreeMap<>();
        arrows(Repository.ENGINE).forEach((from, targets) -> {
            for (String to : targets) {
                if (HOSTS.stream().anyMatch(to::startsWith)
                        || ENGINE_LIBRARIES.stream().noneMatch(to::startsWith)) {
                    wrong.add(from + " -> " + to);
                }
                SOLE_USERS.keySet().stream().filter(to::startsWith).forEach(library -> users.computeIfAbsent(
                                library, k -> new TreeSet<>())
                        .add(from));
            }
        });
        assertEquals(List.of(), wrong);
        SOLE_USERS.forEach((library, allowed) -> assertTrue(
                allowed.containsAll(users.getOrDefault(library, Set.of())), library + " is used by " + users));
    }

    @Test
    void nodePackagesDoNotKnowEachOther() {
        List<String> wrong = new ArrayList<>();
        arrows(Repository.NODES).forEach((from, targets) -> {
            for (String to : targets) {
                boolean otherNode =
                        to.startsWith(NODES) && !to.equals(from) && !SHARED.contains(to.substring(NODES.length()));
                boolean insides = to.startsWith("org.murmuration.standin")
                        || to.startsWith(ENGINE + "internal")
                        || to.startsWith("org.apache.commons")
                        || to.startsWith("com.fasterxml")
                        || to.startsWith("org.knime.core.internal")
                        || to.startsWith("org.knime.core.webui.node.dialog.defaultdialog")
                                && !to.endsWith("util.updates");
                if (otherNode || insides) {
                    wrong.add(from + " -> " + to);
                }
            }
        });
        assertEquals(List.of(), wrong);
    }

    @Test
    void packagesFormNoCycle() {
        for (Path bundle : List.of(Repository.ENGINE, Repository.NODES)) {
            Map<String, Set<String>> arrows = arrows(bundle);
            Set<String> finished = new HashSet<>();
            for (String start : arrows.keySet()) {
                visit(start, arrows, new ArrayList<>(), finished);
            }
        }
    }

    private static void visit(String at, Map<String, Set<String>> arrows, List<String> path, Set<String> finished) {
        assertFalse(path.contains(at), "cycle: " + path + " -> " + at);
        if (finished.contains(at) || !arrows.containsKey(at)) {
            return;
        }
        path.add(at);
        for (String to : arrows.get(at)) {
            if (!to.equals(at)) {
                visit(to, arrows, path, finished);
            }
        }
        path.remove(path.size() - 1);
        finished.add(at);
    }

    @Test
    void noForeseeableRandomnessReachesTheProduct() {
        Set<String> forbidden = Set.of(
                "java/util/Random",
                "java/util/SplittableRandom",
                "java/util/concurrent/ThreadLocalRandom",
                "java/util/random/RandomGenerator");
        List<String> wrong = new ArrayList<>();
        for (Path bundle : List.of(Repository.ENGINE, Repository.NODES)) {
            for (ClassNode c : Repository.classes(bundle)) {
                for (MethodNode m : c.methods) {
                    for (AbstractInsnNode i : m.instructions) {
                        if (i instanceof MethodInsnNode call
                                && (forbidden.contains(call.owner)
                                        || call.owner.equals("java/lang/Math") && call.name.equals("random"))) {
                            wrong.add(c.name + "." + m.name);
                        }
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
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
        String sensitive = "org/murmuration/engine/privacy/SensitiveResult";
        String publishable = "org/murmuration/engine/privacy/PublishableResult";
        Pattern result = Pattern.compile(
                "org/murmuration/engine/evaluation/(\\w+/)?\\w+(Report|Result|Scores|Ranking|Comparison)");
        // stands inside a comparison of either type
        Set<String> partOfEither = Set.of("org/murmuration/engine/evaluation/combinations/CombinationReport");
        List<ClassNode> all = Repository.classes(Repository.ENGINE);
        Set<String> kept = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        int looked = 0;
        for (ClassNode c : all) {
            boolean is = c.interfaces.contains(sensitive);
            boolean may = c.interfaces.contains(publishable);
            if (is) {
                kept.add(c.name);
            }
            if (result.matcher(c.name).matches() && "java/lang/Record".equals(c.superName)) {
                looked++;
                if (is == may && !partOfEither.contains(c.name)) {
                    wrong.add(c.name);
                }
            }
            if (is && may) {
                wrong.add(c.name);
            }
        }
        assertTrue(looked >= 12, "results not found");
        Set<String> forThePublic = Set.of(
                "ReleaseFolder",
                "ReleaseHtml",
                "ReleaseTerms",
                "PrivacyStatement",
                "PublishablePage",
                "NavigatorJson",
                "ReleaseFiles",
                "ReportSources");
        int writers = 0;
        for (ClassNode c : all) {
            if (forThePublic.contains(c.name.substring(c.name.lastIndexOf('/') + 1))) {
                writers++;
                for (MethodNode m : c.methods) {
                    kept.stream()
                            .filter(k -> m.desc.contains("L" + k + ";"))
                            .forEach(k -> wrong.add(c.name + "." + m.name + " takes " + k));
                }
            }
        }
        assertEquals(forThePublic.size(), writers);
        assertEquals(List.of(), wrong);
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
