// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.List;
import org.murmuration.engine.progress.ProgressMonitor;

/** Tables of families in memory. */
record RecordFamilies(LinkedDataset data) implements FamilyCountSource {
    @Override
    public LinkedCodebook codebook() {
        return data.codebook();
    }

    @Override
    public long families() {
        return data.families();
    }

    @Override
    public long[][] count(List<LinkedQuery> queries, int bits, ProgressMonitor monitor) {
        return new FamilyCounter(data, bits).count(queries, monitor);
    }

    @Override
    public long[] countLadder(int bits) {
        return FamilyCounter.countLadder(data, 1L << bits);
    }
}
