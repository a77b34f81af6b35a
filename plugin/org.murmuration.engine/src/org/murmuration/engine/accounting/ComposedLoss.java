// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.FourierTransform;

/**
 * Sum of independent privacy losses, exact to a relative error far below 1e-3 also where its tail is tiny, and never
 * below the truth.
 *
 * <p><b>Method.</b> Let p_i be the loss distribution of event i, which occurs k_i times. A plain convolution by Fourier
 * transform has an absolute error, which swamps a delta of 1e-12. So each p_i is tilted first, r_i(l) = p_i(l)
 * exp(theta l - K_i(theta)) with K_i the log-moment; the product of the transforms, raised to k_i, gives the tilted sum
 * r, and p(l) = r(l) exp(K(theta) - theta l). With theta at the saddle point of the asked delta the tail is where r is
 * large, and the absolute error of r becomes a small relative error of delta.
 *
 * <p><b>Safe side.</b> The grid distributions are pessimistic. Losses above the window of the transform have, by
 * Chernoff's bound, probability at most {@code beyond}, which counts as infinite loss; losses below the window wrap
 * around to larger ones. The rounding error of the transforms is bounded in the Euclidean norm (see
 * {@link FourierTransform}): if G_i is the product of the powers of the transforms before i and of the (k_i - 1)-th
 * power of transform i, all of magnitude at most 1, then by Cauchy and Schwarz no entry of r is off by more than
 *
 * <pre>e = |r| (eta + 8 u sum k_i) + sum of k_i eta |r_i| |G_i| / sqrt(n),   |.| Euclidean norms</pre>
 *
 * <p>and delta by no more than e exp(K - theta epsilon) / (1 - exp(-theta step)). That is added.
 */
final class ComposedLoss {
    private static final double TAIL = Elementary.log(1e-18);
    private static final int MAX_LENGTH = 1 << 21;

    private final double step;
    private final long low;
    private final double theta;
    private final double moment;
    /** Divergence at each grid point, divided by exp(moment - theta loss). */
    private final double[] scaled;

    private final double error;
    private final double beyond;
    private final double outside;
    private final double guard;

    private ComposedLoss(
            double step,
            long low,
            double theta,
            double moment,
            double[] scaled,
            double error,
            double beyond,
            double infinity,
            double guard) {
        this.step = step;
        this.low = low;
        this.theta = theta;
        this.moment = moment;
        this.scaled = scaled;
        this.error = error;
        this.beyond = beyond;
        this.outside = Math.min(1, beyond + infinity);
        this.guard = guard;
    }

    /** Distributions and how often each occurs, on one grid. */
    record Parts(PrivacyLossDistribution[] distributions, long[] times) {
        double step() {
            return distributions[0].step();
        }

        double moment(double order) {
            double sum = 0;
            for (int i = 0; i < times.length; i++) {
                sum += times[i] * distributions[i].logMoment(order);
            }
            return sum;
        }

        double infinity() {
            double log = 0;
            for (int i = 0; i < times.length; i++) {
                log += times[i] * Elementary.log1p(-distributions[i].infinity());
            }
            return Math.min(1, -Elementary.expm1(log) * (1 + 1e-14));
        }

        long count() {
            return Arrays.stream(times).sum();
        }

        /** End of the support: the sum of the largest (sign 1) or smallest (sign -1) losses. */
        double end(int sign) {
            double sum = 0;
            for (int i = 0; i < times.length; i++) {
                PrivacyLossDistribution d = distributions[i];
                sum += (double) times[i] * (sign > 0 ? d.low() + d.mass().length - 1 : d.low());
            }
            return sum * step();
        }
    }

    /** Whether the transform would be too long with the step of these parts; a larger step helps. */
    static boolean isTooFine(Parts parts, double theta) {
        return length(parts, window(parts, theta)) > MAX_LENGTH;
    }

    /** The tilt whose moment bound is best for a delta. */
    static double tiltForDelta(Parts parts, double delta) {
        double log = -Elementary.log(delta);
        return tilt(parts, t -> (parts.moment(t) + log + peak(t)) / t);
    }

    /** The tilt whose moment bound is best for an epsilon. */
    static double tiltForEpsilon(Parts parts, double epsilon) {
        return tilt(parts, t -> parts.moment(t) - t * epsilon + peak(t));
    }

    /**
     * ln of the maximum over x of e^(-theta x) (1 - e^(-x)): what a loss x above epsilon adds to the divergence at
     * most.
     */
    private static double peak(double theta) {
        return -Elementary.log1p(theta) - theta * Elementary.log1p(1 / theta);
    }

