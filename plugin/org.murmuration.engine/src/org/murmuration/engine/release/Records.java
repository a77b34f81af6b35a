// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.nio.ByteBuffer;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.internal.Parallel;
import org.murmuration.engine.progress.ProgressMonitor;

/** Coded records as a release sees them: those of a cohort, and their fingerprint. */
public final class Records {
    private static final int CHUNK = 1 << 14;

    private Records() {}

    /**
     * Which codes of the cohort's attribute belong to it.
     *
     * @param domain that has the attribute
     * @param cohort all people, or some of them
     * @return one a code; none for all people
     * @throws IllegalArgumentException when the domain does not have the attribute or a value of it
     */
    public static boolean[] codes(Domain domain, Cohort cohort) {
        if (cohort.isAll()) {
            return new boolean[0];
        }
        int index = domain.indexOf(cohort.attribute());
        Checks.require(
                index >= 0, "The codebook has no attribute \"" + cohort.attribute() + "\" to tell cohorts apart.");
        Attribute attribute = domain.attribute(index);
        boolean[] codes = new boolean[attribute.size()];
        int found = 0;
        for (int c = 0; c < codes.length; c++) {
            codes[c] = cohort.values().contains(attribute.label(c));
            found += codes[c] ? 1 : 0;
        }
        Checks.require(
                found == cohort.values().size(),
                "The cohort names a value that the codebook does not have for \"" + cohort.attribute() + "\".");
        return codes;
    }

    /**
     * The records of a cohort.
     *
     * @param data all records
     * @param cohort all people, or some of them
     * @return their records alone
     * @throws IllegalArgumentException when the domain does not have the attribute or a value of it
     */
    public static Dataset of(Dataset data, Cohort cohort) {
        if (cohort.isAll()) {
            return data;
        }
        boolean[] codes = codes(data.domain(), cohort);
        return data.where(data.domain().indexOf(cohort.attribute()), c -> codes[c]);
    }

    /**
     * Fingerprint of coded records, in parallel: the sum of parts does not depend on how they were cut.
     *
     * @param data coded records
     * @param whole empty
     * @param monitor receives progress
     * @return the same fingerprint, filled
     */
    public static Fingerprint recognise(Dataset data, Fingerprint whole, ProgressMonitor monitor) {
        int chunks = (data.rows() + CHUNK - 1) / CHUNK;
        Parallel.forEach(chunks, chunk -> {
            monitor.checkCanceled();
            Fingerprint part;
            synchronized (whole) {
                part = whole.part();
            }
            ByteBuffer record =
                    ByteBuffer.allocate(Integer.BYTES * data.domain().size());
            int end = Math.min(data.rows(), (chunk + 1) * CHUNK);
            for (int r = chunk * CHUNK; r < end; r++) {
                record.clear();
                for (int a = 0; a < data.domain().size(); a++) {
                    record.putInt(data.code(r, a));
                }
                part.add(record.array());
            }
            synchronized (whole) {
                whole.merge(part);
            }
            monitor.report((double) chunk / chunks, "Recognising the records");
        });
        return whole;
    }
}
