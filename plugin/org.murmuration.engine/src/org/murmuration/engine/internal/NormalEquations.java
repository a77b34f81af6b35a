// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Solves A x = b for a symmetric matrix without negative eigenvalues; unknowns that others determine are left out. */
public final class NormalEquations {
    private static final double SINGULAR = 1e-8;
    private static final double LEAST_PIVOT = 1e-13; // rounding may leave less of a pivot that is kept

    private NormalEquations() {}

    /**
     * A solution.
     *
     * @param x one number an unknown, NaN when it was left out
     * @param inverseDiagonal diagonal of the inverse of A, NaN when left out
     */
    public record Solution(double[] x, double[] inverseDiagonal) {}

    /**
     * Solves the equations. An unknown is left out when those before it determine it, up to 1e-8 of the matrix scaled
     * to a unit diagonal.
     *
     * @param a symmetric matrix
     * @param b right side, as long
     * @return the solution
     */
    public static Solution solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = new double[n];
        double[] inverse = new double[n];
        Arrays.fill(x, Double.NaN);
        Arrays.fill(inverse, Double.NaN);
        int[] some = IntStream.range(0, n).filter(i -> a[i][i] > 0).toArray();
        int[] kept = some.length == 0 ? some : independent(a, some);
        if (kept.length == 0) {
            return new Solution(x, inverse);
        }
        double[] scale =
                Arrays.stream(kept).mapToDouble(i -> 1 / Math.sqrt(a[i][i])).toArray();
        LUDecomposition decomposition = new LUDecomposition(scaled(a, kept), LEAST_PIVOT);
        double[] right = new double[kept.length];
        Arrays.setAll(right, i -> b[kept[i]] * scale[i]);
        double[] solved = decomposition
                .getSolver()
                .solve(MatrixUtils.createRealVector(right))
                .toArray();
        RealMatrix inverted = decomposition.getSolver().getInverse();
        for (int i = 0; i < kept.length; i++) {
            x[kept[i]] = solved[i] * scale[i];
            inverse[kept[i]] = inverted.getEntry(i, i) * scale[i] * scale[i];
        }
        return new Solution(x, inverse);
    }

    private static RealMatrix scaled(double[][] a, int[] kept) {
        double[][] matrix = new double[kept.length][kept.length];
        for (int i = 0; i < kept.length; i++) {
            for (int j = 0; j < kept.length; j++) {
                matrix[i][j] = a[kept[i]][kept[j]] / Math.sqrt(a[kept[i]][kept[i]]) / Math.sqrt(a[kept[j]][kept[j]]);
            }
        }
        return new Array2DRowRealMatrix(matrix, false);
    }

    /**
     * Which rows of the scaled matrix no row before them determines: those whose pivot of Cholesky's method is not
     * about 0.
     */
    private static int[] independent(double[][] a, int[] some) {
        RealMatrix matrix = scaled(a, some);
        List<Integer> kept = new ArrayList<>();
        double[][] factor = new double[some.length][some.length];
        for (int j = 0; j < some.length; j++) {
            double rest = 1;
            for (int k = 0; k < kept.size(); k++) {
                double sum = matrix.getEntry(j, kept.get(k));
                for (int i = 0; i < k; i++) {
                    sum -= factor[j][i] * factor[kept.get(k)][i];
                }
                factor[j][k] = sum / factor[kept.get(k)][k];
                rest -= factor[j][k] * factor[j][k];
            }
            if (rest > SINGULAR) {
                factor[j][kept.size()] = Math.sqrt(rest);
                kept.add(j);
            }
        }
        return kept.stream().mapToInt(j -> some[j]).toArray();
    }
}
