// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import org.murmuration.engine.privacy.SensitiveResult;

/**
 * How two tables fit together by their keys. Private: it counts records.
 *
 * @param parentRows rows of the parent table
 * @param childRows rows of the child table
 * @param parentsWithoutKey parents whose key is missing
 * @param duplicateParents parents whose key an earlier parent has
 * @param childrenWithoutKey children that name no parent
 * @param orphans children whose parent is not in the parent table
 * @param duplicateChildren children whose own key another child of the same parent has; 0 when they have none
 * @param selfLinked children whose own key is that of their parent, as in a table that is linked to itself
 * @param childless parents without a child
 * @param mostChildren largest number of children of one parent
 * @param sharedChildren keys of children that several parents have; such a child stands in each of their families
 * @param mostFamilies largest number of families with the same child; 1 when children have no keys of their own
 */
public record IntegrityReport(
        long parentRows,
        long childRows,
        long parentsWithoutKey,
        long duplicateParents,
        long childrenWithoutKey,
        long orphans,
        long duplicateChildren,
        long selfLinked,
        long childless,
        int mostChildren,
        long sharedChildren,
        int mostFamilies)
        implements SensitiveResult {
    /**
     * Whether every row has its place.
     *
     * @return true if no key is missing, double, or without a parent
     */
    public boolean isSound() {
        return parentsWithoutKey + duplicateParents + childrenWithoutKey + orphans + duplicateChildren + selfLinked
                == 0;
    }
}
