// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.graphicalmodel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Sums;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.progress.ProgressMonitor;

/**
 * Finds the distribution whose marginals are nearest to noisy ones: the least sum over all measured cells of (p N -
 * y)^2 / (2 sigma^2), over all distributions p of records (McKenna, Sheldon, Miklau 2019, with the weight 1 / sigma^2
 * of each cell).
 *
 * <p><b>Method.</b> Accelerated mirror descent with the entropy as mirror map (Auslender, Teboulle 2006, "interior
 * gradient"), so that every iterate is a Markov random field: with A the sum of step sizes so far and L the current
 * estimate of the smoothness, a solves L a^2 = A + a,
 *
 * <pre>y = (A x + a z) / (A + a),  theta_z -= a grad f(y),  x = (A x + a z) / (A + a)</pre>
 *
 * <p>Where momentum makes the loss rise, the search begins again at x (O'Donoghue, Candes 2015). L doubles until half
 * the weighted square of the change of z is at most L times KL(z_new, z_old), which both the change of potentials and
 * the log-partition functions give at no cost, and shrinks by a tenth after each step. Then f(x) - f* is at most
 * KL(p*, z_0) / A, which is the bound that stops the search, with f itself: it ends when the bound, with the entropy of
 * the uniform distribution as worst case, or what a quarter of the steps so far (25 at least) gained, falls below a
 * thousandth of f.
 */
public final class Estimator {
    private static final int WINDOW = 25;
    private static final double SHRINK = 0.9;
    /** Probabilities below this count as this where their logarithm is taken, so that no cell is lost for good. */
    private static final double LEAST = 1e-40;

    private final int maxSteps;
    private final double tolerance;

    private Estimator(int maxSteps, double tolerance) {
        this.maxSteps = maxSteps;
        this.tolerance = tolerance;
    }

    /**
     * An estimator that stops when a thousandth of the loss is at stake, or after 2000 steps.
     *
     * @return the estimator
     */
    public static Estimator withDefaults() {
        return new Estimator(2000, 1e-3);
    }

    /**
     * The same with another end.
     *
     * @param steps largest number of steps, at least 1
     * @param part of the loss that need not be gained any more, above 0
     * @return a new estimator
     */
    public Estimator with(int steps, double part) {
        Checks.require(steps >= 1, "There must be at least one step.");
        return new Estimator(steps, Checks.positive(part, "The tolerance"));
    }

    /** A measurement and where it stands in the tree. */
    private static final class Fitted {
        private final int clique;
        private final int[] index;
        private final double[] target;
        private final double weight;
        /** Precision of each cell as a part of the weight. */
        private final double[] precision;

        private final double[] ofZ;
        private final double[] ofNewZ;
        private final double[] ofX;
        private final double[] gradient;
        /** Set for a residual, of which only what goes beyond smaller tables counts. */
        private final Clique centred;

        private final int[] shape;

        private Fitted(JunctionTree tree, LinearMeasurement m, double total) {
            clique = tree.covering(m.clique());
            Checks.require(clique >= 0, "A measured clique is not part of the tree.");
            index = Cells.index(tree.cliques().get(clique), m.clique(), tree.shape());
            int cells = (int) m.clique().cells(tree.shape());
            Checks.require(m.values().length == cells, "A measurement does not fit its clique.");
            target = new double[cells];
            for (int i = 0; i < cells; i++) {
                target[i] = m.values()[i] / total;
            }
            weight = total * total / (m.sigma() * m.sigma());
            precision = new double[cells];
            for (int i = 0; i < cells; i++) {
                precision[i] = 1.0 / m.parts(i);
            }
            ofZ = new double[cells];
            ofNewZ = new double[cells];
            ofX = new double[cells];
            gradient = new double[cells];
            centred = m.isResidual() ? m.clique() : null;
            shape = tree.shape();
            if (centred != null) {
                Cells.center(target, centred, shape);
            }
        }

        /** Reads the table off the beliefs, centred for a residual; so differences and gradients are centred too. */
        private void read(double[][] beliefs, double[] into) {
            BeliefPropagation.sumTo(beliefs[clique], index, into);
            if (centred != null) {
                Cells.center(into, centred, shape);
            }
        }

        private double square(double[] a, double[] b) {
            double square = 0;
            for (int i = 0; i < a.length; i++) {
                double d = a[i] - b[i];
                square += precision[i] * d * d;
            }
            return square;
        }
    }

