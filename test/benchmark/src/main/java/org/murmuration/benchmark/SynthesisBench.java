// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.csv.CsvOptions;
import org.murmuration.engine.csv.CsvTable;
import org.murmuration.engine.csv.CsvWriter;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.model.DpSynthesizers;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;

/**
 * Synthesis from the command line, and a table of methods on several data sets. Errors are mean L1 distances between
 * normalised marginals (sum over cells of |p - q|), as in the papers. Times are CPU seconds of the whole process while it
 * learns; figures of one run can be compared, with a peer's only if it ran on the same machine.
 */
final class SynthesisBench {
    private static final List<String> OPTIONS =
            List.of("data", "domain", "method", "workload", "epsilon", "delta", "seed", "out", "cells", "seeds");

    private SynthesisBench() {}

    private static String required(Map<String, String> options, String name) {
        if (!options.containsKey(name)) {
            throw new IllegalArgumentException("The option --" + name + " is missing.");
        }
        return options.get(name);
    }

    /** Synthetic rows for any table of codes. */
    static void synthesize(String[] args) throws IOException {
        Map<String, String> options = Bench.options(args, OPTIONS);
        Dataset data = read(Path.of(required(options, "data")), Path.of(required(options, "domain")));
        SynthesisMethod method = SynthesisMethod.of(options.getOrDefault("method", "oneshot"));
        int order = Integer.parseInt(options.getOrDefault("workload", "2"));
        ApproximateDp target = new ApproximateDp(
                Double.parseDouble(required(options, "epsilon")),
                Double.parseDouble(options.getOrDefault("delta", "1e-9")));
        SynthesisTask task = SynthesisTask.allOf(data.domain(), order, target);
        if (options.containsKey("cells")) {
            task = task.withMaxCells(Long.parseLong(options.get("cells")));
        }
        RandomSource random = options.containsKey("seed")
                ? RandomSource.seeded("synthesize " + options.get("seed"))
                : RandomSource.secure();
        Run run = learn(method, task, data, random);
        int rows = (int) Math.min(Integer.MAX_VALUE - 8, run.model.estimatedRows());
        Dataset synthetic = run.model.sample(rows, random, ProgressMonitor.NONE);
        if (options.containsKey("out")) {
            write(synthetic, Path.of(options.get("out")));
        }
        StringBuilder errors = new StringBuilder();
        for (int k = 1; k <= Math.min(3, data.domain().size()); k++) {
            errors.append(String.format(Locale.ROOT, ", \"error%d\": %.5f", k, error(data, synthetic, k)));
        }
        System.out.println(String.format(
                Locale.ROOT,
                "{\"benchmark\": \"synthesize\", \"method\": \"%s\", \"epsilon\": %s, \"delta\": %s, \"rows\": %d, \"cells\": %d,"
                        + " \"releases\": %d%s, \"cpuSeconds\": %.2f, \"wallSeconds\": %.2f, \"peakHeapMiB\": %d, \"test\": %b}",
                method.id(),
                target.epsilon(),
                target.delta(),
                synthetic.rows(),
                run.model.cells(),
                run.model.events().size(),
                errors,
                run.cpu,
                run.wall,
                run.heap,
                run.model.isTest()));
    }

    private record Run(LearnedModel model, double cpu, double wall, long heap) {}

    private static Run learn(SynthesisMethod method, SynthesisTask task, Dataset data, RandomSource random) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Bench.resetPeak();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        LearnedModel model = DpSynthesizers.of(method).learn(data, task, random, ProgressMonitor.NONE);
        return new Run(
                model, (system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9, Bench.peakHeap());
    }

