// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.marginals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.Workload;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Total variation distances of all marginals up to an order, row expansion and missing-rate errors.
 *
 * <p>The distance of a marginal is half the sum of absolute differences of relative counts; an empty table is at
 * distance 1 from a non-empty one and 0 from an empty one.
 */
public final class MarginalEvaluation {
    private MarginalEvaluation() {}

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic the synthetic records, over the same domain
     * @param order largest number of attributes a marginal, at least 1
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when the domains differ or a marginal has too many cells
     */
    public static MarginalReport compare(Dataset real, Dataset synthetic, int order, ProgressMonitor monitor) {
        Domain domain = real.domain();
        Checks.require(domain.equals(synthetic.domain()), "Both tables must be coded against the same codebook.");
        List<List<Clique>> groups = groups(Workload.upToOrder(domain, order).cliques());
        MarginalReport.MarginalDistance[][] distances = new MarginalReport.MarginalDistance[groups.size()][];
        AtomicInteger done = new AtomicInteger();
        Parallel.forEach(groups.size(), g -> {
            monitor.checkCanceled();
            Workload part = new Workload(domain, groups.get(g));
            List<Marginal> a = MarginalCounter.count(real, part, quiet(monitor));
            List<Marginal> b = MarginalCounter.count(synthetic, part, quiet(monitor));
            distances[g] = new MarginalReport.MarginalDistance[a.size()];
            for (int i = 0; i < distances[g].length; i++) {
                distances[g][i] = new MarginalReport.MarginalDistance(
                        names(a.get(i).clique(), domain), distance(a.get(i), real.rows(), b.get(i), synthetic.rows()));
            }
            monitor.report((double) done.incrementAndGet() / groups.size(), "Comparing marginals");
        });
        return new MarginalReport(
                real.rows(),
                synthetic.rows(),
                Arrays.stream(distances).flatMap(Arrays::stream).toList(),
                missingRates(real, synthetic));
    }

    /** Cliques that share all but the last attribute go together, which counts their common part once. */
    private static List<List<Clique>> groups(List<Clique> cliques) {
        List<List<Clique>> groups = new ArrayList<>();
        for (Clique clique : cliques) {
            List<Clique> last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            int n = clique.size() - 1;
            if (last == null
                    || last.get(0).size() != clique.size()
                    || !Arrays.equals(last.get(0).toArray(), 0, n, clique.toArray(), 0, n)) {
                last = new ArrayList<>();
                groups.add(last);
            }
            last.add(clique);
        }
        return groups;
    }

    private static ProgressMonitor quiet(ProgressMonitor monitor) {
        return new ProgressMonitor() {
            @Override
            public void report(double fraction, String stage) {
                // one group is a small step of the whole
            }

            @Override
            public boolean isCanceled() {
                return monitor.isCanceled();
            }
        };
    }

    private static List<String> names(Clique clique, Domain domain) {
        return Arrays.stream(clique.toArray())
                .mapToObj(a -> domain.attribute(a).name())
                .toList();
    }

    private static double distance(Marginal a, int rowsA, Marginal b, int rowsB) {
        if (rowsA == 0 || rowsB == 0) {
            return rowsA == rowsB ? 0 : 1;
        }
        double sum = 0;
        for (int cell = 0; cell < a.cells(); cell++) {
            sum += Math.abs((double) a.count(cell) / rowsA - (double) b.count(cell) / rowsB);
        }
        return Math.min(1, sum / 2);
    }

    private static List<MarginalReport.MissingRate> missingRates(Dataset real, Dataset synthetic) {
        List<MarginalReport.MissingRate> rates = new ArrayList<>();
        Domain domain = real.domain();
        for (int a = 0; a < domain.size(); a++) {
            Attribute attribute = domain.attribute(a);
            if (attribute.missingValuePolicy() == MissingValuePolicy.LEVEL) {
                rates.add(new MarginalReport.MissingRate(
                        attribute.name(), missingRate(real, a), missingRate(synthetic, a)));
            }
        }
        return rates;
    }

    private static double missingRate(Dataset data, int attribute) {
        if (data.rows() == 0) {
            return 0;
        }
        int missing = data.domain().attribute(attribute).missingCode();
        return (double) MarginalCounter.count(data, Clique.of(attribute)).count(missing) / data.rows();
    }
}
