// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Exact;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Records;

/**
 * Families in memory as a release sees them. Each family is one record: its parent, then its children in an order that
 * does not depend on the table's.
 *
 * @param data sensitive families
 */
public record LinkedRecords(LinkedDataset data) implements Counted<FamilyCountSource> {
    private static final int STRIDE = 4096;

    @Override
    public FamilyCountSource counts() {
        return FamilyCountSource.of(data);
    }

    @Override
    public LinkedRecords of(Cohort cohort) {
        if (cohort.isAll()) {
            return this;
        }
        Domain domain = data.parents().domain();
        boolean[] codes = Records.codes(domain, cohort);
        return new LinkedRecords(data.where(domain.indexOf(cohort.attribute()), c -> codes[c]));
    }

    @Override
    public Fingerprint recognise(Fingerprint empty, ProgressMonitor monitor) {
        int parents = data.parents().domain().size();
        int columns = data.children().domain().size();
        for (int f = 0; f < data.families(); f++) {
            int[][] children = new int[data.childrenOf(f)][columns];
            for (int c = 0; c < children.length; c++) {
                for (int a = 0; a < columns; a++) {
                    children[c][a] = data.children().code(data.firstChild(f) + c, a);
                }
            }
            Arrays.sort(children, Exact::compare);
            ByteBuffer record =
                    ByteBuffer.allocate(Math.multiplyExact(Integer.BYTES, parents + 1 + children.length * columns));
            for (int a = 0; a < parents; a++) {
                record.putInt(data.parents().code(f, a));
            }
            record.putInt(children.length);
            for (int[] child : children) {
                for (int code : child) {
                    record.putInt(code);
                }
            }
            empty.add(record.array());
            if (f % STRIDE == 0) {
                monitor.checkCanceled();
                monitor.report((double) f / data.families(), "Recognising the families");
            }
        }
        return empty;
    }
}