    /** Golden-section search over ln theta. Any theta is valid; a good one gives a small error. */
    private static double tilt(Parts parts, DoubleUnaryOperator bound) {
        double deviation = deviation(parts, 0);
        double from = Elementary.log(0.05 / deviation);
        double to = Math.max(from, Elementary.log(0.5 / parts.step()));
        double ratio = (Math.sqrt(5) - 1) / 2;
        double a = to - ratio * (to - from);
        double b = from + ratio * (to - from);
        double fa = bound.applyAsDouble(Elementary.exp(a));
        double fb = bound.applyAsDouble(Elementary.exp(b));
        for (int i = 0; i < 30; i++) {
            if (fa <= fb) {
                to = b;
                b = a;
                fb = fa;
                a = to - ratio * (to - from);
                fa = bound.applyAsDouble(Elementary.exp(a));
            } else {
                from = a;
                a = b;
                fa = fb;
                b = from + ratio * (to - from);
                fb = bound.applyAsDouble(Elementary.exp(b));
            }
        }
        return Elementary.exp((from + to) / 2);
    }

    /** Standard deviation of the tilted sum, by a second difference of the log-moment; at least a grid point. */
    private static double deviation(Parts parts, double theta) {
        double variance = 0;
        for (int i = 0; i < parts.times().length; i++) {
            PrivacyLossDistribution d = parts.distributions()[i];
            double log = d.logMoment(theta);
            double first = 0;
            double second = 0;
            for (int j = 0; j < d.mass().length; j++) {
                double w = tilted(d, j, theta, log);
                first += w * j;
                second += w * j * j;
            }
            variance += parts.times()[i] * Math.max(0, second - first * first);
        }
        return parts.step() * Math.max(1, Math.sqrt(variance));
    }

    private static double tilted(PrivacyLossDistribution d, int j, double theta, double log) {
        return d.mass()[j] == 0 ? 0 : d.mass()[j] * Elementary.exp(theta * (d.low() + j) * d.step() - log);
    }

    /** Losses between which the tilted sum lies with probability 1 - 2e-18, by Chernoff's bound. */
    private static double[] window(Parts parts, double theta) {
        double deviation = deviation(parts, theta);
        double base = parts.moment(theta);
        double high = parts.end(1);
        double low = parts.end(-1);
        for (int i = 1; i <= 16; i++) {
            double s = i / (1.2 * deviation);
            high = Math.min(high, (parts.moment(theta + s) - base - TAIL) / s);
            low = Math.max(low, -(parts.moment(theta - s) - base - TAIL) / s);
        }
        // room below for the epsilon that is asked: near the largest possible loss Chernoff's bound lies 1 / theta too
        // high
        return new double[] {low - 40 / theta, Math.max(low, high)};
    }

    private static long length(Parts parts, double[] window) {
        long needed = (long) Math.ceil((window[1] - window[0]) / parts.step()) + 4;
        return needed > 1L << 40 ? needed : Math.max(16, Long.highestOneBit(needed - 1) << 1);
    }

    /** Composes the parts with a tilt. */
    static ComposedLoss of(Parts parts, double theta) {
        double step = parts.step();
        double[] window = window(parts, theta);
        int n = Math.toIntExact(length(parts, window));
        long low = (long) Math.floor(window[0] / step) - 1;
        FourierTransform fourier = new FourierTransform(n);
        double eta = fourier.relativeError();
        int groups = parts.times().length;
        int half = n / 2;
        double[] re = new double[n];
        double[] im = new double[n];
        double[] spectrumRe = new double[half + 1];
        double[] spectrumIm = new double[half + 1];
        double error = 0;
        Arrays.fill(spectrumRe, 1);
        double moment = 0;
        for (int g = 0; g < groups; g++) {
            PrivacyLossDistribution d = parts.distributions()[g];
            double log = d.logMoment(theta);
            moment += parts.times()[g] * log;
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            for (int j = 0; j < d.mass().length; j++) {
                re[(int) Math.floorMod(d.low() + j, (long) n)] += tilted(d, j, theta, log);
            }
            double norm = norm(re);
            fourier.forward(re, im);
            error += parts.times()[g] * eta * norm * raise(re, im, parts.times()[g], spectrumRe, spectrumIm);
        }
        for (int f = 0; f <= half; f++) {
            re[f] = spectrumRe[f];
            im[f] = spectrumIm[f];
            re[(n - f) % n] = spectrumRe[f];
            im[(n - f) % n] = -spectrumIm[f];
        }
        fourier.inverse(re, im);
        error += norm(re) * (eta + 8 * 0x1p-53 * (parts.count() + 2.0 * groups));
        double[] scaled = divergences(re, low, theta, step);
        double beyond = Elementary.exp(Math.min(0, moment - theta * window[1] + TAIL)) * (1 + 1e-9);
        return new ComposedLoss(
                step,
                low,
                theta,
                moment,
                scaled,
                error / -Elementary.expm1(-theta * step),
                beyond,
                parts.infinity(),
                1e-11 + 4e-15 * parts.count());
    }

