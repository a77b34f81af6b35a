// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.DataContainer;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.murmuration.engine.accounting.ApproximateDpEvent;
import org.murmuration.engine.accounting.ComposedEvent;
import org.murmuration.engine.accounting.DiscreteGaussianEvent;
import org.murmuration.engine.accounting.GaussianEvent;
import org.murmuration.engine.accounting.LaplaceEvent;
import org.murmuration.engine.accounting.PldAccountant;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.csv.CsvOptions;
import org.murmuration.engine.csv.DatasetReader;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.DiscreteGaussianSampler;
import org.murmuration.engine.random.RandomSource;

/** Speed and memory of the parts that work on every record. Prints one JSON object a line; compare within one run only. */
public final class Bench {
    private static final int RUNS = 3;

    private Bench() {}

    /** Runs the named benchmark. */
    public static void main(String[] args) {
        try {
            run(args);
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Pairs of --name value after the name of the benchmark. */
    static Map<String, String> options(String[] args, List<String> known) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < args.length; i += 2) {
            String name = args[i].startsWith("--") ? args[i].substring(2) : args[i];
            if (!known.contains(name) || i + 1 == args.length) {
                throw new IllegalArgumentException("Unknown option or missing value: " + args[i] + ". Known: --"
                        + String.join(" V --", known) + " V");
            }
            options.put(name, args[i + 1]);
        }
        return options;
    }

    private static void run(String[] args) throws IOException {
        switch (args.length == 0 ? "" : args[0]) {
            case "counting" -> counting();
            case "noise" -> noise();
            case "accounting" -> accounting();
            case "csv" -> csv();
            case "tables" -> tables();
            case "synthesize" -> SynthesisBench.synthesize(args);
            case "synthesis" -> SynthesisBench.table(args);
            case "combinations" -> CombinationBench.run(args);
            case "evaluate" -> EvaluationBench.run(args);
            case "groupby" -> GroupByBench.run(args);
            case "linked" -> LinkedBench.run(args);
            default -> {
                System.err.println(
                        "bench counting | noise | accounting | csv | tables | synthesize | synthesis | combinations"
                                + " | evaluate | groupby | linked");
                System.exit(2);
            }
        }
    }

    private interface Body {
        void run() throws IOException;
    }

    /** Median wall time in seconds of three runs after one warm-up. */
    private static double median(Body body) throws IOException {
        body.run();
        double[] seconds = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            body.run();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    /** Largest use of the heap since the last reset, in MiB. */
    static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(p -> p.getType() == java.lang.management.MemoryType.HEAP)
                        .mapToLong(p -> p.getPeakUsage().getUsed())
                        .sum()
                >> 20;
    }

    static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    private static Domain domain(int attributes) {
        Attribute[] result = new Attribute[attributes];
        for (int a = 0; a < attributes; a++) {
            String[] categories = new String[Math.max(2, (int) Math.round(2 + 98.0 * a / (attributes - 1))) - 1];
            for (int c = 0; c < categories.length; c++) {
                categories[c] = "value " + c;
            }
            result[a] = Attribute.builder("attribute " + a)
                    .categories(List.of(categories))
                    .missingValuePolicy(org.murmuration.engine.dataset.MissingValuePolicy.REQUIRED)
                    .build();
        }
        return Domain.of(result);
    }

    private static Dataset records(Domain domain, int rows) {
        RandomSource random = RandomSource.seeded("bench");
        int[][] codes = new int[domain.size()][rows];
        for (int a = 0; a < codes.length; a++) {
            int size = domain.attribute(a).size();
            for (int r = 0; r < rows; r++) {
                codes[a][r] = (int) Math.min(random.nextLong(size), random.nextLong(size));
            }
        }
        return Dataset.of(domain, codes);
    }

    /** All 3-way marginals of 1,000,000 x 15 records, against a hash map of lists on 100,000 of them. */
    private static void counting() throws IOException {
        Domain domain = domain(15);
        int[] shape = domain.shape();
        Dataset large = records(domain, 1_000_000);
        Dataset small = records(domain, 100_000);
        Workload triples = new Workload(domain, Clique.allOf(15, 3));
        resetPeak();
        double ours = median(() -> MarginalCounter.count(large, triples, ProgressMonitor.NONE));
        long heap = peakHeap();
        double plain = median(() -> hashMaps(small, triples));
        double ratio = (1_000_000 / ours) / (100_000 / plain);
        print(
                "{\"bench\":\"counting\",\"rows\":1000000,\"attributes\":15,\"smallest\":%d,\"largest\":%d,\"marginals\":%d,"
                        + "\"seconds\":%.3f,\"rowsPerSecond\":%.0f,\"peakHeapMiB\":%d,\"hashMapRowsPerSecond\":%.0f,"
                        + "\"ratio\":%.1f}",
                Arrays.stream(shape).min().orElseThrow(),
                Arrays.stream(shape).max().orElseThrow(),
                triples.cliques().size(),
                ours,
                1_000_000 / ours,
                heap,
                100_000 / plain,
                ratio);
    }

    private static void hashMaps(Dataset data, Workload workload) {
        String[][] texts = new String[data.domain().size()][];
        for (int a = 0; a < texts.length; a++) {
            texts[a] = new String[data.domain().attribute(a).size()];
            for (int c = 0; c < texts[a].length; c++) {
                texts[a][c] = data.domain().attribute(a).label(c);
            }
        }
        for (Clique clique : workload.cliques()) {
            Map<List<String>, Integer> counts = new HashMap<>();
            for (int r = 0; r < data.rows(); r++) {
                List<String> key = new ArrayList<>(clique.size());
                for (int i = 0; i < clique.size(); i++) {
                    key.add(texts[clique.get(i)][data.code(r, clique.get(i))]);
                }
                counts.merge(key, 1, Integer::sum);
            }
        }
    }

