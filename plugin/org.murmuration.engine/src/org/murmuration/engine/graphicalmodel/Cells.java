// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.marginal.Clique;

/** Where the cells of cliques lie in row-major arrays: the last attribute runs fastest. */
final class Cells {
    private Cells() {}

    /**
     * How far each attribute of a larger clique moves one in the array of a smaller one; 0 where the smaller lacks it.
     */
    static int[] strides(Clique large, Clique small, int[] shape) {
        int[] strides = new int[large.size()];
        int step = 1;
        for (int i = small.size() - 1; i >= 0; i--) {
            int at = Arrays.binarySearch(large.toArray(), small.get(i));
            Checks.require(at >= 0, "The clique " + large + " does not contain " + small + ".");
            strides[at] = step;
            step *= shape[small.get(i)];
        }
        return strides;
    }

    /** Cell of a smaller clique for each cell of a larger one that contains it. */
    static int[] index(Clique large, Clique small, int[] shape) {
        int n = large.size();
        int[] stride = strides(large, small, shape);
        int[] index = new int[Math.toIntExact(large.cells(shape))];
        int[] code = new int[n];
        int here = 0;
        for (int cell = 0; cell < index.length; cell++) {
            index[cell] = here;
            for (int i = n - 1; i >= 0; i--) {
                here += stride[i];
                if (++code[i] < shape[large.get(i)]) {
                    break;
                }
                here -= stride[i] * code[i];
                code[i] = 0;
            }
        }
        return index;
    }

    /** Subtracts the mean along each attribute of a clique, in place. */
    static void center(double[] cells, Clique clique, int[] shape) {
        int inner = cells.length;
        for (int i = 0; i < clique.size(); i++) {
            int size = shape[clique.get(i)];
            int block = inner;
            inner /= size;
            for (int start = 0; start < cells.length; start += block) {
                for (int j = 0; j < inner; j++) {
                    double sum = 0;
                    for (int v = 0; v < size; v++) {
                        sum += cells[start + v * inner + j];
                    }
                    double mean = sum / size;
                    for (int v = 0; v < size; v++) {
                        cells[start + v * inner + j] -= mean;
                    }
                }
            }
        }
    }

    /** Attributes of both cliques. */
    static Clique intersection(Clique a, Clique b) {
        return Clique.of(Arrays.stream(a.toArray()).filter(x -> contains(b, x)).toArray());
    }

    /** Attributes of the first clique that the second lacks. */
    static Clique difference(Clique a, Clique b) {
        return Clique.of(Arrays.stream(a.toArray()).filter(x -> !contains(b, x)).toArray());
    }

    /** Attributes of either clique. */
    static Clique union(Clique a, Clique b) {
        IntStream ofSecond = Arrays.stream(b.toArray()).filter(x -> !contains(a, x));
        return Clique.of(IntStream.concat(Arrays.stream(a.toArray()), ofSecond).toArray());
    }

    static boolean contains(Clique clique, int attribute) {
        return Arrays.binarySearch(clique.toArray(), attribute) >= 0;
    }

    static boolean containsAll(Clique large, Clique small) {
        return Arrays.stream(small.toArray()).allMatch(a -> contains(large, a));
    }
}
