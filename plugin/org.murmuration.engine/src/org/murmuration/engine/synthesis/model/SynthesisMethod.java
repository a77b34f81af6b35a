// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import java.util.Locale;

/** The ways to learn a model. */
public enum SynthesisMethod {
    /** {@link OneShotSynthesizer}, the default: the most accurate one on our benchmarks, in seconds. */
    ONE_SHOT(new OneShotSynthesizer()),
    /** {@link AimSynthesizer}: looks again after each measurement. */
    AIM(new AimSynthesizer()),
    /** {@link ResidualSynthesizer}: AIM that measures what goes beyond the parts; best for columns of few levels. */
    RESIDUAL(new ResidualSynthesizer()),
    /** {@link MstSynthesizer}: a tree of pairs. */
    MST(new MstSynthesizer()),
    /** {@link IndependentSynthesizer}: columns alone, no relations between them. */
    INDEPENDENT(new IndependentSynthesizer());

    private final transient DpSynthesizer synthesizer;

    SynthesisMethod(DpSynthesizer synthesizer) {
        this.synthesizer = synthesizer;
    }

    /**
     * The algorithm.
     *
     * @return without state
     */
    public DpSynthesizer synthesizer() {
        return synthesizer;
    }

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
