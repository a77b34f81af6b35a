// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.internal;

/**
 * Discrete Fourier transform of a power-of-two length in primitive arrays, with a known bound on its rounding error.
 *
 * <p>Twiddle factors come from one table, each within an ulp, so that the relative error in the Euclidean norm is at
 * most {@link #relativeError()} = 8 u log2 n with u = 2^-53 (Higham 2002, theorem 24.2, with mu = sqrt(2) u). The
 * transform of Commons Math 3 makes its twiddle factors by repeated multiplication, whose error grows with n instead of
 * log n; a privacy account that must never be optimistic needs the bound.
 */
public final class FourierTransform {
    private final int n;
    private final double[] cos;
    private final double[] sin;

    /**
     * A transform.
     *
     * @param length a power of two, 2 to 2^24
     */
    public FourierTransform(int length) {
        Checks.require(
                Integer.bitCount(length) == 1 && length >= 2 && length <= 1 << 24,
                "The length must be a power of two.");
        n = length;
        cos = new double[n / 2];
        sin = new double[n / 2];
        for (int i = 0; i <= n / 8; i++) { // an eighth of the circle, where angles are most accurate, gives the others
            double angle = 2 * Math.PI * i / n;
            double c = Elementary.cos(angle);
            double s = Elementary.sin(angle);
            set(i, c, s);
            set(n / 4 - i, s, c);
            set(n / 4 + i, -s, c);
            set(n / 2 - i, -c, s);
        }
        set(0, 1, 0);
    }

    private void set(int i, double c, double s) {
        if (i < n / 2) {
            cos[i] = c;
            sin[i] = s;
        }
    }

    /**
     * Bound of the relative error of one transform in the Euclidean norm.
     *
     * @return 8 u log2 n
     */
    public double relativeError() {
        return 8 * 0x1p-53 * Integer.numberOfTrailingZeros(n);
    }

    /**
     * Transforms in place: X_k = sum of x_j exp(-2 pi i j k / n).
     *
     * @param re real parts
     * @param im imaginary parts
     */
    public void forward(double[] re, double[] im) {
        transform(re, im, -1);
    }

    /**
     * Transforms back in place, including the division by n.
     *
     * @param re real parts
     * @param im imaginary parts
     */
    public void inverse(double[] re, double[] im) {
        transform(re, im, 1);
        double scale = 1.0 / n; // exact: n is a power of two
        for (int i = 0; i < n; i++) {
            re[i] *= scale;
            im[i] *= scale;
        }
    }

    private void transform(double[] re, double[] im, int sign) {
        reverseBits(re, im);
        for (int half = 1; half < n; half <<= 1) {
            int stride = n / (2 * half);
            for (int block = 0; block < n; block += 2 * half) {
                for (int j = 0; j < half; j++) {
                    double wr = cos[j * stride];
                    double wi = sign * sin[j * stride];
                    int a = block + j;
                    int b = a + half;
                    double xr = re[b] * wr - im[b] * wi;
                    double xi = re[b] * wi + im[b] * wr;
                    re[b] = re[a] - xr;
                    im[b] = im[a] - xi;
                    re[a] += xr;
                    im[a] += xi;
                }
            }
        }
    }

    private void reverseBits(double[] re, double[] im) {
        int shift = Integer.SIZE - Integer.numberOfTrailingZeros(n);
        for (int i = 0; i < n; i++) {
            int j = Integer.reverse(i) >>> shift;
            if (j > i) {
                double t = re[i];
                re[i] = re[j];
                re[j] = t;
                t = im[i];
                im[i] = im[j];
                im[j] = t;
            }
        }
    }
}