    /**
     * Fits a field.
     *
     * @param tree covers all measured cliques
     * @param measurements noisy marginals
     * @param total number of records, finite; below 1 a uniform field is returned
     * @param zeros combinations that cannot occur; each part of a clique of the tree
     * @param monitor receives progress
     * @return the field
     * @throws IllegalArgumentException when something does not fit the tree, or nothing is possible
     */
    public MarkovRandomField fit(
            JunctionTree tree,
            List<LinearMeasurement> measurements,
            double total,
            List<StructuralZeros> zeros,
            ProgressMonitor monitor) {
        return fit(tree, measurements, total, zeros, null, monitor);
    }

    /**
     * Fits a field beginning with another one, whose marginals are taken where its cliques allow.
     *
     * @param tree covers all measured cliques
     * @param measurements noisy marginals
     * @param total number of records, finite; below 1 a uniform field is returned
     * @param zeros combinations that cannot occur; each part of a clique of the tree
     * @param start field to begin with; null for the uniform one
     * @param monitor receives progress
     * @return the field
     */
    public MarkovRandomField fit(
            JunctionTree tree,
            List<LinearMeasurement> measurements,
            double total,
            List<StructuralZeros> zeros,
            MarkovRandomField start,
            ProgressMonitor monitor) {
        double[][] potentials = potentials(tree, zeros, start);
        BeliefPropagation propagation = new BeliefPropagation(tree);
        double logZ = propagation.run(potentials);
        double[][] x = new double[potentials.length][];
        for (int c = 0; c < x.length; c++) {
            x[c] = propagation.beliefs()[c].clone();
        }
        if (total < 1 || measurements.isEmpty()) {
            return new MarkovRandomField(tree, Math.max(0, total), x);
        }
        List<Fitted> fitted = new ArrayList<>();
        double smooth = 0;
        for (LinearMeasurement m : measurements) {
            Fitted f = new Fitted(tree, m, total);
            f.read(x, f.ofZ);
            System.arraycopy(f.ofZ, 0, f.ofX, 0, f.ofZ.length);
            fitted.add(f);
            smooth = Math.max(smooth, f.weight);
        }
        double entropy = Sums.of(Arrays.stream(tree.shape()).mapToDouble(Elementary::log));
        double sumOfSteps = 0;
        double[] losses = new double[maxSteps + 1];
        losses[0] = loss(fitted);
        double[] least = losses.clone();
        double[][] tried = new double[potentials.length][];
        for (int c = 0; c < tried.length; c++) {
            tried[c] = new double[potentials[c].length];
        }
        for (int k = 1; k <= maxSteps; k++) {
            monitor.checkCanceled();
            double newLogZ;
            double step;
            while (true) {
                step = (1 + Math.sqrt(1 + 4 * smooth * sumOfSteps)) / (2 * smooth);
                gradient(fitted, sumOfSteps, step);
                descend(fitted, potentials, step, tried);
                newLogZ = propagation.run(tried);
                double change = 0;
                double inner = 0;
                for (Fitted f : fitted) {
                    f.read(propagation.beliefs(), f.ofNewZ);
                    change += f.weight * f.square(f.ofNewZ, f.ofZ);
                    for (int i = 0; i < f.ofZ.length; i++) {
                        inner += f.gradient[i] * f.ofNewZ[i];
                    }
                }
                double divergence = -step * inner - (newLogZ - logZ);
                // near the optimum the divergence is a small difference of large terms
                double rounding = 1e-14 * (1 + Math.abs(step * inner) + Math.abs(newLogZ) + Math.abs(logZ));
                if (change / 2 <= smooth * (divergence + rounding)) {
                    break;
                }
                smooth *= 2;
            }
            accept(fitted, x, propagation.beliefs(), sumOfSteps, step);
            for (int c = 0; c < tried.length; c++) {
                double[] swap = potentials[c];
                potentials[c] = tried[c];
                tried[c] = swap;
            }
            logZ = newLogZ;
            sumOfSteps += step;
            smooth *= SHRINK;
            losses[k] = loss(fitted);
            if (losses[k] > losses[k - 1]) {
                toPotentials(tree, x, potentials);
                logZ = propagation.run(potentials);
                for (Fitted f : fitted) {
                    f.read(propagation.beliefs(), f.ofZ);
                    System.arraycopy(f.ofZ, 0, f.ofX, 0, f.ofZ.length);
                }
                sumOfSteps = 0;
            }
            if (k % 10 == 0) {
                monitor.report((double) k / maxSteps, "Fitting the model");
            }
            double stake = tolerance * losses[k];
            least[k] = Math.min(least[k - 1], losses[k]);
            int window = Math.max(WINDOW, k / 4); // the loss swings, the more slowly the longer it runs
            if (sumOfSteps > 0 && entropy / sumOfSteps <= stake
                    || k > window && least[k - window] - least[k] <= stake) {
                break;
            }
        }
        return new MarkovRandomField(tree, total, x);
    }

