// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.knime.core.node.InvalidSettingsException;
import org.murmuration.engine.dataset.Domain;

/**
 * Says in words which tables would hold little but noise, from a codebook and a number of cases that are both public.
 */
public final class NoiseHint {
    private static final int MOST =
            3; // longer tables are noisier still, and too many to look at while a dialog is open

    private final Domain domain;
    private final int cases;
    private final double halfWidth;
    private final int[] table;
    private int all;
    private int noisy;
    private int[] largest = {};
    private int[] smallest = {};
    private double most;
    private double least = Double.POSITIVE_INFINITY;

    private NoiseHint(Domain domain, int size, int cases, double halfWidth) {
        this.domain = domain;
        this.cases = cases;
        this.halfWidth = halfWidth;
        this.table = new int[size];
        look(0, 0, 1);
    }

    /** Title of the field for it. */
    public static final String TITLE = "About how many people";

    /** Description of the field for it. */
    public static final String DESCRIPTION =
            "Only for the hint on what would be mostly noise; it does not change the release. Give a round number that may be"
                    + " known, not one counted for this. 0: not known.";

    /**
     * Checks a number of cases.
     *
     * @param cases of the settings
     * @throws InvalidSettingsException when it is below 0
     */
    public static void check(int cases) throws InvalidSettingsException {
        if (cases < 0) {
            throw new InvalidSettingsException("The number of people cannot be below 0; give 0 if it is not known.");
        }
    }

    /**
     * Which tables would be mostly noise: those in which a cell holds fewer cases on average than its noise has at 95
     * %.
     *
     * @param domain of the codebook
     * @param order largest number of attributes together, 1 or more; tables of more than three are not looked at
     * @param cases about how many there are, 0 or more
     * @param halfWidth half of the 95 % interval of a count by the number of attributes together
     * @return sentences with a blank before them; empty where nothing is to be said
     */
    public static String of(Domain domain, int order, int cases, IntToDoubleFunction halfWidth) {
        StringBuilder text = new StringBuilder();
        for (int size = 1; cases > 0 && size <= Math.min(Math.min(order, MOST), domain.size()); size++) {
            text.append(new NoiseHint(domain, size, cases, halfWidth.applyAsDouble(size)).sentence());
        }
        return text.toString();
    }

    private void look(int depth, int from, double cells) {
        if (depth == table.length) {
            all++;
            noisy += cases / cells < halfWidth ? 1 : 0;
            if (cells > most) {
                most = cells;
                largest = table.clone();
            }
            if (cells < least) {
                least = cells;
                smallest = table.clone();
            }
            return;
        }
        for (int a = from; a < domain.size(); a++) {
            table[depth] = a;
            look(depth + 1, a + 1, cells * domain.attribute(a).size());
        }
    }

    private String sentence() {
        if (noisy == 0) {
            return "";
        }
        String which = table.length == 1 ? "single attributes" : "tables of " + table.length + " attributes";
        String text = String.format(
                Locale.ROOT,
                " With %,d cases %s %s would be mostly noise: by %s a cell would hold %s on average, \u00b1 %.0f.",
                cases,
                noisy == all ? "all" : noisy + " of " + all,
                which,
                names(largest),
                cases / most < 1 ? "less than one" : String.format(Locale.ROOT, "%.0f", cases / most),
                Math.ceil(halfWidth));
        return noisy == all
                ? text + " Use fewer attributes together, or fewer values of each."
                : text + " One that would not: by " + names(smallest) + ".";
    }

    private String names(int[] attributes) {
        StringBuilder text = new StringBuilder();
        for (int a : attributes) {
            text.append(text.length() == 0 ? "" : " and ")
                    .append(domain.attribute(a).name());
        }
        return text.toString();
    }
}
