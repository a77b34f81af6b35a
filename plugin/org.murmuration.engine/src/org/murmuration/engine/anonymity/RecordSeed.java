// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

/** Where the values of records come from. */
@FunctionalInterface
interface RecordSeed {
    /**
     * Makes all records.
     *
     * @return items of each record, one an attribute, 0 where nothing was drawn; shared by at least k sensitive records
     *     each
     */
    int[][] records();
}
