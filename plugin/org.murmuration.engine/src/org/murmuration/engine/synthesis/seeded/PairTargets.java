// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.seeded;

import java.util.Arrays;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;

/**
 * What released counts of combinations say about single attributes and pairs of them, as whole tables that agree with
 * each other and sum to the number of records. Post-processing.
 *
 * <p>The levels of an attribute are its values that were released. Where not all of its levels count as values there is
 * one more level, "absent", which takes what the values leave.
 */
final class PairTargets {
    private static final int ROUNDS = 30;
    /** Cells of all tables of pairs together; eight bytes each. */
    static final long MAX_CELLS = 60_000_000;

    private final Domain domain;
    private final Domain output;
    private final int[][] codes;
    private final boolean[] hasAbsent;
    private final int[] levelOfItem;
    private final double[][] singles;
    private final double[][][] pairs;
    private final double total;

    private PairTargets(ReleasedCombinations released, double total) {
        CombinationTable table = released.table();
        this.output = released.codebook().optional().domain();
        CombinationCode code = table.code();
        this.domain = table.domain();
        this.total = total;
        this.levelOfItem = new int[code.items() + 1];
        Arrays.fill(levelOfItem, -1);
        this.codes = new int[domain.size()][];
        this.hasAbsent = new boolean[domain.size()];
        this.singles = new double[domain.size()][];
        for (int a = 0; a < codes.length; a++) {
            codes[a] = levels(table, a);
        }
        for (int a = 0; a < codes.length; a++) {
            singles[a] = single(table, a);
        }
        long cells = 0;
        for (int a = 0; a < codes.length; a++) {
            for (int b = a + 1; b < codes.length; b++) {
                cells += (long) codes[a].length * codes[b].length;
            }
        }
        Checks.require(
                cells <= MAX_CELLS,
                "The pairs of the released values have " + cells + " cells, more than " + MAX_CELLS
                        + ". Release fewer values or attributes.");
        this.pairs = new double[codes.length][codes.length][];
        for (int a = 0; a < codes.length; a++) {
            for (int b = a + 1; b < codes.length; b++) {
                pairs[a][b] = new double[codes[a].length * codes[b].length];
            }
        }
        if (table.maxLength() > 1) {
            fill(table);
        }
        double noise = noise(released.protection());
        for (int a = 0; a < codes.length; a++) {
            for (int b = a + 1; b < codes.length; b++) {
                if (table.maxLength() > 1) {
                    settle(a, b, noise);
                } else {
                    pairs[a][b] = independent(a, b);
                }
            }
        }
    }

    static PairTargets of(ReleasedCombinations released, double total) {
        Checks.require(
                released.table().start(2) > 0, "No value was released, so there is nothing to make records from.");
        return new PairTargets(released, total);
    }

    private static double noise(Protection protection) {
        return protection instanceof Protection.DifferentialPrivacy dp
                        && dp.noise().size() > 2
                ? dp.noise().get(2)
                : 0;
    }

    /** Code of a level that stands for "absent": missing, or "no" where a value is one of a list. */
    static int absentCode(Domain domain, int attribute) {
        Attribute a = domain.attribute(attribute);
        return domain.categoryOf(attribute) >= 0 ? a.encode(Domain.NO) : a.missingCode();
    }

    /** Codes of the levels; the last is that of "absent" if there is such a level. */
    private int[] levels(CombinationTable table, int a) {
        CombinationCode code = table.code();
        int size = domain.attribute(a).size();
        int[] result = new int[size + 1];
        int n = 0;
        boolean complete = true;
        for (int c = 0; c < size; c++) {
            int item = code.item(a, c);
            complete &= item > 0;
            if (item > 0 && table.countOf(item) > 0) {
                levelOfItem[item] = n;
                result[n++] = c;
            }
        }
        hasAbsent[a] = !complete || n == 0;
        if (hasAbsent[a]) {
            result[n++] = absentCode(output, a);
        }
        return Arrays.copyOf(result, n);
    }

    private double[] single(CombinationTable table, int a) {
        double[] counts = new double[codes[a].length];
        double sum = 0;
        int values = counts.length - (hasAbsent[a] ? 1 : 0);
        for (int v = 0; v < values; v++) {
            counts[v] = table.countOf(table.code().item(a, codes[a][v]));
            sum += counts[v];
        }
        if (hasAbsent[a]) {
            counts[values] = total - sum;
        }
        return Projection.onSimplex(counts, total);
    }

