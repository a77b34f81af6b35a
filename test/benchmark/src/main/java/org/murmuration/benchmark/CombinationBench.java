// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.murmuration.engine.aggregation.combinations.CombinationPlan;
import org.murmuration.engine.aggregation.combinations.CombinationRelease;
import org.murmuration.engine.aggregation.combinations.LengthPriority;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.anonymity.KAnonymousMethod;
import org.murmuration.engine.anonymity.KAnonymousSynthesizer;
import org.murmuration.engine.anonymity.KAnonymousTask;
import org.murmuration.engine.csv.CsvOptions;
import org.murmuration.engine.csv.CsvTable;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.evaluation.combinations.CombinationEvaluation;
import org.murmuration.engine.evaluation.combinations.CombinationReport;
import org.murmuration.engine.evaluation.marginals.MarginalEvaluation;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationCounter;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.Recoding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.seeded.AggregateSeededSynthesizer;
import org.murmuration.engine.synthesis.seeded.AggregateSeededTask;

/**
 * Everything that Synthetic Data Showcase does, on any CSV file: one JSON line a stage, with wall and CPU seconds of the whole
 * process, peak heap, and how good the result is. The first run of a stage includes what the Java machine needs to warm up;
 * figures can be compared with a peer's only if it ran on the same machine at the same time.
 */
final class CombinationBench {
    private static final List<String> OPTIONS = List.of(
            "data",
            "columns",
            "missing",
            "k",
            "length",
            "epsilon",
            "delta",
            "seeds",
            "rows",
            "attributes",
            "stages",
            "runs");

    private final Dataset data;
    private final Codebook codebook;
    private final int k;
    private final int length;
    private final ApproximateDp target;
    private final Set<String> stages;
    private final int runs;
    private final CombinationCode values;
    private final CombinationTable exact;
    private int seed;

    private CombinationBench(Dataset data, Codebook codebook, Map<String, String> options) {
        this.data = data;
        this.codebook = codebook;
        this.k = Integer.parseInt(options.getOrDefault("k", "10"));
        this.length = Integer.parseInt(options.getOrDefault("length", "3"));
        this.target = new ApproximateDp(
                Double.parseDouble(options.getOrDefault("epsilon", "1")),
                Double.parseDouble(options.getOrDefault("delta", "1e-6")));
        this.runs = Integer.parseInt(options.getOrDefault("runs", "1"));
        this.stages = new HashSet<>(
                Arrays.asList(options.getOrDefault("stages", "all").split(",")));
        this.values = CombinationCode.of(data.domain(), CombinationCode.values(data.domain()));
        CombinationTable[] table = new CombinationTable[1];
        measure(
                "count all combinations",
                () -> table[0] = CombinationCounter.count(data, values, length, 1, ProgressMonitor.NONE),
                () -> String.format(Locale.ROOT, ", \"combinations\": %d", table[0].size()));
        this.exact = table[0];
    }

    static void run(String[] args) throws IOException {
        Map<String, String> options = Bench.options(args, OPTIONS);
        Codebook codebook;
        Dataset data;
        if (options.containsKey("data")) {
            List<String[]> rows = new ArrayList<>();
            codebook = read(options, rows);
            Dataset.Builder builder = Dataset.builder(codebook);
            rows.forEach(builder::add);
            data = builder.build();
        } else {
            int attributes = Integer.parseInt(options.getOrDefault("attributes", "15"));
            codebook = invented(attributes);
            data = invent(codebook, Integer.parseInt(options.getOrDefault("rows", "100000")));
        }
        CombinationBench bench = new CombinationBench(data, codebook, options);
        int seeds = Integer.parseInt(options.getOrDefault("seeds", "1"));
        for (bench.seed = 0; bench.seed < seeds; bench.seed++) {
            bench.all();
        }
    }

    private static Codebook read(Map<String, String> options, List<String[]> rows) throws IOException {
        Set<String> missing = Set.of("", options.getOrDefault("missing", "?"));
        List<String> names;
        List<Set<String>> levels = new ArrayList<>();
        try (CsvTable table = CsvTable.open(Path.of(options.get("data")), CsvOptions.withDefaults())) {
            names = options.containsKey("columns")
                    ? List.of(options.get("columns").split(","))
                    : table.header();
            int[] columns = names.stream().mapToInt(table.header()::indexOf).toArray();
            for (int a = 0; a < columns.length; a++) {
                if (columns[a] < 0) {
                    throw new IOException("The table has no column \"" + names.get(a) + "\".");
                }
                levels.add(new LinkedHashSet<>());
            }
            for (String[] row = table.next(); row != null; row = table.next()) {
                String[] kept = new String[columns.length];
                for (int a = 0; a < columns.length; a++) {
                    String value = row[columns[a]];
                    kept[a] = value == null || missing.contains(value.trim()) ? null : value.trim();
                    if (kept[a] != null) {
                        levels.get(a).add(kept[a]);
                    }
                }
                rows.add(kept);
            }
        }
        List<Attribute> attributes = new ArrayList<>();
        for (int a = 0; a < names.size(); a++) {
            attributes.add(Attribute.builder(names.get(a))
                    .categories(levels.get(a).isEmpty() ? List.of("none") : List.copyOf(levels.get(a)))
                    .build());
        }
        return Codebook.of(attributes, Codebook.Origin.PUBLIC);
    }

