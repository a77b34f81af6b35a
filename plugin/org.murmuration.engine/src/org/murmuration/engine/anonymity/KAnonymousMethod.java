// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.anonymity;

/** How k-anonymous records are made (the modes of Synthetic Data Showcase). */
public enum KAnonymousMethod {
    /** Each record keeps as many of its own values as at least k records share; nearest to the records. */
    ROW_SEEDED,
    /** Values are drawn one by one from records that share those drawn before. */
    UNSEEDED,
    /** Values are put together from the protected counts of single values until these are used up. */
    VALUE_SEEDED
}