    private void fill(CombinationTable table) {
        CombinationCode code = table.code();
        int[] items = new int[table.maxLength()];
        for (int i = table.start(2); i < table.start(3); i++) {
            code.unpack(table.key(i), items);
            int a = code.attributeOf(items[0]);
            int b = code.attributeOf(items[1]);
            pairs[a][b][levelOfItem[items[0]] * codes[b].length + levelOfItem[items[1]]] = table.count(i);
        }
    }

    private double[] independent(int a, int b) {
        int width = codes[b].length;
        double[] result = new double[codes[a].length * width];
        for (int i = 0; i < result.length && total > 0; i++) {
            result[i] = singles[a][i / width] * singles[b][i % width] / total;
        }
        return result;
    }

    /** Fills what is absent, takes out what noise added, and makes the table agree with its attributes. */
    private void settle(int a, int b, double noise) {
        double[] t = pairs[a][b];
        int width = codes[b].length;
        int height = codes[a].length;
        int values = width - (hasAbsent[b] ? 1 : 0);
        int rows = height - (hasAbsent[a] ? 1 : 0);
        for (int u = 0; u < rows && hasAbsent[b]; u++) {
            double sum = 0;
            for (int v = 0; v < values; v++) {
                sum += t[u * width + v];
            }
            t[u * width + values] = Math.max(0, singles[a][u] - sum);
        }
        for (int v = 0; v < width && hasAbsent[a]; v++) {
            double sum = 0;
            for (int u = 0; u < rows; u++) {
                sum += t[u * width + v];
            }
            t[rows * width + v] = Math.max(0, singles[b][v] - sum);
        }
        positive(t);
        double[] independent = independent(a, b);
        if (noise > 0) {
            shrink(t, independent, noise);
        }
        rake(t, independent, a, b);
        pairs[a][b] = t;
    }

    /** What noise added to cells above 0 is taken from all of them alike; cells that are 0 stay so. */
    private void positive(double[] t) {
        int n = 0;
        double sum = 0;
        double[] some = new double[t.length];
        for (double x : t) {
            if (x > 0) {
                some[n++] = x;
                sum += x;
            }
        }
        if (sum <= total) {
            return;
        }
        double[] projected = Projection.onSimplex(Arrays.copyOf(some, n), total);
        n = 0;
        for (int i = 0; i < t.length; i++) {
            t[i] = t[i] > 0 ? projected[n++] : 0;
        }
    }

    /** James-Stein: towards independence as far as what was counted differs from it by no more than noise. */
    private static void shrink(double[] t, double[] independent, double noise) {
        double distance = 0;
        double explained = 0;
        for (int i = 0; i < t.length; i++) {
            double d = t[i] - independent[i];
            distance += d * d;
            double most = Math.min(noise, Math.max(t[i], independent[i])); // cells near 0 have lost most of their noise
            explained += most * most;
        }
        double keep = distance <= 0 ? 0 : Math.max(0, 1 - explained / distance);
        for (int i = 0; i < t.length; i++) {
            t[i] = keep * t[i] + (1 - keep) * independent[i];
        }
    }

    /** Iterative proportional fitting to the two attributes; a line without counts gets those of independence. */
    private void rake(double[] t, double[] independent, int a, int b) {
        int width = codes[b].length;
        int height = codes[a].length;
        for (int round = 0; round < ROUNDS; round++) {
            for (int u = 0; u < height; u++) {
                scale(t, independent, u * width, 1, width, singles[a][u]);
            }
            for (int v = 0; v < width; v++) {
                scale(t, independent, v, width, height, singles[b][v]);
            }
        }
    }

    private static void scale(double[] t, double[] otherwise, int from, int step, int n, double target) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += t[from + i * step];
        }
        if (sum <= 0 && target > 0) {
            for (int i = 0; i < n; i++) {
                t[from + i * step] = otherwise[from + i * step];
            }
            return;
        }
        double factor = sum > 0 ? target / sum : 0;
        for (int i = 0; i < n; i++) {
            t[from + i * step] *= factor;
        }
    }

    double total() {
        return total;
    }

    int levels(int attribute) {
        return codes[attribute].length;
    }

    int[] shape() {
        return Arrays.stream(codes).mapToInt(c -> c.length).toArray();
    }

    int code(int attribute, int level) {
        return codes[attribute][level];
    }

    /** Whether a level is the one that takes what the values leave. */
    boolean isAbsent(int attribute, int level) {
        return hasAbsent[attribute] && level == codes[attribute].length - 1;
    }

    double[] single(int attribute) {
        return singles[attribute];
    }

    /** Expected counts in row-major order of a, then b; a below b. */
    double[] pair(int a, int b) {
        return pairs[a][b];
    }
}