    private static double norm(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    /**
     * Multiplies the k-th power of a spectrum of real numbers into a product; its second half mirrors the first. A complex
     * product is within sqrt(5) u of the true one (Brent, Percival, Zimmermann 2007), so a power by repeated squaring is within
     * k times that.
     *
     * @return |G| / sqrt(n): how much an error of the spectrum weighs
     */
    private static double raise(double[] re, double[] im, long k, double[] productRe, double[] productIm) {
        double weight = 0;
        int half = productRe.length - 1;
        double[] power = new double[2];
        for (int f = 0; f <= half; f++) {
            power(re[f], im[f], k - 1, power);
            double before = power[0] * power[0] + power[1] * power[1];
            double g = before * (productRe[f] * productRe[f] + productIm[f] * productIm[f]);
            weight += (f == 0 || f == half ? 1 : 2) * Math.min(1, g);
            double r = power[0] * re[f] - power[1] * im[f];
            double i = power[0] * im[f] + power[1] * re[f];
            double pr = productRe[f] * r - productIm[f] * i;
            productIm[f] = productRe[f] * i + productIm[f] * r;
            productRe[f] = pr;
        }
        return Math.sqrt(weight / (2.0 * half));
    }

    /** A whole power, at least 0, of a complex number by repeated squaring. */
    private static void power(double re, double im, long exponent, double[] result) {
        double squareRe = re;
        double squareIm = im;
        double r = 1;
        double i = 0;
        for (long rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                double next = r * squareRe - i * squareIm;
                i = r * squareIm + i * squareRe;
                r = next;
            }
            double next = squareRe * squareRe - squareIm * squareIm;
            squareIm = 2 * squareRe * squareIm;
            squareRe = next;
        }
        result[0] = r;
        result[1] = i;
    }

    /**
     * Divergences at all grid points in one pass from above: with D_j the sum over i > j of (1 - e^(-(i-j)h)) r_i
     * e^(-theta (i-j) h) and B_j the sum over i >= j of r_i e^(-(theta+1)(i-j)h), D_j = e^(-theta h) (D_(j+1) + (1 -
     * e^(-h)) B_(j+1)).
     */
    private static double[] divergences(double[] r, long low, double theta, double step) {
        int n = r.length;
        double[] result = new double[n];
        double fall = Elementary.exp(-theta * step);
        double fallMore = Elementary.exp(-(theta + 1) * step);
        double width = -Elementary.expm1(-step);
        double b = 0;
        for (int j = n - 1; j >= 0; j--) {
            result[j] = j == n - 1 ? 0 : fall * (result[j + 1] + width * b);
            b = Math.max(0, r[(int) Math.floorMod(low + j, (long) n)]) + fallMore * b;
        }
        return result;
    }

    private double at(int j) {
        double factor = Elementary.exp(Math.min(700, moment - theta * (low + j) * step));
        return Math.min(1, (scaled[j] + error) * factor * (1 + guard) + outside);
    }

    /** Upper bound of delta; 1 for losses below the window. */
    double delta(double epsilon) {
        double position = epsilon / step - low;
        if (position < 0) {
            return 1;
        }
        if (position >= scaled.length - 1) {
            return outside;
        }
        int j = (int) position;
        // between grid points the divergence is a straight line in e^epsilon
        double w = Elementary.expm1(epsilon - (low + j) * step) / Elementary.expm1(step);
        return at(j) + Math.min(1, Math.max(0, w)) * (at(j + 1) - at(j));
    }

    /**
     * Whether this composition, made for some delta, bounds epsilon at another one as well as one made for that would.
     */
    boolean isAccurateAt(double delta) {
        double position = epsilon(delta) / step - low;
        if (!(position > 1 && position < scaled.length - 2)) {
            return false;
        }
        double factor = Elementary.exp(Math.min(700, moment - theta * (low + (int) position) * step));
        return beyond + error * factor < 1e-5 * delta;
    }

    /** Upper bound of epsilon; infinite when delta is below the probability of infinite loss. */
    double epsilon(double delta) {
        int from = -1; // divergence above delta
        int to = scaled.length - 1; // divergence at most delta
        if (at(to) > delta) {
            return Double.POSITIVE_INFINITY;
        }
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (at(middle) <= delta) {
                to = middle;
            } else {
                from = middle;
            }
        }
        if (from < 0) {
            return Math.max(0, (low + to) * step);
        }
        double w = (at(from) - delta) / (at(from) - at(to));
        double value = (low + from) * step + Elementary.log1p(Math.min(1, w) * Elementary.expm1(step));
        return Math.max(0, value + 1e-13 * Math.abs(value));
    }
}
