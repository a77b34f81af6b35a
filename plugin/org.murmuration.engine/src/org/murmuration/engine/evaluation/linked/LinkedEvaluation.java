// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Compares families: total variation between shares, (1/2) sum |p - q|, of every table of a workload. A table over
 * children has shares among families with children, one over siblings among families with two or more.
 */
public final class LinkedEvaluation {
    private LinkedEvaluation() {}

    /**
     * Compares synthetic families with sensitive ones.
     *
     * @param real sensitive families
     * @param synthetic of the same codebook
     * @param links how well the keys of the synthetic tables fit together
     * @param workload tables to compare
     * @param released released tables by query, made to agree; those of other queries are reported as absent
     * @param monitor receives progress
     * @return what must not be published
     * @throws IllegalArgumentException when the codebooks differ or there are no sensitive families
     */
    public static LinkedReport compare(
            LinkedDataset real,
            LinkedDataset synthetic,
            LinkedReport.Links links,
            LinkedWorkload workload,
            Map<LinkedQuery, double[]> released,
            ProgressMonitor monitor) {
        LinkedCodebook codebook = real.codebook();
        Checks.require(
                codebook.equals(synthetic.codebook()) && codebook.equals(workload.codebook()),
                "Both pairs of tables must be coded against the same codebook.");
        Checks.require(
                real.families() > 0,
                "There is no " + codebook.parent() + " to compare with. Check the tables and their keys.");
        List<LinkedQuery> queries = workload.queries();
        long[][] ofReal = new FamilyCounter(real).count(queries, monitor.part(0, 0.3));
        long[][] ofSynthetic = new FamilyCounter(synthetic).count(queries, monitor.part(0.3, 0.6));
        Flattening flattening = new Flattening(real);
        LinkedReport.QueryError[] errors = new LinkedReport.QueryError[queries.size()];
        ProgressMonitor rest = monitor.part(0.6, 1);
        Parallel.forEach(errors.length, q -> {
            rest.checkCanceled();
            LinkedQuery query = queries.get(q);
            double[] exact = shares(ofReal[q]);
            double[] ofRelease = released.get(query);
            errors[q] = new LinkedReport.QueryError(
                    query,
                    query.kind(codebook),
                    distance(exact, shares(ofSynthetic[q])),
                    ofRelease == null ? OptionalDouble.empty() : OptionalDouble.of(distance(exact, shares(ofRelease))),
                    distance(exact, shares(flattening.table(query))),
                    distance(exact, independent(query, exact, codebook)));
            rest.report((double) q / errors.length, "Comparing families");
        });
        List<LinkedReport.Relation> relations = new ArrayList<>();
        for (int q = 0; q < errors.length; q++) {
            if (errors[q].kind().equals("VP")) {
                relations.add(new LinkedReport.Relation(
                        queries.get(q).attributes().get(0),
                        queries.get(q).attributes().get(1),
                        shares(ofReal[q]),
                        shares(ofSynthetic[q])));
            }
        }
        return new LinkedReport(
                codebook,
                List.of(errors),
                kinds(List.of(errors)),
                new LinkedReport.Pair(real.families(), synthetic.families()),
                new LinkedReport.Pair(
                        real.children().rows(), synthetic.children().rows()),
                counts(real, synthetic),
                countDistance(real, synthetic),
                links,
                relations);
    }

    private static double[] shares(long[] table) {
        return shares(Arrays.stream(table).asDoubleStream().toArray());
    }

    private static double[] shares(double[] table) {
        double sum = Sums.of(table);
        return Arrays.stream(table).map(v -> sum > 0 ? v / sum : 0).toArray();
    }

