// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import java.util.Arrays;
import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How near synthetic records are to real ones. Private, and no measure of privacy.
 *
 * @param records synthetic records that were looked at
 * @param equal share that equals a real record in all columns, 0 to 1
 * @param near share that differs from a real record by at most 1 % on average over the columns, 0 to 1
 * @param equalToControl share that equals a record of somebody who was not in the data, among as many; NaN without them
 * @param nearControl share that is as near to one of these; NaN without them
 * @param closerToReal share that is nearer to a real record than to one of these, half of the ties counted; 0.5 is
 *     chance; NaN without them
 * @param medianDistance median distance to the nearest real record, mean over the columns, 0 to 1; NaN without them,
 *     because a distance by itself says nothing
 * @param medianToControl the same to the nearest of these
 */
public record CopyReport(
        int records,
        double equal,
        double near,
        double equalToControl,
        double nearControl,
        double closerToReal,
        double medianDistance,
        double medianToControl)
        implements SensitiveResult {
    /** Said wherever distances are shown. */
    public static final String WARNING =
            "Distances are no measure of privacy; they only show copies. Records that pass every test"
                    + " of distance can still give people away (Yao, Krco, Ganev, de Montjoye 2025).";

    static final int MOST = 5_000;
    private static final double NEAR = 0.01;

    static CopyReport of(double[] toReal, double[][] victimsAndControl) {
        if (victimsAndControl == null) {
            return new CopyReport(
                    toReal.length,
                    upTo(toReal, 0),
                    upTo(toReal, NEAR),
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);
        }
        double closer = 0;
        for (int i = 0; i < toReal.length; i++) {
            int order = Double.compare(victimsAndControl[0][i], victimsAndControl[1][i]);
            if (order <= 0) {
                closer += order < 0 ? 1 : 0.5;
            }
        }
        return new CopyReport(
                toReal.length,
                upTo(toReal, 0),
                upTo(toReal, NEAR),
                upTo(victimsAndControl[1], 0),
                upTo(victimsAndControl[1], NEAR),
                closer / toReal.length,
                median(victimsAndControl[0]),
                median(victimsAndControl[1]));
    }

    private static double median(double[] distances) {
        double[] sorted = distances.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private static double upTo(double[] distances, double most) {
        return (double) Arrays.stream(distances).filter(d -> d <= most).count() / distances.length;
    }
}
