// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.dataset;

/** Whether an attribute may lack a value. */
public enum MissingValuePolicy {
    /** Missing is one more level of the domain, counted and synthesised like the others. */
    LEVEL,
    /** A value is required; a missing one counts as a value outside the codebook. */
    REQUIRED
}