    private static Codebook invented(int attributes) {
        List<Attribute> list = new ArrayList<>();
        for (int a = 0; a < attributes; a++) {
            String[] levels = new String[2 + a % 7 * 3];
            Arrays.setAll(levels, c -> "v" + c);
            list.add(Attribute.categorical("a" + a, levels));
        }
        return Codebook.of(list, Codebook.Origin.PUBLIC);
    }

    /** Each attribute leans on the one before it; one in twenty values is missing. */
    private static Dataset invent(Codebook codebook, int rows) {
        RandomSource random = RandomSource.seeded("invented");
        int[][] codes = new int[codebook.domain().size()][rows];
        for (int r = 0; r < rows; r++) {
            for (int a = 0; a < codes.length; a++) {
                Attribute attribute = codebook.attributes().get(a);
                int levels = attribute.declaredSize();
                int value = a > 0 && random.nextLong(3) > 0
                        ? codes[a - 1][r] % levels
                        : (int) Math.min(random.nextLong(levels), random.nextLong(levels));
                codes[a][r] = random.nextLong(20) == 0 ? attribute.missingCode() : value;
            }
        }
        return Dataset.of(codebook.domain(), codes);
    }

    private boolean wants(String stage) {
        return stages.contains("all") || stages.contains(stage);
    }

    private void all() {
        if (wants("kcounts")) {
            measure("k-anonymous aggregates", this::kAnonymous, () -> "");
        }
        if (wants("kanonymous")) {
            for (KAnonymousMethod method : KAnonymousMethod.values()) {
                for (boolean keeps : new boolean[] {false, true}) {
                    KAnonymousTask task = new KAnonymousTask(method, k, keeps, Optional.empty());
                    synthesis(
                            method.name().toLowerCase(Locale.ROOT) + (keeps ? ", whole records" : ", fragments"),
                            () -> KAnonymousSynthesizer.synthesize(
                                    data,
                                    CombinationCode.values(data.domain()),
                                    task,
                                    random("k"),
                                    ProgressMonitor.NONE));
                }
            }
        }
        if (wants("kaggregates")) {
            ReleasedCombinations counts = kAnonymous();
            for (boolean balanced : new boolean[] {false, true}) {
                synthesis(
                        "k-anonymous aggregate-seeded, fragments" + (balanced ? ", balanced" : ""),
                        () -> seeded(counts, AggregateSeededTask.fragments(balanced)));
            }
            synthesis(
                    "k-anonymous aggregate-seeded, whole records",
                    () -> seeded(counts, AggregateSeededTask.wholeRecords(true)));
        }
        if (wants("dp")) {
            dp();
        }
        if (wants("evaluation")) {
            Dataset made = recoded(seeded(kAnonymous(), AggregateSeededTask.wholeRecords(false)));
            measure(
                    "evaluation of synthetic records",
                    () -> CombinationEvaluation.compare(
                            CombinationEvaluation.count(data, exact, ProgressMonitor.NONE),
                            CombinationEvaluation.count(made, exact, ProgressMonitor.NONE),
                            k,
                            ProgressMonitor.NONE),
                    () -> "");
        }
    }

    private void dp() {
        for (LengthPriority priority : LengthPriority.values()) {
            release(false, false, priority);
            release(true, false, priority);
        }
        ReleasedCombinations showcase = release(false, false, LengthPriority.LONG);
        for (boolean balanced : new boolean[] {false, true}) {
            synthesis(
                    "DP aggregate-seeded, fragments" + (balanced ? ", balanced" : ""),
                    () -> seeded(showcase, AggregateSeededTask.fragments(balanced)));
        }
        ReleasedCombinations whole = release(true, true, LengthPriority.BALANCED);
        synthesis("DP aggregate-seeded, whole records", () -> seeded(whole, AggregateSeededTask.wholeRecords(false)));
    }

    private ReleasedCombinations release(boolean isPublic, boolean missing, LengthPriority priority) {
        CombinationPlan plan = CombinationPlan.of(data.domain(), target).with(o -> o.present(
                        missing ? CombinationCode.all(data.domain()) : CombinationCode.values(data.domain()))
                .maxLength(length)
                .publicValues(isPublic)
                .priority(priority));
        ReleasedCombinations[] released = new ReleasedCombinations[1];
        measure(
                "DP aggregates, " + (isPublic ? "public codebook" : "values of the records") + ", "
                        + priority.name().toLowerCase(Locale.ROOT) + (missing ? ", missing is a value" : ""),
                () -> released[0] = CombinationRelease.release(
                        data, codebook, plan, new PrivacyUnit("record"), random("dp"), ProgressMonitor.NONE),
                () -> figures(released[0].records(), Recoding.byName(released[0].table(), values)));
        return released[0];
    }