    /** Draws of the exact sampler a second on one thread, against floating-point Gaussians of Commons RNG. */
    private static void noise() throws IOException {
        ContinuousSampler peer = ZigguratSampler.NormalizedGaussian.of(
                org.apache.commons.rng.simple.RandomSource.XO_RO_SHI_RO_128_PP.create(1L));
        double[] total = {0};
        double floats = median(() -> {
            for (int i = 0; i < 2_000_000; i++) {
                total[0] += peer.sample();
            }
        });
        for (double sigma : new double[] {0.5, 3, 50, 1000}) {
            DiscreteGaussianSampler sampler = DiscreteGaussianSampler.ofVarianceAtLeast(sigma * sigma);
            RandomSource random = RandomSource.secure();
            long[] sum = {0};
            double seconds = median(() -> {
                for (int i = 0; i < 2_000_000; i++) {
                    sum[0] += sampler.sample(random);
                }
            });
            print(
                    "{\"bench\":\"noise\",\"sigma\":%s,\"drawsPerSecond\":%.0f,\"floatDrawsPerSecond\":%.0f,\"ratio\":%.3f,"
                            + "\"check\":%d}",
                    sigma, 2_000_000 / seconds, 2_000_000 / floats, floats / seconds, sum[0] % 2 + (long) total[0] % 2);
        }
    }

    /** Epsilon of ten thousand composed releases by loss distributions; one thread does all of it. */
    private static void accounting() throws IOException {
        Map<String, PrivacyEvent> events = new LinkedHashMap<>();
        events.put("Gaussian", new GaussianEvent("x", 100));
        events.put("discrete Gaussian", new DiscreteGaussianEvent("x", 1, 10_000, 1));
        events.put("discrete Gaussian, sigma 1", new DiscreteGaussianEvent("x", 1, 1, 1));
        events.put("Laplace", new LaplaceEvent("x", 0.01));
        events.put(
                "Gaussian, Laplace and approximate DP",
                ComposedEvent.of(
                        "x",
                        List.of(
                                new DiscreteGaussianEvent("x", 1, 10_000, 1),
                                new LaplaceEvent("x", 0.01),
                                new ApproximateDpEvent("x", 0.01, 1e-12))));
        for (Map.Entry<String, PrivacyEvent> e : events.entrySet()) {
            PldAccountant accountant = new PldAccountant();
            accountant.charge(new ComposedEvent("x", List.of(e.getValue()), 10_000));
            double[] epsilon = {0};
            resetPeak();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long[] cpu = {0};
            median(() -> {
                long start = threads.getCurrentThreadCpuTime();
                epsilon[0] = accountant.epsilon(1e-6);
                cpu[0] = threads.getCurrentThreadCpuTime() - start;
            });
            print(
                    "{\"bench\":\"accounting\",\"event\":\"%s\",\"times\":10000,\"epsilon\":%.6f,\"cpuSeconds\":%.3f,"
                            + "\"peakHeapMiB\":%d}",
                    e.getKey(), epsilon[0], cpu[0] / 1e9, peakHeap());
        }
    }

    /** A million records of 20 columns from a file into codes; run it with BENCH_JVM=-Xmx1g. */
    private static void csv() throws IOException {
        Path file = Files.createTempFile("bench", ".csv");
        List<Attribute> attributes = domain(20).attributes();
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", attributes.stream().map(Attribute::name).toList()));
            out.newLine();
            RandomSource random = RandomSource.seeded("csv");
            for (int r = 0; r < 1_000_000; r++) {
                for (int a = 0; a < attributes.size(); a++) {
                    out.write(a == 0 ? "" : ",");
                    out.write(attributes.get(a).label((int)
                            random.nextLong(attributes.get(a).declaredSize())));
                }
                out.newLine();
            }
        }
        Codebook codebook = Codebook.of(attributes, Codebook.Origin.PUBLIC);
        resetPeak();
        long start = System.nanoTime();
        Dataset data = DatasetReader.read(file, CsvOptions.withDefaults(), codebook, ProgressMonitor.NONE)
                .dataset();
        double seconds = (System.nanoTime() - start) / 1e9;
        long heap = peakHeap();
        System.gc();
        long kept = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        print(
                "{\"bench\":\"csv\",\"rows\":%d,\"columns\":20,\"fileMiB\":%d,\"seconds\":%.2f,\"peakHeapMiB\":%d,"
                        + "\"keptMiB\":%d,\"maxHeapMiB\":%d}",
                data.rows(),
                Files.size(file) >> 20,
                seconds,
                heap,
                kept,
                Runtime.getRuntime().maxMemory() >> 20);
        Files.delete(file);
    }

    /** A stand-in table of a million rows and 20 text columns. */
    private static void tables() {
        DataColumnSpec[] columns = new DataColumnSpec[20];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = new DataColumnSpecCreator("column " + c, StringCell.TYPE).createSpec();
        }
        resetPeak();
        DataContainer container = new DataContainer(new DataTableSpec(columns));
        for (int r = 0; r < 1_000_000; r++) {
            DataCell[] cells = new DataCell[columns.length];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = new StringCell("value " + (r * 31L + c) % (50L * (c + 1)));
            }
            container.addRowToTable(new DefaultRow(new RowKey("case-" + r), cells));
        }
        container.close();
        long heap = peakHeap();
        System.gc();
        long kept = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
        print(
                "{\"bench\":\"tables\",\"rows\":%d,\"columns\":20,\"peakHeapMiB\":%d,\"keptMiB\":%d,\"maxHeapMiB\":%d}",
                container.size(), heap, kept, Runtime.getRuntime().maxMemory() >> 20);
    }
}
