// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PureDp;
import org.murmuration.engine.privacy.ZeroConcentratedDp;

/**
 * What a guarantee for one unit is worth for a group of m units, for instance a person with m records. All results are
 * rounded up.
 *
 * <p>Bounding contributions to m and calibrating noise to them is never worse than multiplying afterwards.
 */
public final class GroupPrivacy {
    private GroupPrivacy() {}

    /**
     * m epsilon (Dwork, Roth 2014, theorem 2.2).
     *
     * @param loss guarantee for one unit
     * @param size m, at least 1
     * @return guarantee for m units
     */
    public static PureDp of(PureDp loss, int size) {
        checkSize(size);
        return size == 1 ? loss : new PureDp(Rounding.multiplyUp(loss.epsilon(), size));
    }

    /**
     * m epsilon and delta (e^(m epsilon) - 1) / (e^epsilon - 1), the sum of delta e^(i epsilon) for i below m (Vadhan
     * 2017, lemma 2.2).
     *
     * @param loss guarantee for one unit
     * @param size m, at least 1
     * @return guarantee for m units
     * @throws IllegalArgumentException when delta would reach 1, so that nothing is guaranteed
     */
    public static ApproximateDp of(ApproximateDp loss, int size) {
        checkSize(size);
        if (size == 1) {
            return loss;
        }
        double delta = loss.delta()
                * Elementary.expm1(Rounding.multiplyUp(loss.epsilon(), size))
                / Elementary.expm1(loss.epsilon())
                * (1 + 1e-14);
        Checks.require(
                delta < 1, "For " + size + " units delta would reach 1; nothing is guaranteed for so large a group.");
        return new ApproximateDp(Rounding.multiplyUp(loss.epsilon(), size), delta);
    }

    /**
     * m^2 rho (Bun, Steinke 2016, proposition 1.9).
     *
     * @param loss guarantee for one unit
     * @param size m, at least 1
     * @return guarantee for m units
     */
    public static ZeroConcentratedDp of(ZeroConcentratedDp loss, int size) {
        checkSize(size);
        return size == 1 ? loss : new ZeroConcentratedDp(Rounding.multiplyUp(loss.rho(), (double) size * size));
    }

    private static void checkSize(int size) {
        Checks.require(size >= 1 && size <= 1 << 20, "A group has 1 to 2^20 units, not " + size);
    }
}
