// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.evaluation.linked.LinkedEvaluation;
import org.murmuration.engine.evaluation.linked.LinkedReport;
import org.murmuration.engine.linked.ChildCounts;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.linked.LinkedPlan;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.lookalike.LookAlike;

/**
 * Linked tables of invented families, stage by stage, at the given number of victims and at a quarter of it, so that growth can
 * be seen in one run. One JSON object a size.
 */
final class LinkedBench {
    private static final List<String> OPTIONS = List.of("victims", "children", "epsilon");
    private static final int PART = 50_000;
    /** Perpetrators of a victim of the look-alike, on average. */
    private static final double CHILDREN = 2.04;

    private final double children;
    private final double epsilon;

    private LinkedBench(Map<String, String> options) {
        children = Double.parseDouble(options.getOrDefault("children", "3"));
        epsilon = Double.parseDouble(options.getOrDefault("epsilon", "1"));
    }

    static void run(String[] args) {
        Map<String, String> options = Bench.options(args, OPTIONS);
        int victims = Integer.parseInt(options.getOrDefault("victims", "1000000"));
        LinkedBench bench = new LinkedBench(options);
        bench.run(Math.min(victims, 20_000)); // warms up
        bench.run(Math.max(1, victims / 4));
        bench.run(victims);
    }

    /** Families of the look-alike with more children: every so often one takes over those of the next. */
    private LinkedDataset families(int victims) {
        LinkedCodebook codebook = new LinkedCodebook(
                "victim",
                "perpetrator",
                Codebook.parse(LookAlike.victimCodebook()),
                Codebook.parse(LookAlike.perpetratorCodebook()),
                ChildCounts.DEFAULT);
        LinkedDataset.Builder builder = LinkedDataset.builder(codebook);
        double credit = 0;
        int kept = 0;
        for (int part = 0; kept < victims; part++) {
            LookAlike some = LookAlike.of(PART, part);
            Map<String, String> keys = new HashMap<>();
            String last = "";
            for (String[] v : some.victims()) {
                if (credit >= 1 && !keys.isEmpty()) {
                    credit--;
                } else if (kept < victims) {
                    last = part + v[0];
                    builder.parent(last).add(Arrays.copyOfRange(v, 1, v.length));
                    kept++;
                    credit += children / CHILDREN - 1;
                } else {
                    break;
                }
                keys.put(v[0], last);
            }
            for (String[] p : some.perpetrators()) {
                if (keys.containsKey(p[1])) {
                    builder.child(null, keys.get(p[1])).add(Arrays.copyOfRange(p, 2, p.length));
                }
            }
        }
        return builder.build(LinkedDataset.Misfits.REFUSE);
    }

    private void run(int victims) {
        long start = System.nanoTime();
        LinkedDataset real = families(victims);
        double linking = seconds(start);
        Bench.resetPeak();
        LinkedWorkload workload = LinkedWorkload.allPairs(real.codebook());
        start = System.nanoTime();
        List<LinkedQuery> queries = workload.queries();
        long[][] tables = new FamilyCounter(real).count(queries, ProgressMonitor.NONE);
        double counting = seconds(start);
        start = System.nanoTime();
        ReleasedFamilies released = LinkedSynthesizer.release(
                real,
                LinkedPlan.of(workload, new ApproximateDp(epsilon, 1e-9)),
                RandomSource.secure(),
                ProgressMonitor.NONE);
        double releasing = seconds(start);
        Map<String, Double> stages = new LinkedHashMap<>();
        long[] since = {System.nanoTime()};
        start = System.nanoTime();
        LinkedDataset drawn = released.draw(RandomSource.seeded("bench"), new ProgressMonitor() {
            @Override
            public void report(double fraction, String name) {
                stages.merge(name, seconds(since[0]), Double::sum);
                since[0] = System.nanoTime();
            }

            @Override
            public boolean isCanceled() {
                return false;
            }
        });
        double drawing = seconds(start);
        long heap = Bench.peakHeap();
        LinkedReport report = LinkedEvaluation.compare(
                real, drawn, new LinkedReport.Links(1, 0, 0), workload, Map.of(), ProgressMonitor.NONE);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\": \"linked\", \"victims\": %d, \"perpetrators\": %d, \"tables\": %d, \"linking_s\": %.2f,"
                        + " \"counting_s\": %.2f, \"releasing_s\": %.2f, \"tree_s\": %.2f, \"refining_s\": %.2f,"
                        + " \"drawing_s\": %.2f, \"peak_heap_mib\": %d, \"mean_tvd\": %.5f, \"child_count_tv\": %.5f}%n",
                real.families(),
                real.children().rows(),
                tables.length,
                linking,
                counting,
                releasing,
                stages.getOrDefault("Drawing families", 0.0),
                stages.getOrDefault("Refining families", 0.0),
                drawing,
                heap,
                report.all().mean(),
                report.countDistance());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
