// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

/** The synthesizers by method. All are without state. */
public final class DpSynthesizers {
    private static final DpSynthesizer ONE_SHOT = new OneShotSynthesizer();
    private static final DpSynthesizer AIM = new AimSynthesizer(false);
    private static final DpSynthesizer RESIDUAL = new AimSynthesizer(true);
    private static final DpSynthesizer MST = new MstSynthesizer();
    private static final DpSynthesizer INDEPENDENT = new IndependentSynthesizer();

    private DpSynthesizers() {}

    /**
     * The algorithm of a method.
     *
     * @param method how to learn
     * @return without state
     */
    public static DpSynthesizer of(SynthesisMethod method) {
        return switch (method) {
            case ONE_SHOT -> ONE_SHOT;
            case AIM -> AIM;
            case RESIDUAL -> RESIDUAL;
            case MST -> MST;
            case INDEPENDENT -> INDEPENDENT;
        };
    }
}
