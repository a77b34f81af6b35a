// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedQuery;

/**
 * Released tables made to agree: not negative, with one total, and of two attributes that stand in several tables the
 * same shares in all of them. Post-processing.
 *
 * <p>Single attributes first: the mean of what all tables say about them, weighted by inverse variances, put on the
 * simplex. Families with children are kept apart from all: a table over children sums to the former, and the share of a
 * parent's level among them comes from its table with the number of children. Then each pair is moved to the nearest
 * table (Euclidean) without negative cells whose margins are those singles, by alternating projections (Dykstra 1983;
 * Boyle, Dykstra 1986).
 */
final class ConsistentFamilies {
    private static final int STEPS = 60;
    private static final int GRID = 200;
    private static final double THRESHOLD = 2.5;

    private final LinkedCodebook codebook;
    private final double total;
    private final double withChildren;
    private final double[][] singles;
    private final double[][] singlesWithChildren;
    private final Map<LinkedQuery, double[]> pairs = new HashMap<>();
    private final double[] ladder;

    ConsistentFamilies(NoisyFamilies noisy) {
        codebook = noisy.codebook();
        total = noisy.total();
        singles = new double[codebook.size()][];
        singlesWithChildren = new double[codebook.size()][];
        int k = codebook.countIndex();
        for (int a = 0; a <= k; a++) {
            singles[a] = Projection.onSimplex(mean(a, noisy, false), total);
        }
        withChildren = total - singles[k][0];
        singlesWithChildren[k] = singles[k].clone();
        singlesWithChildren[k][0] = 0;
        for (int a = k + 1; a < codebook.size(); a++) {
            singles[a] = Projection.onSimplex(mean(a, noisy, true), withChildren);
            singlesWithChildren[a] = singles[a];
        }
        for (LinkedMeasurement m : noisy.tables()) { // with the number of children first: others rest on them
            if (isPair(m) && !m.query().isAboutChildren(codebook)) {
                pairs.put(m.query(), agree(m, singles));
            }
        }
        for (int a = 0; a < k; a++) {
            singlesWithChildren[a] = parentsWithChildren(a, noisy);
        }
        for (LinkedMeasurement m : noisy.tables()) {
            if (isPair(m) && m.query().isAboutChildren(codebook)) {
                pairs.put(m.query(), agree(m, singlesWithChildren));
            }
        }
        ladder = ladder(noisy);
    }

    private boolean isPair(LinkedMeasurement m) {
        return !m.query().siblings() && m.query().attributes().size() == 2;
    }

    /** What tables say about one attribute, weighted by inverse variances; zero without any. */
    private double[] mean(int attribute, NoisyFamilies noisy, boolean aboutChildren) {
        double[] sum = new double[codebook.levels(attribute)];
        double weights = 0;
        for (LinkedMeasurement m : noisy.tables()) {
            if (m.query().siblings()
                    || !m.query().attributes().contains(attribute)
                    || m.query().isAboutChildren(codebook) != aboutChildren) {
                continue;
            }
            double weight = sum.length / (m.values().length * m.sigma() * m.sigma());
            weights += weight;
            addMargin(m, attribute, weight, sum);
        }
        if (attribute == codebook.countIndex()) {
            weights += ofLadder(noisy, sum);
        }
        if (weights == 0) {
            Arrays.fill(sum, 1);
            weights = 1;
        }
        for (int v = 0; v < sum.length; v++) {
            sum[v] /= weights;
        }
        return sum;
    }

    private void addMargin(LinkedMeasurement m, int attribute, double weight, double[] sum) {
        int stride = m.query().strides(codebook)[m.query().attributes().indexOf(attribute)];
        for (int cell = 0; cell < m.values().length; cell++) {
            sum[cell / stride % sum.length] += weight * m.values()[cell];
        }
    }

    /** Adds the ladder, whose last level is a sum of several steps and would have more noise: as if all had. */
    private double ofLadder(NoisyFamilies noisy, double[] sum) {
        int exact = codebook.counts().exact();
        double weight = 1 / (noisy.ladderSigma() * noisy.ladderSigma() * (noisy.ladder().length - exact - 1.0));
        for (int step = 0; step < noisy.ladder().length; step++) {
            sum[Math.min(step, exact + 1)] += weight * noisy.ladder()[step];
        }
        return weight;
    }

    private double[] parentsWithChildren(int attribute, NoisyFamilies noisy) {
        double[] ofCount = pairs.get(LinkedQuery.of(attribute, codebook.countIndex()));
        double[] sum = new double[codebook.levels(attribute)];
        double weights = 0;
        if (ofCount != null) {
            int levels = codebook.counts().size();
            for (int cell = 0; cell < ofCount.length; cell++) {
                sum[cell / levels] += cell % levels == 0 ? 0 : ofCount[cell];
            }
            double sigma = noisy.tables().stream()
                    .filter(m -> m.query().equals(LinkedQuery.of(attribute, codebook.countIndex())))
                    .mapToDouble(LinkedMeasurement::sigma)
                    .findFirst()
                    .orElseThrow();
            weights = 1 / (levels * sigma * sigma);
            for (int v = 0; v < sum.length; v++) {
                sum[v] *= weights;
            }
        }
        for (LinkedMeasurement m : noisy.tables()) {
            if (!m.query().siblings()
                    && m.query().isAboutChildren(codebook)
                    && m.query().attributes().contains(attribute)) {
                double weight = sum.length / (m.values().length * m.sigma() * m.sigma());
                weights += weight;
                addMargin(m, attribute, weight, sum);
            }
        }
        for (int v = 0; v < sum.length; v++) {
            sum[v] = weights == 0 ? singles[attribute][v] : sum[v] / weights;
        }
        return Projection.onSimplex(sum, withChildren);
    }