    /** Half the sum of absolute differences; 1 when one of two has nothing to share out. */
    private static double distance(double[] p, double[] q) {
        double sum = 0;
        double ofP = 0;
        double ofQ = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
            ofP += p[i];
            ofQ += q[i];
        }
        if (ofP == 0 || ofQ == 0) {
            return ofP == ofQ ? 0 : 1;
        }
        return Math.min(1, sum / 2);
    }

    /** The product of a table's own margins. */
    private static double[] independent(LinkedQuery query, double[] shares, LinkedCodebook codebook) {
        double[] product = new double[shares.length];
        if (query.siblings()) {
            double[] single = new double[codebook.levels(query.attributes().get(0))];
            for (int cell = 0; cell < shares.length; cell++) {
                for (int level : query.levels(cell, codebook)) {
                    single[level] += shares[cell] / 2;
                }
            }
            for (int cell = 0; cell < shares.length; cell++) {
                int[] levels = query.levels(cell, codebook);
                product[cell] = single[levels[0]] * single[levels[1]] * (levels[0] == levels[1] ? 1 : 2);
            }
            return product;
        }
        double[][] margins = new double[query.attributes().size()][];
        for (int i = 0; i < margins.length; i++) {
            margins[i] = new double[codebook.levels(query.attributes().get(i))];
        }
        for (int cell = 0; cell < shares.length; cell++) {
            int[] levels = query.levels(cell, codebook);
            for (int i = 0; i < margins.length; i++) {
                margins[i][levels[i]] += shares[cell];
            }
        }
        for (int cell = 0; cell < shares.length; cell++) {
            int[] levels = query.levels(cell, codebook);
            product[cell] = 1;
            for (int i = 0; i < margins.length; i++) {
                product[cell] *= margins[i][levels[i]];
            }
        }
        return product;
    }

    private static List<LinkedReport.KindErrors> kinds(List<LinkedReport.QueryError> errors) {
        Map<String, List<LinkedReport.QueryError>> byKind = new LinkedHashMap<>();
        errors.forEach(
                e -> byKind.computeIfAbsent(e.kind(), k -> new ArrayList<>()).add(e));
        List<LinkedReport.KindErrors> kinds = new ArrayList<>();
        byKind.forEach((kind, list) -> kinds.add(kind(kind, list)));
        kinds.add(kind("all", errors));
        return kinds;
    }

    private static LinkedReport.KindErrors kind(String kind, List<LinkedReport.QueryError> errors) {
        return new LinkedReport.KindErrors(
                kind,
                errors.size(),
                Sums.mean(errors.stream().mapToDouble(LinkedReport.QueryError::synthetic))
                        .orElse(0),
                errors.stream()
                        .mapToDouble(LinkedReport.QueryError::synthetic)
                        .max()
                        .orElse(0),
                Sums.mean(errors.stream().filter(e -> e.released().isPresent()).mapToDouble(e -> e.released()
                        .getAsDouble())),
                Sums.mean(errors.stream().mapToDouble(LinkedReport.QueryError::flat))
                        .orElse(0),
                Sums.mean(errors.stream().mapToDouble(LinkedReport.QueryError::independent))
                        .orElse(0));
    }

    private static List<LinkedReport.Pair> counts(LinkedDataset real, LinkedDataset synthetic) {
        int levels = real.codebook().counts().size();
        double[] first = levels(real, levels);
        double[] second = levels(synthetic, levels);
        List<LinkedReport.Pair> result = new ArrayList<>();
        for (int l = 0; l < levels; l++) {
            result.add(new LinkedReport.Pair(first[l], second[l]));
        }
        return result;
    }

    private static double[] levels(LinkedDataset data, int levels) {
        double[] counts = new double[levels];
        for (int f = 0; f < data.families(); f++) {
            counts[data.codebook().counts().levelOf(data.childrenOf(f))]++;
        }
        return shares(counts);
    }

    private static double countDistance(LinkedDataset real, LinkedDataset synthetic) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Map<Integer, double[]> shares = new LinkedHashMap<>();
        List<LinkedDataset> both = List.of(real, synthetic);
        for (int d = 0; d < both.size(); d++) {
            for (int f = 0; f < both.get(d).families(); f++) {
                int k = both.get(d).childrenOf(f);
                numbers.add(k);
                shares.computeIfAbsent(k, n -> new double[2])[d] +=
                        1.0 / both.get(d).families();
            }
        }
        if (synthetic.families() == 0) {
            return 1;
        }
        double sum = 0;
        for (int k : numbers) {
            sum += Math.abs(shares.get(k)[0] - shares.get(k)[1]);
        }
        return sum / 2;
    }
}
