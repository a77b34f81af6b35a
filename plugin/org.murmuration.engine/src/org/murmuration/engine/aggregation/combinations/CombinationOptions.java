// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.combinations;

import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.privacy.NeighboringRelation;

/** The options of a {@link CombinationPlan}, see {@link CombinationPlan#with}. Not thread-safe. */
public final class CombinationOptions {
    boolean[][] present;
    int maxLength = 3;
    NeighboringRelation relation = NeighboringRelation.ADD_OR_REMOVE_ONE;
    boolean publicValues = true;
    LengthPriority priority = LengthPriority.BALANCED;
    double[] proportions;
    Fabrication fabrication = Fabrication.UNCONTROLLED;
    double[] parts;
    int percentile = 99;
    double percentileShare = 0.01;
    double countShare = 0.005;
    int rowsPerUnit = 1;

    CombinationOptions(Domain domain) {
        present = CombinationCode.all(domain);
    }

    private CombinationOptions(CombinationOptions o) {
        present = o.present;
        maxLength = o.maxLength;
        relation = o.relation;
        publicValues = o.publicValues;
        priority = o.priority;
        proportions = o.proportions;
        fabrication = o.fabrication;
        parts = o.parts;
        percentile = o.percentile;
        percentileShare = o.percentileShare;
        countShare = o.countShare;
        rowsPerUnit = o.rowsPerUnit;
    }

    CombinationOptions copy() {
        return new CombinationOptions(this);
    }

    /**
     * Sets which levels count as values; by default all, missing too.
     *
     * @param levels by attribute and level
     * @return this
     */
    public CombinationOptions present(boolean[][] levels) {
        present = levels.clone();
        return this;
    }

    /**
     * Sets the length up to which combinations are counted; by default 3.
     *
     * @param length 1 to 6
     * @return this
     */
    public CombinationOptions maxLength(int length) {
        maxLength = length;
        return this;
    }

    /**
     * Sets which data sets are neighbours; by default one record is added or removed.
     *
     * @param neighbours the relation
     * @return this
     */
    public CombinationOptions relation(NeighboringRelation neighbours) {
        relation = neighbours;
        return this;
    }

    /**
     * Sets whether the values are known without the records; by default they are. If not, a value is named only when
     * its noisy count passes a threshold, and half of delta is spent on that.
     *
     * @param known true for a public codebook
     * @return this
     */
    public CombinationOptions publicValues(boolean known) {
        publicValues = known;
        return this;
    }

    /**
     * Sets which lengths are counted most exactly; by default all alike: with long ones first,
     * single values and the record count get the worst noise.
     *
     * @param lengths the priority
     * @return this
     */
    public CombinationOptions priority(LengthPriority lengths) {
        priority = lengths;
        return this;
    }

    /**
     * Sets the noise of each length in proportion, in place of a priority.
     *
     * @param ofLengths one a length, above 0
     * @return this
     */
    public CombinationOptions proportions(double... ofLengths) {
        proportions = ofLengths.clone();
        return this;
    }

    /**
     * Sets how many combinations that no record has may come through; by default it is not controlled.
     *
     * @param mode the mode
     * @return this
     */
    public CombinationOptions fabrication(Fabrication mode) {
        fabrication = mode;
        return this;
    }

    /**
     * Sets the part of the noise that may pass the threshold, in place of a mode.
     *
     * @param ofLengths one a length, above 0, at most 1; the first is not used
     * @return this
     */
    public CombinationOptions fabricatedParts(double... ofLengths) {
        parts = ofLengths.clone();
        return this;
    }

    /**
     * Sets the percentile of combinations per record that bounds what a record contributes; by default 99.
     *
     * @param percent 1 to 100; for 100 all contribute fully, the bound is the public maximum and costs nothing
     * @return this
     */
    public CombinationOptions percentile(int percent) {
        percentile = percent;
        return this;
    }

    /**
     * Sets what finding the bounds takes of rho; by default 1 %.
     *
     * @param share above 0, below 1
     * @return this
     */
    public CombinationOptions percentileShare(double share) {
        percentileShare = share;
        return this;
    }

    /**
     * Sets what the record count takes of rho; by default 0.5 %.
     *
     * @param share above 0, below 1
     * @return this
     */
    public CombinationOptions countShare(double share) {
        countShare = share;
        return this;
    }

    /**
     * Sets how many rows a unit has at most; by default 1.
     *
     * @param rows at least 1
     * @return this
     */
    public CombinationOptions rowsPerUnit(int rows) {
        rowsPerUnit = rows;
        return this;
    }
}
