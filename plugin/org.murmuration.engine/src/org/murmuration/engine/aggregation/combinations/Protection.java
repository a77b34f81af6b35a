// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import java.util.List;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.release.Certified;

/** What protects counts of combinations. */
public sealed interface Protection {
    /**
     * Said wherever the counts are shown.
     *
     * @return a short phrase
     */
    String mark();

    /**
     * Nothing that fewer than k records share is shown; no promise over several releases.
     *
     * @param resolution k, at least 2
     */
    record KAnonymity(int resolution) implements Protection {
        /**
         * Checks the parameter.
         *
         * @param resolution k, at least 2
         */
        public KAnonymity {
            Checks.require(resolution >= KAnonymousCounts.LEAST_RESOLUTION, "The resolution must be at least 2.");
        }

        @Override
        public String mark() {
            return KAnonymousCounts.MARK + ", k = " + resolution;
        }
    }

    /**
     * Noise whose cost is known.
     *
     * @param certificate whom it protects, how well, and what was charged
     * @param noise by length, 0 for the record count: standard deviation
     * @param bounds by length: combinations that a row contributed to at most; 0 at 0
     * @param thresholds by length: noisy count that had to be exceeded; 0 at 0
     */
    record DifferentialPrivacy(Certificate certificate, List<Double> noise, List<Long> bounds, List<Double> thresholds)
            implements Protection, Certified {
        /**
         * Copies the lists and checks their lengths.
         *
         * @param certificate whom it protects, how well, and what was charged
         * @param noise by length, 0 for the record count: standard deviation
         * @param bounds by length: combinations that a row contributed to at most; 0 at 0
         * @param thresholds by length: noisy count that had to be exceeded; 0 at 0
         */
        public DifferentialPrivacy {
            noise = List.copyOf(noise);
            bounds = List.copyOf(bounds);
            thresholds = List.copyOf(thresholds);
            Checks.require(
                    noise.size() == bounds.size() && noise.size() == thresholds.size() && noise.size() > 1,
                    "There must be noise, bound and threshold for each length.");
        }

        /**
         * How far the noisy count of a combination may be off.
         *
         * @param length of the combination; 0 for the record count
         * @return half of the 95 % interval, in records
         */
        public double halfWidth(int length) {
            return Normal.Z95 * noise.get(length);
        }

        @Override
        public String mark() {
            return test()
                    ? Certificate.TEST_MARK
                    : "differentially private, epsilon " + Rounding.textUp(target().epsilon()) + ", delta "
                            + Rounding.textUp(target().delta());
        }
    }

    /**
     * Read from a file of another program, which alone knows what protects it.
     *
     * @param isProtected whether the file says that counts are protected
     */
    record Imported(boolean isProtected) implements Protection {
        @Override
        public String mark() {
            return isProtected
                    ? "imported, protected by the program that made it"
                    : "imported, not protected: do not publish";
        }
    }
}
