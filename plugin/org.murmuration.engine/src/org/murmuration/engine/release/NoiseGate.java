// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.random.RandomSource;

/**
 * The only way to noise while a release is made: random bits are handed out once it is noted that noise begins, so that
 * no noise can be drawn unnoted.
 */
public interface NoiseGate {
    /**
     * Notes that noise begins to be drawn; from then on the cost stays.
     *
     * @return secure bits, or a test's
     * @throws LedgerException when that cannot be noted; no noise may be drawn then
     */
    RandomSource open() throws LedgerException;

    /**
     * Certifies what was charged.
     *
     * @param events what was charged, in order
     * @return the certificate of the release
     */
    Certificate certify(List<PrivacyEvent> events);
}
