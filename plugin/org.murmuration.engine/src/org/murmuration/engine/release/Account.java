// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import java.util.List;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.internal.Checks;
import org.murmuration.engine.privacy.PrivacyUnit;

/** Where a release is accounted for: nowhere but in its own certificate, or in a ledger that adds up all releases. */
public sealed interface Account {
    /**
     * Whose presence is hidden.
     *
     * @return the privacy unit
     */
    PrivacyUnit unit();

    /**
     * Who the release is about.
     *
     * @return everybody without a ledger
     */
    Cohort cohort();

    /**
     * No ledger: the guarantee covers one release alone.
     *
     * @param unit whose presence is hidden
     */
    record Alone(PrivacyUnit unit) implements Account {
        /**
         * Checks the parameter.
         *
         * @param unit whose presence is hidden
         */
        public Alone {
            Checks.require(unit != null, "A release protects a unit.");
        }

        @Override
        public Cohort cohort() {
            return Cohort.ALL;
        }
    }

    /**
     * A ledger, whose unit and neighbouring relation hold.
     *
     * @param ledger account of the data source
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @param following what else will be asked for with what this release gives; the budget must suffice for all
     */
    record InLedger(
            PrivacyLedger ledger, ReleaseNumber number, String node, Cohort cohort, List<PrivacyEvent> following)
            implements Account {
        /**
         * Checks the parameters and copies the list.
         *
         * @param ledger account of the data source
         * @param number which of several releases with the same settings it is
         * @param node what makes the release, for people
         * @param cohort who it is about
         * @param following what else will be asked for with what this release gives
         */
        public InLedger {
            Checks.require(
                    ledger != null && number != null && node != null && cohort != null, "An account is incomplete.");
            following = List.copyOf(following);
        }

        @Override
        public PrivacyUnit unit() {
            return ledger.terms().unit();
        }
    }

    /**
     * An account without a ledger.
     *
     * @param unit whose presence is hidden
     * @return the account
     */
    static Account alone(PrivacyUnit unit) {
        return new Alone(unit);
    }

    /**
     * An account in a ledger.
     *
     * @param ledger account of the data source
     * @param number which of several releases with the same settings it is
     * @param node what makes the release, for people
     * @param cohort who it is about
     * @return the account
     */
    static Account in(PrivacyLedger ledger, ReleaseNumber number, String node, Cohort cohort) {
        return new InLedger(ledger, number, node, cohort, List.of());
    }
}