    private static Dataset read(Path csv, Path domain) throws IOException {
        JsonObject sizes = JsonObject.parse(Files.readString(domain));
        List<String> names = List.copyOf(sizes.names());
        List<Attribute> attributes = new ArrayList<>();
        names.forEach(name -> attributes.add(attribute(name, sizes.getInt(name))));
        List<int[]> rows = new ArrayList<>();
        try (CsvTable table = CsvTable.open(csv, CsvOptions.withDefaults())) {
            int[] columns = new int[names.size()];
            for (int a = 0; a < columns.length; a++) {
                columns[a] = table.header().indexOf(names.get(a));
                if (columns[a] < 0) {
                    throw new IOException("The table has no column \"" + names.get(a) + "\", which the domain names.");
                }
            }
            for (String[] row = table.next(); row != null; row = table.next()) {
                int[] codes = new int[columns.length];
                for (int a = 0; a < columns.length; a++) {
                    codes[a] = Integer.parseInt(row[columns[a]].trim());
                    if (codes[a] < 0 || codes[a] >= sizes.getInt(names.get(a))) {
                        throw new IOException("A code of \"" + names.get(a) + "\" is outside of its domain.");
                    }
                }
                rows.add(codes);
            }
        }
        int[][] codes = new int[names.size()][rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int a = 0; a < codes.length; a++) {
                codes[a][r] = rows.get(r)[a];
            }
        }
        return Dataset.of(Domain.of(attributes.toArray(new Attribute[0])), codes);
    }

    /** Codes 0 .. size - 1, of which the last is OTHER; an attribute of one level gets a second, empty one. */
    private static Attribute attribute(String name, int size) {
        List<String> levels = new ArrayList<>();
        for (int v = 0; v < Math.max(1, size - 1); v++) {
            levels.add(Integer.toString(v));
        }
        return Attribute.builder(name)
                .categories(levels)
                .missingValuePolicy(MissingValuePolicy.REQUIRED)
                .build();
    }

    private static void write(Dataset data, Path file) throws IOException {
        List<String> names =
                data.domain().attributes().stream().map(Attribute::name).toList();
        try (OutputStream out = Files.newOutputStream(file);
                CsvWriter csv = new CsvWriter(out, names)) {
            Object[] row = new Object[names.size()];
            for (int r = 0; r < data.rows(); r++) {
                for (int a = 0; a < row.length; a++) {
                    row[a] = data.code(r, a);
                }
                csv.write(row);
            }
        }
    }

    private static double error(Dataset real, Dataset synthetic, int order) {
        double sum = 0;
        List<Clique> cliques = Clique.allOf(real.domain().size(), order);
        for (Clique c : cliques) {
            Workload one = new Workload(real.domain(), List.of(c));
            Marginal p = MarginalCounter.count(real, one, ProgressMonitor.NONE).get(0);
            Marginal q =
                    MarginalCounter.count(synthetic, one, ProgressMonitor.NONE).get(0);
            for (int cell = 0; cell < p.cells(); cell++) {
                sum += Math.abs(p.count(cell) / (double) Math.max(1, real.rows())
                        - q.count(cell) / (double) Math.max(1, synthetic.rows()));
            }
        }
        return sum / cliques.size();
    }

    /** A table of methods and budgets on three data sets; also as CSV. */
    static void table(String[] args) throws IOException {
        Map<String, String> options = Bench.options(args, OPTIONS);
        Map<String, Dataset> sets = new java.util.LinkedHashMap<>();
        if (options.containsKey("data")) {
            sets.put("given", read(Path.of(options.get("data")), Path.of(required(options, "domain"))));
        }
        sets.put("binary 21,574 x 16", binary());
        sets.put("large 1,000,000 x 20", large());
        int seeds = Integer.parseInt(options.getOrDefault("seeds", "3"));
        StringBuilder csv = new StringBuilder("data,method,epsilon,error1,error2,error3,cpuSeconds,peakHeapMiB\n");
        System.out.println(String.format(
                Locale.ROOT,
                "%-22s %-12s %7s %8s %8s %8s %8s %9s",
                "data",
                "method",
                "epsilon",
                "1-way",
                "2-way",
                "3-way",
                "CPU s",
                "heap MiB"));
        for (Map.Entry<String, Dataset> set : sets.entrySet()) {
            for (SynthesisMethod method : SynthesisMethod.values()) {
                for (double epsilon : new double[] {0.1, 1, 10}) {
                    int repeats = set.getValue().rows() > 100_000 ? 1 : seeds;
                    line(set.getKey(), set.getValue(), method, epsilon, repeats, csv);
                }
            }
        }
        if (options.containsKey("out")) {
            try (BufferedWriter out = Files.newBufferedWriter(Path.of(options.get("out")))) {
                out.write(csv.toString());
            }
        }
    }

    private static void line(
            String name, Dataset data, SynthesisMethod method, double epsilon, int seeds, StringBuilder csv) {
        SynthesisTask task = SynthesisTask.allOf(data.domain(), 2, new ApproximateDp(epsilon, 1e-9));
        double[] errors = new double[4];
        double cpu = 0;
        long heap = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Run run = learn(method, task, data, RandomSource.seeded("table " + seed));
            Dataset synthetic = run.model.sample(
                    (int) run.model.estimatedRows(), RandomSource.seeded("draw " + seed), ProgressMonitor.NONE);
            for (int k = 1; k <= 3; k++) {
                errors[k] += error(data, synthetic, k) / seeds;
            }
            cpu += run.cpu / seeds;
            heap = Math.max(heap, run.heap);
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%-22s %-12s %7s %8.4f %8.4f %8.4f %8.2f %9d",
                name,
                method.id(),
                epsilon,
                errors[1],
                errors[2],
                errors[3],
                cpu,
                heap));
        csv.append(String.format(
                Locale.ROOT,
                "\"%s\",%s,%s,%.5f,%.5f,%.5f,%.3f,%d%n",
                name,
                method.id(),
                epsilon,
                errors[1],
                errors[2],
                errors[3],
                cpu,
                heap));
    }

    /** Sixteen yes-no columns from four classes, some of them tied to others, like a survey of disabilities. */
    private static Dataset binary() {
        RandomSource random = RandomSource.seeded("binary");
        int rows = 21_574;
        int[][] codes = new int[16][rows];
        int[][] percents = {{5, 5}, {60, 10}, {20, 70}, {85, 85}};
        for (int r = 0; r < rows; r++) {
            int dice = (int) random.nextLong(10);
            int[] of = percents[dice < 5 ? 0 : dice < 7 ? 1 : dice < 9 ? 2 : 3];
            for (int a = 0; a < 16; a++) {
                codes[a][r] = random.nextLong(100) < of[a / 8] ? 1 : 0;
            }
            codes[5][r] = random.nextLong(10) < 7 ? codes[4][r] : codes[5][r];
            codes[11][r] = random.nextLong(10) < 8 ? codes[3][r] & codes[12][r] : codes[11][r];
        }
        return dataset(codes, 2);
    }

    /** Twenty columns of ten levels, each of which leans on the one before it. */
    private static Dataset large() {
        RandomSource random = RandomSource.seeded("large");
        int rows = 1_000_000;
        int[][] codes = new int[20][rows];
        for (int r = 0; r < rows; r++) {
            for (int a = 0; a < 20; a++) {
                codes[a][r] = a > 0 && random.nextLong(2) == 0
                        ? codes[a - 1][r]
                        : (int) Math.min(random.nextLong(10), random.nextLong(10));
            }
        }
        return dataset(codes, 10);
    }

    private static Dataset dataset(int[][] codes, int levels) {
        Attribute[] attributes = new Attribute[codes.length];
        for (int a = 0; a < attributes.length; a++) {
            attributes[a] = attribute("a" + a, levels);
        }
        return Dataset.of(Domain.of(attributes), codes);
    }
}
