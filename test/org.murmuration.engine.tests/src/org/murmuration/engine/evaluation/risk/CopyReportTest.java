// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.evaluation.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CopyReportTest {
    private static final double[] TO_REAL = {0, 0.005, 0.01, 0.2};

    @Test
    void withoutOtherPeopleOnlyCopiesAreCounted() {
        CopyReport report = CopyReport.of(TO_REAL, null);
        assertEquals(4, report.records());
        assertEquals(0.25, report.equal());
        assertEquals(0.75, report.near());
        assertTrue(Double.isNaN(report.closerToReal()) && Double.isNaN(report.medianDistance()));
        assertTrue(Double.isNaN(report.equalToControl()) && Double.isNaN(report.nearControl()));
    }

    @Test
    void tiesAreHalfAndTheMedianIsTheMiddle() {
        double[] toVictims = {0, 0.3, 0.5, 0.2};
        double[] toControl = {0.1, 0.3, 0.1, 0};
        CopyReport report = CopyReport.of(TO_REAL, new double[][] {toVictims, toControl});
        assertEquals((1 + 0.5) / 4, report.closerToReal(), "one nearer, one tie");
        assertEquals(0.25, report.medianDistance(), 1e-15);
        assertEquals(0.1, report.medianToControl(), 1e-15);
        assertEquals(0.25, report.equalToControl());
        assertEquals(0.25, report.nearControl());
        assertEquals(0.25, report.equal(), "of all real records, not of the sample");
    }
}
