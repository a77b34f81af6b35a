// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnReport.ColumnScores;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.statistics.Chance;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Compares tables of numbers and texts column by column and pair by pair, with the definitions of SDMetrics, SDNist and
 * the textbooks. Missing is a value of its own unless a score leaves it out.
 */
public final class ColumnEvaluation {
    private static final double KOLMOGOROV_MEAN = Math.sqrt(Math.PI / 2) * Elementary.log(2);

    private final MixedRecords real;
    private final MixedRecords synthetic;
    private final int width;
    private final CodedPair coded;

    private ColumnEvaluation(MixedRecords real, MixedRecords synthetic) {
        this.real = real;
        this.synthetic = synthetic;
        this.width = real.columns().columns().size();
        this.coded = CodedPair.of(real, synthetic);
    }

    /**
     * Compares two tables.
     *
     * @param real the real records; sensitive
     * @param synthetic records of the same columns
     * @param monitor receives progress
     * @return the private report
     * @throws IllegalArgumentException when a table is empty or they do not share their columns
     */
    public static ColumnReport compare(MixedRecords real, MixedRecords synthetic, ProgressMonitor monitor) {
        return new ColumnEvaluation(real, synthetic).compare(monitor);
    }

    private ColumnReport compare(ProgressMonitor monitor) {
        ColumnScores[] columns = new ColumnScores[width];
        ColumnReport.Distribution[] distributions = new ColumnReport.Distribution[width];
        Parallel.forEach(width, c -> {
            monitor.checkCanceled();
            coded.code(c, CodedPair.Binning.EQUAL_WIDTH);
            columns[c] = column(c);
            distributions[c] = Distributions.of(real.columns(), coded, c);
        });
        monitor.report(0.2, "Comparing columns");
        List<int[]> pairs = new ArrayList<>();
        for (int a = 0; a < width; a++) {
            for (int b = a + 1; b < width; b++) {
                pairs.add(new int[] {a, b});
            }
        }
        PairScores[] scores = new PairScores[pairs.size()];
        int[] done = new int[1];
        Parallel.forEach(scores.length, p -> {
            monitor.checkCanceled();
            scores[p] = new PairComparison(real, synthetic, coded, pairs.get(p)[0], pairs.get(p)[1]).scores();
            synchronized (done) {
                monitor.report(0.2 + 0.8 * ++done[0] / scores.length, "Comparing pairs of columns");
            }
        });
        return new ColumnReport(Arrays.asList(columns), Arrays.asList(distributions), Arrays.asList(scores));
    }

    private String name(int column) {
        return real.columns().columns().get(column).name();
    }

    // Columns

    private ColumnScores column(int c) {
        double missing = 1 - Math.abs(missingShare(real.column(c)) - missingShare(synthetic.column(c)));
        double[] a = Statistics.present(real.column(c));
        double[] b = Statistics.present(synthetic.column(c));
        return real.isNumeric(c) ? numbers(c, a, b, missing) : texts(c, a, b, missing);
    }

    private static double missingShare(double[] column) {
        return (double) Arrays.stream(column).filter(Double::isNaN).count() / column.length;
    }

    private ColumnScores numbers(int c, double[] a, double[] b, double missing) {
        Arrays.sort(a);
        Arrays.sort(b);
        boolean both = a.length > 0 && b.length > 0;
        double low = both ? a[0] : 0;
        double high = both ? a[a.length - 1] : 0;
        double range = high > low ? high - low : Double.NaN;
        double[] distances = both ? Statistics.distances(a, b) : new double[] {Double.NaN, Double.NaN};
        double coverage = both
                ? Math.max(0, 1 - (Math.max((b[0] - low) / range, 0) + Math.max((high - b[b.length - 1]) / range, 0)))
                : Double.NaN;
        double inside = both
                ? (double) Arrays.stream(b).filter(v -> v >= low && v <= high).count() / b.length
                : Double.NaN;
        double shape = 1 - distances[0];
        return new ColumnScores(
                name(c),
                true,
                shape,
                both ? Math.max(0, 1 - KOLMOGOROV_MEAN * Math.sqrt(1.0 / a.length + 1.0 / b.length)) : Double.NaN,
                both ? Math.min(shape, missing) : missing,
                missing,
                coverage,
                inside,
                distances[1] / range,
                Double.NaN,
                both ? similarity(Statistics.mean(a), Statistics.mean(b), range) : Double.NaN,
                both ? similarity(Statistics.median(a), Statistics.median(b), range) : Double.NaN,
                a.length > 1 && b.length > 1
                        ? similarity(Statistics.deviation(a), Statistics.deviation(b), range)
                        : Double.NaN);
    }

    private static double similarity(double real, double synthetic, double range) {
        return Math.max(0, 1 - Math.abs(real - synthetic) / range);
    }

    private ColumnScores texts(int c, double[] a, double[] b, double missing) {
        double[] p = coded.shares(false, c);
        double[] q = coded.shares(true, c);
        double divergence = 0;
        double hellinger = 0;
        for (int i = 0; i < p.length; i++) {
            double m = (p[i] + q[i]) / 2;
            divergence += (Statistics.entropyTerm(p[i], m) + Statistics.entropyTerm(q[i], m)) / 2;
            double difference = Math.sqrt(p[i]) - Math.sqrt(q[i]);
            hellinger += difference * difference;
        }
        boolean both = a.length > 0 && b.length > 0;
        Set<Double> inReal = new HashSet<>();
        Set<Double> inSynthetic = new HashSet<>();
        Arrays.stream(real.column(c)).forEach(inReal::add);
        Arrays.stream(synthetic.column(c)).forEach(inSynthetic::add);
        long known = Arrays.stream(synthetic.column(c)).filter(inReal::contains).count();
        long covered = inReal.stream()
                .filter(v -> !v.isNaN() && inSynthetic.contains(v))
                .count();
        long texts = inReal.stream().filter(v -> !v.isNaN()).count();
        return new ColumnScores(
                name(c),
                false,
                both ? 1 - variation(withoutMissing(p), withoutMissing(q)) : Double.NaN,
                both ? floor(withoutMissing(p), a.length, b.length) : Double.NaN,
                1 - variation(p, q),
                missing,
                texts > 0 ? (double) covered / texts : Double.NaN,
                (double) known / synthetic.rows(),
                Math.sqrt(Math.max(0, divergence)),
                Math.sqrt(hellinger / 2),
                Double.NaN,
                Double.NaN,
                Double.NaN);
    }

    private static double floor(double[] shares, int rowsA, int rowsB) {
        double each = Chance.difference(rowsA, rowsB);
        double sum = 0;
        for (double p : shares) {
            sum += Math.sqrt(p * (1 - p));
        }
        return 1 - Math.min(1, sum * each / 2);
    }

    private static double[] withoutMissing(double[] shares) {
        double[] rest = Arrays.copyOfRange(shares, 1, shares.length);
        double sum = Sums.of(rest);
        return Arrays.stream(rest).map(v -> v / sum).toArray();
    }

    private static double variation(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }
}