    private RandomSource random(String purpose) {
        return RandomSource.seeded(purpose + seed);
    }

    private ReleasedCombinations kAnonymous() {
        return ReleasedCombinations.of(
                codebook,
                KAnonymousCounts.count(data, k, length, CombinationCode.values(data.domain()), ProgressMonitor.NONE));
    }

    private Dataset seeded(ReleasedCombinations counts, AggregateSeededTask task) {
        return AggregateSeededSynthesizer.synthesize(counts, task, random("s"), ProgressMonitor.NONE);
    }

    private void synthesis(String name, Supplier<Dataset> work) {
        Dataset[] made = new Dataset[1];
        measure(name, () -> made[0] = work.get(), () -> {
            Dataset records = recoded(made[0]);
            int blanks = 0;
            int complete = 0;
            for (int r = 0; r < records.rows(); r++) {
                int here = 0;
                for (int a = 0; a < codebook.domain().size(); a++) {
                    here += records.code(r, a) == codebook.domain().attribute(a).missingCode() ? 1 : 0;
                }
                blanks += here;
                complete += here == 0 ? 1 : 0;
            }
            double tvd = records.rows() == 0
                    ? Double.NaN
                    : MarginalEvaluation.compare(data, records, 2, ProgressMonitor.NONE)
                            .mean(2);
            return String.format(
                            Locale.ROOT,
                            ", \"blankPercent\": %.2f, \"completePercent\": %.2f, \"meanTvd2\": %.4f",
                            100.0
                                    * blanks
                                    / Math.max(1, records.rows())
                                    / codebook.domain().size(),
                            100.0 * complete / Math.max(1, records.rows()),
                            tvd)
                    + figures(
                            records.rows(), CombinationCounter.count(records, values, length, 1, ProgressMonitor.NONE));
        });
    }

    /** Records over the domain of the data, by the names of attributes and values. */
    private Dataset recoded(Dataset records) {
        Domain domain = data.domain();
        int[][] codes = new int[domain.size()][records.rows()];
        for (int a = 0; a < codes.length; a++) {
            Attribute to = domain.attribute(a);
            Arrays.fill(codes[a], to.missingCode());
            for (int b = 0; b < records.domain().size(); b++) {
                Attribute from = records.domain().attribute(b);
                if (from.name().equals(to.name())) {
                    for (int r = 0; r < records.rows(); r++) {
                        String label = from.label(records.code(r, b));
                        codes[a][r] = label.equals(Attribute.MISSING)
                                ? to.missingCode()
                                : label.equals(Attribute.OTHER) ? to.otherCode() : to.encode(label);
                    }
                }
            }
        }
        return Dataset.of(domain, codes);
    }

    private String figures(long records, CombinationTable compared) {
        CombinationReport report = CombinationEvaluation.compare(
                CombinationEvaluation.Side.of(exact, data.rows()),
                CombinationEvaluation.Side.of(compared, records),
                k,
                ProgressMonitor.NONE);
        return String.format(
                Locale.ROOT,
                ", \"rows\": %d, \"combinations\": %d, \"maeOfKept\": %.2f, \"maeOfCommon\": %.2f, \"suppressedPercent\": %.2f,"
                        + " \"fabricatedPercent\": %.2f",
                records,
                compared.size(),
                report.meanError(),
                report.meanErrorOfCommon(),
                100 * report.suppressedShare(),
                100 * report.fabricatedShareOfReference());
    }

    private void measure(String stage, Runnable work, Supplier<String> more) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        for (int run = 1; run <= runs; run++) {
            Bench.resetPeak();
            long cpu = system.getProcessCpuTime();
            long wall = System.nanoTime();
            work.run();
            double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
            double wallSeconds = (System.nanoTime() - wall) / 1e9;
            long heap = Bench.peakHeap();
            System.out.println(String.format(
                    Locale.ROOT,
                    "{\"benchmark\": \"combinations\", \"stage\": \"%s\", \"records\": %d, \"attributes\": %d, \"length\": %d,"
                            + " \"seed\": %d, \"run\": %d, \"wallSeconds\": %.3f, \"cpuSeconds\": %.3f,"
                            + " \"peakHeapMiB\": %d%s}",
                    stage,
                    data.rows(),
                    data.domain().size(),
                    length,
                    seed,
                    run,
                    wallSeconds,
                    cpuSeconds,
                    heap,
                    more.get()));
        }
    }
}