    private double[] agree(LinkedMeasurement m, double[][] margins) {
        double[] rows = margins[m.query().attributes().get(0)];
        double[] columns = margins[m.query().attributes().get(1)];
        double[] x = m.values().clone();
        double[] debt = new double[x.length];
        for (int step = 0; step < STEPS; step++) {
            toMargins(x, rows, columns);
            for (int i = 0; i < x.length; i++) {
                double moved = x[i] + debt[i];
                x[i] = Math.max(0, moved);
                debt[i] = moved - x[i];
            }
        }
        return x;
    }

    /** The nearest table with given margins, negative cells allowed. */
    private static void toMargins(double[] x, double[] rows, double[] columns) {
        double[] ofRow = rows.clone();
        double[] ofColumn = columns.clone();
        double all = 0;
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                double v = x[i * columns.length + j];
                ofRow[i] -= v;
                ofColumn[j] -= v;
            }
            all += ofRow[i];
        }
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                x[i * columns.length + j] += ofRow[i] / columns.length
                        + ofColumn[j] / rows.length
                        - all / ((double) rows.length * columns.length);
            }
        }
    }

    /** Families by step: the levels of the number of children as they agreed, the last one divided as its tail says. */
    private double[] ladder(NoisyFamilies noisy) {
        int exact = codebook.counts().exact();
        double[] counts = singles[codebook.countIndex()];
        double[] steps = Arrays.copyOf(counts, noisy.ladder().length);
        double[] tail = Arrays.copyOfRange(noisy.ladder(), exact + 1, noisy.ladder().length);
        double[] agreed = tail(tail, counts[exact + 1], noisy.ladderSigma());
        System.arraycopy(agreed, 0, steps, exact + 1, agreed.length);
        return steps;
    }

    /**
     * Large families by step: the shortest geometric tail that fits the noisy steps about as well as the best one, and
     * what the steps say beyond it less two and a half standard deviations of their noise (soft threshold). A few
     * families of noise on the steps of very large ones would make many children.
     */
    private double[] tail(double[] noisy, double sum, double sigma) {
        double[] distances = new double[GRID];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 1; i < GRID; i++) {
            double[] shape = geometric((double) i / GRID, noisy.length);
            for (int s = 0; s < noisy.length; s++) {
                double difference = noisy[s] - sum * shape[s];
                distances[i] += difference * difference;
            }
            least = Math.min(least, distances[i]);
        }
        int shortest = 1;
        while (distances[shortest] > least + 2 * sigma * sigma) {
            shortest++;
        }
        double[] best = geometric((double) shortest / GRID, noisy.length);
        double[] mixed = new double[noisy.length];
        for (int s = 0; s < mixed.length; s++) {
            double beyond = noisy[s] - sum * best[s];
            mixed[s] = sum * best[s] + Math.signum(beyond) * Math.max(0, Math.abs(beyond) - THRESHOLD * sigma);
        }
        return Projection.onSimplex(mixed, sum);
    }

    /**
     * Shares of the steps beyond the exact numbers when each number is rarer than the one before by a constant factor.
     */
    private double[] geometric(double ratio, int steps) {
        int[] ladder = codebook.counts().ladder();
        int first = codebook.counts().exact() + 1;
        double[] shares = new double[steps];
        for (int s = 0; s < steps; s++) {
            double from = Elementary.power(ratio, ladder[first + s] - first);
            double to = s + 1 < steps ? Elementary.power(ratio, ladder[first + s + 1] - first) : 0;
            shares[s] = from - to;
        }
        return shares;
    }

    double total() {
        return total;
    }

    double[] ladder() {
        return ladder;
    }

    /** Families by level, all of them for a parent's attribute, those with children for a child's. */
    double[] single(int attribute) {
        return singles[attribute];
    }

    /** Families with children by level. */
    double[] singleWithChildren(int attribute) {
        return singlesWithChildren[attribute];
    }

    /** A pair as it agreed; null when it was not released. */
    double[] pair(LinkedQuery query) {
        return pairs.get(query);
    }

    /** A released table as it agreed: pairs and singles; others are put on the simplex of their own sum. */
    double[] table(LinkedMeasurement m) {
        if (isPair(m)) {
            return pairs.get(m.query());
        }
        boolean isSingle = !m.query().siblings() && m.query().attributes().size() == 1;
        if (isSingle) {
            return singles[m.query().attributes().get(0)];
        }
        return Projection.onSimplex(m.values(), familiesOf(m.query()));
    }

    /** Families that a table counts. */
    private double familiesOf(LinkedQuery query) {
        if (query.siblings()) {
            return withSiblings();
        }
        return query.isAboutChildren(codebook) ? withChildren : total;
    }

    private double withSiblings() {
        double[] counts = singles[codebook.countIndex()];
        return Math.max(0, total - counts[0] - counts[1]);
    }
}
