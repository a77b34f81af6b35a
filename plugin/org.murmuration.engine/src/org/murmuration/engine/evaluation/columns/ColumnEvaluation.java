// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.columns.ColumnReport.Association;
import org.murmuration.engine.evaluation.columns.ColumnReport.ColumnScores;
import org.murmuration.engine.evaluation.columns.ColumnReport.PairScores;
import org.murmuration.engine.evaluation.statistics.CodedPair;
import org.murmuration.engine.evaluation.statistics.Statistics;
import org.murmuration.engine.internal.LongCounter;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Compares tables of numbers and texts column by column and pair by pair, with the definitions of SDMetrics, SDNist and the
 * textbooks. Missing is a value of its own unless a score leaves it out.
 */
public final class ColumnEvaluation {
    private static final int DENSE = 1 << 22;
    private static final double KOLMOGOROV_MEAN = Math.sqrt(Math.PI / 2) * Math.log(2);

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
     * @param monitor told about progress
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
            scores[p] = pair(pairs.get(p)[0], pairs.get(p)[1]);
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
            hellinger += Math.pow(Math.sqrt(p[i]) - Math.sqrt(q[i]), 2);
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
        double each = Math.sqrt(2 / Math.PI * (1.0 / rowsA + 1.0 / rowsB));
        double sum = 0;
        for (double p : shares) {
            sum += Math.sqrt(p * (1 - p));
        }
        return 1 - Math.min(1, sum * each / 2);
    }

    private static double[] withoutMissing(double[] shares) {
        double[] rest = Arrays.copyOfRange(shares, 1, shares.length);
        double sum = Arrays.stream(rest).sum();
        return Arrays.stream(rest).map(v -> v / sum).toArray();
    }

    private static double variation(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += Math.abs(p[i] - q[i]);
        }
        return sum / 2;
    }

    // Pairs

    /** Sums over the cells of a joint table. */
    private final class Joint {
        private final double[][] shares; // of the first and the second column, real ones, then synthetic ones
        private final int second;
        private double distance;
        private double noise;
        private double unseen;
        private double dependence =
                1; // of cells that do not occur: their product; those that do are put right one by one
        private final double[] squares = new double[2]; // observed squared over expected

        private Joint(int a, int b) {
            this.shares = new double[][] {
                coded.shares(false, a), coded.shares(false, b), coded.shares(true, a), coded.shares(true, b)
            };
            this.second = coded.cells(b);
            long size = (long) coded.cells(a) * coded.cells(b);
            if (size <= DENSE) {
                int[] inReal = new int[(int) size];
                int[] inSynthetic = new int[(int) size];
                count(coded.codes(false), a, b, inReal);
                count(coded.codes(true), a, b, inSynthetic);
                for (int cell = 0; cell < size; cell++) {
                    add(cell, inReal[cell], inSynthetic[cell]);
                }
            } else {
                LongCounter inReal = count(coded.codes(false), a, b);
                LongCounter inSynthetic = count(coded.codes(true), a, b);
                for (long cell : inReal.sortedKeys()) {
                    add(cell, inReal.get(cell), inSynthetic.get(cell));
                }
                for (long cell : inSynthetic.sortedKeys()) {
                    if (inReal.get(cell) == 0) {
                        add(cell, 0, inSynthetic.get(cell));
                    }
                }
            }
        }

        private void count(int[][] codes, int a, int b, int[] counts) {
            for (int r = 0; r < codes[a].length; r++) {
                counts[codes[a][r] * second + codes[b][r]]++;
            }
        }

        private LongCounter count(int[][] codes, int a, int b) {
            LongCounter counter = new LongCounter(1 << 12);
            for (int r = 0; r < codes[a].length; r++) {
                counter.add((long) codes[a][r] * second + codes[b][r], 1);
            }
            return counter;
        }

        private void add(long cell, int inReal, int inSynthetic) {
            if (inReal == 0 && inSynthetic == 0) {
                return;
            }
            int row = (int) (cell / second);
            int column = (int) (cell % second);
            double p = (double) inReal / real.rows();
            double q = (double) inSynthetic / synthetic.rows();
            double product = shares[0][row] * shares[1][column];
            distance += Math.abs(p - q);
            noise += Math.sqrt(p * (1 - p));
            unseen += inReal == 1 ? 1.0 / real.rows() : 0; // Good 1953
            dependence += Math.abs(p - product) - product;
            squares[0] += inReal > 0 ? p * p / product : 0;
            squares[1] += inSynthetic > 0 ? q * q / (shares[2][row] * shares[3][column]) : 0;
        }

        /** Cramer's V of the real (0) or the synthetic side (1); chi squared over n is the sum of squares less 1. */
        private double cramersV(int side) {
            long least = Math.min(
                            Arrays.stream(shares[2 * side]).filter(v -> v > 0).count(),
                            Arrays.stream(shares[2 * side + 1])
                                    .filter(v -> v > 0)
                                    .count())
                    - 1;
            return least > 0 ? Math.sqrt(Math.max(0, squares[side] - 1) / least) : Double.NaN;
        }
    }

    private PairScores pair(int a, int b) {
        Joint joint = new Joint(a, b);
        double each = Math.sqrt(2 / Math.PI * (1.0 / real.rows() + 1.0 / synthetic.rows()));
        boolean numbers = real.isNumeric(a) && real.isNumeric(b);
        boolean mixed = real.isNumeric(a) != real.isNumeric(b);
        Association association =
                numbers ? Association.PEARSON : mixed ? Association.CORRELATION_RATIO : Association.CRAMERS_V;
        double ofReal = association(association, joint, 0, a, b);
        double ofSynthetic = association(association, joint, 1, a, b);
        return new PairScores(
                name(a),
                name(b),
                1 - joint.distance / 2,
                1 - Math.min(1, (joint.noise * each + joint.unseen) / 2),
                1 - Math.max(0, joint.dependence) / 2,
                association,
                ofReal,
                ofSynthetic,
                numbers ? 1 - Math.abs(ofReal - ofSynthetic) / 2 : Double.NaN,
                numbers
                        ? 1 - Math.abs(rankCorrelation(real, a, b) - rankCorrelation(synthetic, a, b)) / 2
                        : Double.NaN);
    }

    private double association(Association association, Joint joint, int side, int a, int b) {
        MixedRecords records = side == 0 ? real : synthetic;
        int[][] codes = coded.codes(side == 1);
        return switch (association) {
            case PEARSON -> Statistics.correlation(Statistics.both(records.column(a), records.column(b)));
            case CORRELATION_RATIO -> records.isNumeric(a)
                    ? Statistics.correlationRatio(records.column(a), codes[b], coded.cells(b))
                    : Statistics.correlationRatio(records.column(b), codes[a], coded.cells(a));
            case CRAMERS_V -> joint.cramersV(side);
        };
    }

    private static double rankCorrelation(MixedRecords records, int a, int b) {
        double[][] both = Statistics.both(records.column(a), records.column(b));
        return Statistics.correlation(new double[][] {Statistics.ranks(both[0]), Statistics.ranks(both[1])});
    }
}
