// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.Locale;

/** The ways to learn a model; {@link DpSynthesizers} has the algorithm of each. */
public enum SynthesisMethod {
    /** All tables chosen at once; the default: the most accurate one on our benchmarks, in seconds. */
    ONE_SHOT,
    /** AIM: looks again after each measurement. */
    AIM,
    /** AIM that measures of a pair only what goes beyond its two attributes; best for columns of few levels. */
    RESIDUAL,
    /** A tree of pairs. */
    MST,
    /** Columns alone, no relations between them. */
    INDEPENDENT;

    /**
     * The name in files and on command lines.
     *
     * @return for example "oneshot"
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace("_", "");
    }

    /**
     * A method by its name in files.
     *
     * @param id what {@link #id()} gives
     * @return the method
     * @throws IllegalArgumentException when there is none
     */
    public static SynthesisMethod of(String id) {
        for (SynthesisMethod m : values()) {
            if (m.id().equals(id)) {
                return m;
            }
        }
        throw new IllegalArgumentException(
                "There is no method \"" + id + "\". Choose oneshot, aim, residual, mst or independent.");
    }
}
