// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How well somebody can tell from the synthetic records whether a person's record was among those they were made from.
 * Private.
 *
 * @param attack guesses "was in the data" for the half of all candidates that lie nearest to synthetic records; success
 *     on people who were not in the data is the control, a coin the baseline
 * @param auc area under the receiver operating characteristic: probability that a member is told from somebody else;
 *     0.5 is chance
 * @param aucError half-width of its 95 % interval (Hanley and McNeil 1982)
 * @param found10 share of members that are found when one in ten of the others is wrongly taken for one; 0.1 is chance
 * @param found1 share of members that are found when one in a hundred of the others is; 0.01 is chance
 */
public record MembershipReport(AttackResult attack, double auc, double aucError, double found10, double found1)
        implements SensitiveResult {
    /**
     * What the attack gains over chance: 2 AUC - 1.
     *
     * @return -1 to 1; 0 is chance
     */
    public double advantage() {
        return 2 * auc - 1;
    }
}
