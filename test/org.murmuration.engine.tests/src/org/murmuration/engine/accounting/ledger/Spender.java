// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting.ledger;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that spends from a ledger and tells each step on its output before it goes on, so that a killer knows what had
 * happened. Arguments: folder of the ledger, name of the process, number of releases, rho of each.
 */
final class Spender {
    private Spender() {}

    /** Every third release is given back before noise; the others are finished. */
    public static void main(String[] args) throws LedgerException {
        PrivacyLedger ledger = PrivacyLedger.open(Path.of(args[0]));
        double rho = Double.parseDouble(args[3]);
        for (int i = 0; i < Integer.parseInt(args[2]); i++) {
            String name = args[1] + "/" + i;
            say("try", name);
            Fingerprint fingerprint = ledger.fingerprint();
            fingerprint.add(name.getBytes(StandardCharsets.UTF_8));
            ReleaseRequest request = LedgerTest.request(name, 1, rho, Cohort.ALL);
            PrivacyLedger.Beginning beginning;
            try {
                beginning = ledger.begin(request, fingerprint);
            } catch (LedgerException e) {
                say(e.reason().name(), name);
                continue;
            }
            String release = beginning.entry().release();
            try (PrivacyLedger.Reservation reservation = beginning.reservation()) {
                if (i % 3 == 2) {
                    say("abort", release);
                    continue;
                }
                reservation.startNoise();
                say("noise", release);
                reservation.commit(release.getBytes(StandardCharsets.UTF_8));
                say("done", release);
            }
        }
        say("end", args[1]);
    }

    private static void say(String what, String who) {
        System.out.println(what + " " + who);
        System.out.flush();
    }
}