    /** Log-potentials of a field whose clique marginals are given: each clique given its separator. */
    private static void toPotentials(JunctionTree tree, double[][] marginals, double[][] into) {
        for (int c = 0; c < into.length; c++) {
            Clique clique = tree.cliques().get(c);
            Clique separator = tree.separator(c);
            int[] index = Cells.index(clique, separator, tree.shape());
            double[] shared = new double[(int) separator.cells(tree.shape())];
            BeliefPropagation.sumTo(marginals[c], index, shared);
            for (int i = 0; i < index.length; i++) {
                boolean possible = into[c][i] > Double.NEGATIVE_INFINITY;
                into[c][i] = possible
                        ? Elementary.log(Math.max(marginals[c][i], LEAST))
                                - Elementary.log(Math.max(shared[index[i]], LEAST))
                        : Double.NEGATIVE_INFINITY;
            }
        }
    }

    private static double loss(List<Fitted> fitted) {
        double loss = 0;
        for (Fitted f : fitted) {
            loss += f.weight * f.square(f.ofX, f.target) / 2;
        }
        return loss;
    }

    /** Gradient at y, the mean of x and z by their steps. */
    private static void gradient(List<Fitted> fitted, double sum, double step) {
        double share = step / (sum + step);
        for (Fitted f : fitted) {
            for (int i = 0; i < f.gradient.length; i++) {
                double y = f.ofX[i] + share * (f.ofZ[i] - f.ofX[i]);
                f.gradient[i] = f.weight * f.precision[i] * (y - f.target[i]);
            }
        }
    }

    /** theta - step gradient, into another array. */
    private static void descend(List<Fitted> fitted, double[][] from, double step, double[][] into) {
        for (int c = 0; c < from.length; c++) {
            System.arraycopy(from[c], 0, into[c], 0, from[c].length);
        }
        for (Fitted f : fitted) {
            double[] cells = into[f.clique];
            for (int i = 0; i < cells.length; i++) {
                cells[i] -= step * f.gradient[f.index[i]];
            }
        }
    }

    private static void accept(List<Fitted> fitted, double[][] x, double[][] z, double sum, double step) {
        double share = step / (sum + step);
        for (int c = 0; c < x.length; c++) {
            for (int i = 0; i < x[c].length; i++) {
                x[c][i] += share * (z[c][i] - x[c][i]);
            }
        }
        for (Fitted f : fitted) {
            for (int i = 0; i < f.ofZ.length; i++) {
                f.ofX[i] += share * (f.ofNewZ[i] - f.ofX[i]);
                f.ofZ[i] = f.ofNewZ[i];
            }
        }
    }

    private static double[][] potentials(JunctionTree tree, List<StructuralZeros> zeros, MarkovRandomField start) {
        List<Clique> cliques = tree.cliques();
        double[][] potentials = new double[cliques.size()][];
        for (int c = 0; c < potentials.length; c++) {
            potentials[c] = new double[Math.toIntExact(cliques.get(c).cells(tree.shape()))];
        }
        if (start != null) {
            for (int c = 0; c < start.tree().cliques().size(); c++) {
                Clique old = start.tree().cliques().get(c);
                add(tree, potentials, old, start.marginal(old), 1);
                Clique separator = start.tree().separator(c);
                if (separator.size() > 0) {
                    add(tree, potentials, separator, start.marginal(separator), -1);
                }
            }
        }
        for (StructuralZeros z : zeros) {
            int c = tree.covering(z.clique());
            Checks.require(c >= 0, "Structural zeros lie outside of the cliques of the model.");
            int[] index = Cells.index(cliques.get(c), z.clique(), tree.shape());
            for (int i = 0; i < index.length; i++) {
                if (z.impossible()[index[i]]) {
                    potentials[c][i] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return potentials;
    }

    /** Adds the logarithm of an old table where the new tree covers it; a table that it does not cover is left out. */
    private static void add(JunctionTree tree, double[][] potentials, Clique clique, double[] counts, int sign) {
        int c = tree.covering(clique);
        if (c < 0) {
            return;
        }
        double sum = Sums.of(counts);
        double least = 1e-12 * (sum > 0 ? sum : 1);
        int[] index = Cells.index(tree.cliques().get(c), clique, tree.shape());
        for (int i = 0; i < index.length; i++) {
            potentials[c][i] += sign * Elementary.log(Math.max(counts[index[i]], least));
        }
    }
}
