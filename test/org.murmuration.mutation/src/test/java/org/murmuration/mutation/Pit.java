// SPDX-License-Identifier: Apache-2.0
package org.murmuration.mutation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pitest.classpath.CodeSource;
import org.pitest.coverage.CoverageDatabase;
import org.pitest.mutationtest.ClassMutationResults;
import org.pitest.mutationtest.ListenerArguments;
import org.pitest.mutationtest.MutationResult;
import org.pitest.mutationtest.MutationResultListener;
import org.pitest.mutationtest.MutationResultListenerFactory;
import org.pitest.mutationtest.build.DefaultTestPrioritiser;
import org.pitest.mutationtest.build.TestPrioritiser;
import org.pitest.mutationtest.build.TestPrioritiserFactory;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.config.Services;
import org.pitest.mutationtest.config.ServicesFromClassLoader;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.tooling.AnalysisResult;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Glob;
import org.pitest.util.Verbosity;

/** Runs PIT on classes, each against the test of its name and nothing else. */
final class Pit {
    /** Tests with this tag take seconds; mutants are none of their business. */
    static final String SLOW = "slow";

    /** Packages that are compared without their first words. */
    private static final String PREFIX = "org.murmuration.";

    private final Path sources;
    private final List<String> classpath;

    /**
     * A runner.
     *
     * @param sources folder of the sources of the mutated classes
     * @param classpath everything that they and their tests need
     */
    Pit(Path sources, List<String> classpath) {
        this.sources = sources;
        this.classpath = classpath;
    }

    /** Name of a class without the words that all have, as in {@code random.Sampling}. */
    static String shortName(String type) {
        return type.substring(PREFIX.length()).replaceFirst("^engine\\.", "");
    }

    /**
     * Breaks classes and runs their tests.
     *
     * @param types full names of top-level classes
     * @return all mutants of them and of the classes inside them
     */
    List<Mutant> mutants(Collection<String> types) {
        Collected collected = new Collected();
        ReportOptions options = new ReportOptions();
        try {
            options.setReportDir(Files.createTempDirectory("mutants").toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.setShouldCreateTimestampedReports(false);
        options.setClassPathElements(classpath);
        options.setIncludeLaunchClasspath(false);
        options.setCodePaths(
                classpath.stream().filter(p -> Files.isDirectory(Path.of(p))).toList());
        options.setSourceDirs(List.of(sources));
        options.setTargetClasses(
                types.stream().flatMap(t -> Stream.of(t, t + "$*")).toList());
        options.setTargetTests(types.stream()
                .map(t -> new Glob(t + "Test"))
                .<Predicate<String>>map(g -> g::matches)
                .toList());
        options.setGroupConfig(TestGroupConfig.emptyConfig().withExcludedGroups(SLOW));
        options.addOutputFormats(List.of(collected.name()));
        options.addChildJVMArgs(List.of(
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Dmurmuration.root=" + System.getProperty("murmuration.root"),
                "-Duser.language=de",
                "-Duser.country=DE"));
        options.setNumberOfThreads(Runtime.getRuntime().availableProcessors());
        options.setTimeoutConstant(10_000); // machines are busy
        options.setTimeoutFactor(2);
        options.setFailWhenNoMutations(false);
        options.setVerbosity(Verbosity.SILENT);
        options.setProjectBase(sources);
        Services services = new ServicesFromClassLoader(Pit.class.getClassLoader());
        AnalysisResult result = new EntryPoint()
                .execute(new File("."), options, new PluginServices(new With(services, collected)), Map.of());
        result.getError().ifPresent(e -> {
            throw new IllegalStateException("PIT could not run: " + e.getMessage(), e);
        });
        return numbered(collected.results);
    }

    /** Mutants of the same change in the same line are told apart by their order. */
    private List<Mutant> numbered(List<MutationResult> results) {
        List<MutationResult> ordered = results.stream()
                .sorted(Comparator.comparing((MutationResult r) ->
                                r.getDetails().getClassName().asJavaName())
                        .thenComparing(r -> r.getDetails().getMethod())
                        .thenComparing(r -> r.getDetails().getId().getLocation().getMethodDesc())
                        .thenComparing(r -> r.getDetails().getFirstIndex()))
                .toList();
        Map<String, Integer> same = new HashMap<>();
        List<Mutant> mutants = new ArrayList<>();
        for (MutationResult r : ordered) {
            Mutant m = mutant(r);
            if (isOwnCode(m)) {
                int number = same.merge(m.name(), 1, Integer::sum);
                mutants.add(number == 1 ? m : m.withNumber(number));
            }
        }
        return mutants;
    }

    /** What the compiler makes of the components of a record is no code of ours. */
    private static boolean isOwnCode(Mutant m) {
        return !m.line().matches("(.* )?record \\w+.*") || m.place().endsWith("<init>");
    }

    private Mutant mutant(MutationResult result) {
        MutationDetails details = result.getDetails();
        String type = details.getClassName().asJavaName();
        Path file = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'))
                .resolve(details.getFilename());
        try {
            String line = Files.readAllLines(file)
                    .get(Math.max(1, details.getLineNumber()) - 1)
                    .trim();
            return new Mutant(
                    shortName(type) + "." + details.getMethod(),
                    line,
                    details.getDescription().replaceFirst(" for [\\w/$]+::\\w+$", ""),
                    result.getStatus(),
                    details.getLineNumber());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PIT's own plugins and ours. */
    private record With(Services others, Collected collected) implements Services {
        @Override
        public <S> Collection<S> load(Class<S> type) {
            List<S> all = new ArrayList<>(others.load(type));
            for (Object own : List.of(collected, new OwnTest())) {
                if (type.isInstance(own)) {
                    all.add(type.cast(own));
                }
            }
            return all;
        }
    }

    /** Keeps the results. */
    private static final class Collected implements MutationResultListenerFactory, MutationResultListener {
        final List<MutationResult> results = Collections.synchronizedList(new ArrayList<>());

        @Override
        public MutationResultListener getListener(Properties properties, ListenerArguments arguments) {
            return this;
        }

        @Override
        public String name() {
            return "COLLECTED";
        }

        @Override
        public String description() {
            return "Results for the test that asked for them";
        }

        @Override
        public void runStart() {}

        @Override
        public void handleMutationResult(ClassMutationResults more) {
            results.addAll(more.getMutations());
        }

        @Override
        public void runEnd() {}
    }

    /** A mutant meets the test of its class alone, so that what is proved of a class hangs on two files and not on a room. */
    private static final class OwnTest implements TestPrioritiserFactory {
        @Override
        public TestPrioritiser makeTestPrioritiser(Properties properties, CodeSource code, CoverageDatabase coverage) {
            TestPrioritiser all = new DefaultTestPrioritiser(coverage);
            return mutant -> {
                String type = mutant.getClassName().asJavaName().replaceFirst("\\$.*", "");
                return all.assignTests(mutant).stream()
                        .filter(t -> t.getName().contains("[class:" + type + "Test]"))
                        .toList();
            };
        }

        @Override
        public String description() {
            return "The test of the class's name";
        }
    }

    /** The classpath of this virtual machine, with folders put in front of it. */
    static List<String> classpath(Path... folders) {
        List<String> all = new ArrayList<>();
        for (Path f : folders) {
            all.add(f.toString());
        }
        all.addAll(Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator)));
        return all.stream().distinct().filter(p -> Files.exists(Path.of(p))).toList();
    }
}
