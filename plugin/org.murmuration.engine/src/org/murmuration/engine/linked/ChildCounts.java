// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.murmuration.engine.internal.Checks;

/**
 * Levels of the number of children: each number up to a limit by itself, all larger ones as one level. Public.
 *
 * <p>A finer ladder of steps divides the last level, so that its numbers can be drawn: three single numbers, then steps
 * that double, up to the largest number ever written.
 *
 * @param exact the largest number that is a level of its own, 1 to 30
 * @param most the largest number of children of one synthetic parent, above {@code exact}, at most 1000. Parents of
 *     sensitive data may have more: they are counted with the last step
 */
public record ChildCounts(int exact, int most) {
    /** 0, 1, 2, 3, 4, 5, and 6 or more, up to 50. */
    public static final ChildCounts DEFAULT = new ChildCounts(5, 50);

    private static final int SINGLE_STEPS = 3;

    /** Checks the limits. */
    public ChildCounts {
        Checks.require(
                exact >= 1 && exact <= 30,
                "The number of children up to which each is a level by itself must be 1 to 30, not " + exact);
        Checks.require(
                most > exact && most <= 1000,
                "The largest number of children must lie above " + exact + " and be at most 1000, not " + most);
    }

    /**
     * Number of levels.
     *
     * @return the exact ones from 0 and the last
     */
    public int size() {
        return exact + 2;
    }

    /**
     * Level of a number of children.
     *
     * @param children at least 0
     * @return 0 .. size - 1
     */
    public int levelOf(int children) {
        return Math.min(children, exact + 1);
    }

    /**
     * Label of a level.
     *
     * @param level 0 .. size - 1
     * @return for example "3" or "6+"
     */
    public String label(int level) {
        return level <= exact ? Integer.toString(level) : exact + 1 + "+";
    }

    /**
     * All labels.
     *
     * @return one a level
     */
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int level = 0; level < size(); level++) {
            labels.add(label(level));
        }
        return labels;
    }

    /**
     * The steps of the ladder.
     *
     * @return first number of each step, from 0, ascending; the last step ends at {@link #most()} in synthetic data and
     *     is open in sensitive data
     */
    public int[] ladder() {
        List<Integer> steps = new ArrayList<>();
        int width = 1;
        for (int from = 0; from <= most; from += width) {
            steps.add(from);
            if (from >= exact + SINGLE_STEPS) {
                width *= 2;
            }
        }
        return steps.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * Step of a number of children.
     *
     * @param ladder of {@link #ladder()}
     * @param children at least 0
     * @return position in the ladder
     */
    public static int stepOf(int[] ladder, int children) {
        int at = Arrays.binarySearch(ladder, children);
        return at >= 0 ? at : -at - 2;
    }
}
