// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import java.util.Optional;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;

/** Something that a release under differential privacy gave, with its certificate. */
public interface Certified {
    /**
     * Whom the release protects, how well, and what it was charged.
     *
     * @return the certificate
     */
    Certificate certificate();

    /**
     * Whose presence is hidden.
     *
     * @return the privacy unit
     */
    default PrivacyUnit unit() {
        return certificate().unit();
    }

    /**
     * The guarantee that was asked for.
     *
     * @return epsilon and delta
     */
    default ApproximateDp target() {
        return certificate().target();
    }

    /**
     * Which data sets are hard to tell apart.
     *
     * @return the relation
     */
    default NeighboringRelation relation() {
        return certificate().relation();
    }

    /**
     * What was charged.
     *
     * @return events in order
     */
    default List<PrivacyEvent> events() {
        return certificate().events();
    }

    /**
     * The account that the release is part of.
     *
     * @return empty when the guarantee covers this release alone
     */
    default Optional<LedgerScope> ledger() {
        return certificate().ledger();
    }

    /**
     * Whether the noise was foreseeable: then nothing of it is private.
     *
     * @return true for a test
     */
    default boolean test() {
        return certificate().test();
    }
}
