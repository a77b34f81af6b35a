// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;

/**
 * What a release will measure, what it will cost and how large its errors will be: public knowledge alone, so it can be
 * shown before anything is spent. The dialog that shows a plan and the release that executes it use the same object.
 */
public interface ReleasePlan {
    /**
     * The guarantee that the release keeps at most.
     *
     * @return epsilon and delta
     */
    ApproximateDp target();

    /**
     * Which data sets the release makes hard to tell apart.
     *
     * @return the relation
     */
    NeighboringRelation relation();

    /**
     * What the release will be charged.
     *
     * @return an event free of data
     */
    PrivacyEvent event();

    /**
     * How far the released numbers will be off, from noise alone.
     *
     * @return one for each kind of number, in the order in which people read them
     */
    List<ExpectedError> expectedErrors();

    /**
     * Which request this is: all that decides the outcome besides the records.
     *
     * @return named settings with the version of the algorithm
     */
    ReleaseIdentity identity();
}
