// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Privacy code is broken in small ways, and the test of each class must notice: no mutant survives without an excuse.
 *
 * <p>Breaking all of it takes many minutes, so what was once found of a class is recorded with a fingerprint of the class, of its
 * test and of its excuses. A build looks at those classes alone whose fingerprint is another now; {@code -Dfull} looks at all,
 * {@code -Drooms=privacy,random.Sampling} at these, and {@code -Dprove} writes the record.
 */
class MutationTest {
    /** Rooms without a survivor that has no excuse; a plan outside of them is named with its room. */
    private static final List<String> PROVED = List.of(
            "privacy",
            "random.BernoulliExp",
            "random.DiscreteGaussianSampler",
            "random.DiscreteLaplaceSampler",
            "random.ExponentialCoin",
            "random.KeyedHash",
            "random.KeystreamSource",
            "random.RandomSource",
            "random.Sampling",
            "random.Shuffle");

    /** What is looked at, if somebody asks for other rooms or classes. */
    private static final List<String> ROOMS = System.getProperty("rooms") == null
            ? PROVED
            : List.of(System.getProperty("rooms").split(","));

    private static final String ENGINE = "org.murmuration.engine.";
    private static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
    private static final Path SOURCES = ROOT.resolve("plugin/org.murmuration.engine/src");
    private static final Path TESTS = ROOT.resolve("test/org.murmuration.engine.tests/src");
    private static final Path HERE = ROOT.resolve("test/org.murmuration.mutation");
    private static final Path RECORD = HERE.resolve("proved.txt");

    /** What the whole record hangs on; a higher number voids it. */
    private static final String METHOD = "1";

    private static final Excuses EXCUSES = new Excuses(read(HERE.resolve("excuses.txt")));

    @Test
    void noMutantSurvivesWithoutAnExcuse() {
        Map<String, String> found = fingerprints();
        Map<String, String> record = record();
        boolean all = System.getProperty("full") != null;
        List<String> open = found.keySet().stream()
                .filter(t -> all || !found.get(t).equals(record.get(t)))
                .toList();
        if (!open.isEmpty()) {
            System.out.println("Mutants of " + open.size() + " classes: " + open);
            Pit pit = new Pit(
                    SOURCES,
                    Pit.classpath(
                            classes("plugin/org.murmuration.engine"), classes("test/org.murmuration.engine.tests")));
            List<Mutant> mutants =
                    pit.mutants(open.stream().map(t -> ENGINE + t).toList());
            tell(open, mutants);
            List<String> problems = EXCUSES.problems(mutants, open);
            assertTrue(problems.isEmpty(), () -> problems.size() + " problems:\n" + String.join("\n", problems));
        }
        if (System.getProperty("prove") != null) {
            write(found);
        }
    }

    @Test
    void excusesAreOfProvedClassesAndOfLinesThatAreThere() {
        List<String> wrong = new ArrayList<>();
        Map<String, String> found = fingerprints();
        for (String place : EXCUSES.places()) {
            if (found.keySet().stream().noneMatch(t -> place.startsWith(t + ".") || place.startsWith(t + "$"))) {
                wrong.add(place);
            }
        }
        for (String type : found.keySet()) {
            String source = read(SOURCES.resolve(path(type) + ".java"));
            EXCUSES.of(type).stream()
                    .filter(e -> source.lines().noneMatch(l -> l.trim().equals(e.split(" \\| ")[1])))
                    .forEach(wrong::add);
        }
        assertEquals(List.of(), wrong);
    }

    private static Path classes(String bundle) {
        return ROOT.resolve(bundle).resolve("target/classes");
    }

    private static void tell(List<String> types, List<Mutant> mutants) {
        for (String type : types) {
            List<Mutant> own = mutants.stream()
                    .filter(m -> m.place().startsWith(type + ".") || m.place().startsWith(type + "$"))
                    .toList();
            System.out.printf(
                    "%s: %d mutants, %d survive%n",
                    type, own.size(), own.stream().filter(Mutant::survived).count());
        }
    }

    /** Fingerprints by class, as in {@code random.Sampling}. */
    private static Map<String, String> fingerprints() {
        Map<String, String> found = new TreeMap<>();
        for (String room : ROOMS) {
            Path folder = SOURCES.resolve(path(room));
            for (String type : Files.isDirectory(folder) ? types(room, folder) : List.of(room)) {
                Path test = TESTS.resolve(path(type) + "Test.java");
                found.put(
                        type,
                        Fingerprint.of(List.of(
                                METHOD,
                                read(SOURCES.resolve(path(type) + ".java")),
                                Files.exists(test) ? read(test) : "",
                                String.join("\n", EXCUSES.of(type)))));
            }
        }
        assertTrue(found.size() >= ROOMS.size());
        return found;
    }

    private static List<String> types(String room, Path folder) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(p -> p.getFileName().toString())
                    .filter(n -> n.endsWith(".java") && !n.equals("package-info.java"))
                    .map(n -> room + "." + n.replace(".java", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(String type) {
        return (ENGINE + type).replace('.', '/');
    }

    private static Map<String, String> record() {
        return read(RECORD)
                .lines()
                .filter(l -> !l.startsWith("#"))
                .collect(Collectors.toMap(l -> l.split(" ")[0], l -> l.split(" ")[1]));
    }

    private static void write(Map<String, String> found) {
        StringBuilder text =
                new StringBuilder("# Classes of which no mutant survives without an excuse; written by -Dprove.\n");
        found.forEach(
                (type, print) -> text.append(type).append(' ').append(print).append('\n'));
        try {
            Files.writeString(RECORD, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
