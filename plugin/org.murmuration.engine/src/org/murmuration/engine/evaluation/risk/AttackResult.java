// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import org.murmuration.engine.evaluation.Rate;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Elementary;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How often an attack succeeded (Giomi and others 2023). Private: attacks are run against real records.
 *
 * @param attack what was tried, in words
 * @param attacks guesses against the records that the synthetic ones were made from, at least 1
 * @param successes of these
 * @param baselineSuccesses of as many guesses that do not use the synthetic records
 * @param controlAttacks guesses against people who were not in the data, 0 without them
 * @param controlSuccesses of these
 */
public record AttackResult(
        String attack, int attacks, int successes, int baselineSuccesses, int controlAttacks, int controlSuccesses)
        implements SensitiveResult {
    /** Checks that no more attacks succeeded than were made. */
    public AttackResult {
        Checks.require(attacks >= 1, "There must be at least one attack.");
        Checks.require(
                successes >= 0
                        && successes <= attacks
                        && baselineSuccesses >= 0
                        && baselineSuccesses <= attacks
                        && controlSuccesses >= 0
                        && controlSuccesses <= controlAttacks,
                "No more attacks can succeed than are made.");
    }

    /**
     * Share of attacks that succeed.
     *
     * @return with its interval
     */
    public Rate attackRate() {
        return Rate.wilson(successes, attacks);
    }

    /**
     * Share of guesses that succeed without the synthetic records.
     *
     * @return with its interval
     */
    public Rate baselineRate() {
        return Rate.wilson(baselineSuccesses, attacks);
    }

    /**
     * Share of attacks that succeed against people who were not in the data.
     *
     * @return with its interval; 0 without them
     */
    public Rate controlRate() {
        return hasControl() ? Rate.wilson(controlSuccesses, controlAttacks) : new Rate(0, 0);
    }

    /**
     * Whether there were people who were not in the data to compare with.
     *
     * @return false when {@link #risk()} is the whole success of the attack
     */
    public boolean hasControl() {
        return controlAttacks > 0;
    }

    /**
     * What the attack gains from the records being in the data: (attack - control) / (1 - control).
     *
     * @return 0 to 1
     */
    public double risk() {
        return clipped(unclipped());
    }

    private double unclipped() {
        double control = controlRate().value();
        return (attackRate().value() - control) / (1 - control);
    }

    /** By propagation: the errors of attack and control, each times how the risk moves with it. */
    private double error() {
        Rate attack = attackRate();
        Rate control = controlRate();
        double rest = 1 - control.value();
        return Elementary.hypot(attack.error() / rest, control.error() * (attack.value() - 1) / (rest * rest));
    }

    /**
     * Lower end of the 95 % interval of the risk.
     *
     * @return 0 to 1
     */
    public double low() {
        return clipped(unclipped() - error());
    }

    /**
     * Upper end of the 95 % interval of the risk.
     *
     * @return 0 to 1
     */
    public double high() {
        return clipped(unclipped() + error());
    }

    /**
     * Whether the attack does better than guessing. If not, a low risk is no evidence of anything but a weak attack;
     * for differentially private records that is to be expected.
     *
     * @return true when it succeeds more often than the baseline
     */
    public boolean beatsGuessing() {
        return successes > baselineSuccesses;
    }

    private static double clipped(double value) {
        return Math.min(1, Math.max(0, value));
    }
}
