// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

/** Lets a mechanism release once, so that nothing is released twice on one charge. */
final class OneShot {
    private boolean spent;

    /**
     * Marks the mechanism as spent.
     *
     * @throws IllegalStateException when it was spent before
     */
    synchronized void spend() {
        if (spent) {
            throw new IllegalStateException("This mechanism has released already; make a new one for a new release.");
        }
        spent = true;
    }
}
