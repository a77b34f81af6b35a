// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.util.List;

/**
 * Adds up what was released on the same people. All answers are upper bounds, rounded up. Order does not matter.
 */
public interface PrivacyAccountant {
    /**
     * Charges an event.
     *
     * @param event what was released
     * @throws IllegalArgumentException when this accountant has no bound for such an event
     */
    void charge(PrivacyEvent event);

    /**
     * What was charged.
     *
     * @return a copy in order
     */
    List<PrivacyEvent> events();

    /**
     * Epsilon of everything charged.
     *
     * @param delta strictly between 0 and 1
     * @return at least 0; infinite when there is no finite bound at this delta
     */
    double epsilon(double delta);

    /**
     * Delta of everything charged.
     *
     * @param epsilon finite, at least 0
     * @return 0 to 1
     */
    double delta(double epsilon);
}
