// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.PrivacyEvent;
import org.murmuration.engine.accounting.ZcdpEvent;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.Fingerprint;
import org.murmuration.engine.accounting.ledger.LedgerEntry;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.privacy.ZeroConcentratedDp;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/** What holds for all releases, on one that releases a random number. */
class ReleaseTest {
    private static final ApproximateDp TARGET = new ApproximateDp(1, 1e-6);
    private static final RandomSource SECURE = RandomSource.secure();

    @TempDir
    Path folder;

    private PrivacyLedger ledger;

    @BeforeEach
    void createsALedger() throws LedgerException {
        ledger = ledger("ledger", "", 0.1);
    }

    private PrivacyLedger ledger(String name, String cohorts, double rho) throws LedgerException {
        return PrivacyLedger.create(
                folder.resolve(name),
                new LedgerTerms(
                        "cases",
                        new PrivacyUnit("victim"),
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ZeroConcentratedDp(rho),
                        cohorts,
                        LedgerTerms.Overlap.ADD));
    }

    private record Plan(NeighboringRelation relation, double rho, int option) implements ReleasePlan {
        Plan(double rho) {
            this(NeighboringRelation.ADD_OR_REMOVE_ONE, rho, 0);
        }

        @Override
        public ApproximateDp target() {
            return TARGET;
        }

        @Override
        public PrivacyEvent event() {
            return new ZcdpEvent("a number", rho);
        }

        @Override
        public List<ExpectedError> expectedErrors() {
            return List.of(new ExpectedError("a number", 1));
        }

        @Override
        public ReleaseIdentity identity() {
            return ReleaseIdentity.of(
                    "test", 1, Settings.none().with("rho", rho).with("option", option));
        }
    }

    private record Number(Certificate certificate, long value, String of) implements Certified {}

    /** Releases a random number; stops before or after noise is drawn where that is wanted. */
    private static class Kind implements ReleaseKind<List<String>, Number> {
        private final Plan plan;
        private RuntimeException before;
        private RuntimeException after;
        private int made;

        Kind(Plan plan) {
            this.plan = plan;
        }

        @Override
        public ReleasePlan plan() {
            return plan;
        }

        @Override
        public StoredForm<Number> form() {
            return StoredForm.of(
                    (v, out) -> out.write((v.value() + " " + v.of()).getBytes(StandardCharsets.UTF_8)), in -> {
                        String[] parts = new String(in.readAllBytes(), StandardCharsets.UTF_8).split(" ", 2);
                        Certificate certificate = new Certificate(
                                PrivacyUnit.RECORD,
                                TARGET,
                                plan.relation(),
                                List.of(),
                                Optional.empty(),
                                false,
                                plan.identity());
                        return new Number(certificate, Long.parseLong(parts[0]), parts[1]);
                    });
        }

        @Override
        public List<String> of(List<String> data, Cohort cohort) {
            return data.stream().filter(cohort.values()::contains).toList();
        }

        @Override
        public Fingerprint recognise(List<String> data, Fingerprint empty, ProgressMonitor monitor) {
            data.forEach(d -> empty.add(d.getBytes(StandardCharsets.UTF_8)));
            return empty;
        }

        @Override
        public Number make(List<String> data, NoiseGate gate, ProgressMonitor monitor) throws LedgerException {
            made++;
            if (before != null) {
                throw before;
            }
            RandomSource random = gate.open();
            if (after != null) {
                throw after;
            }
            return new Number(gate.certify(List.of(plan.event())), random.nextLong(1L << 40), data.toString());
        }
    }

    private Account account(int number) {
        return Account.in(ledger, ReleaseNumber.of(number), "Test", Cohort.ALL);
    }

    private Release.Outcome<Number> run(Kind kind, Account account, List<String> data) throws LedgerException {
        return Release.of(kind, account).run(data, SECURE, ProgressMonitor.NONE);
    }

    @Test
    void withoutALedgerItIsCertifiedByItself() {
        Kind kind = new Kind(new Plan(0.01));
        Number made = Release.alone(kind, new PrivacyUnit("case"), List.of("a"), SECURE, ProgressMonitor.NONE);
        assertEquals("case", made.unit().name());
        assertEquals(TARGET, made.target());
        assertEquals(kind.identity(), made.certificate().identity());
        assertTrue(made.ledger().isEmpty());
        assertFalse(made.test());
        assertTrue(made.certificate().guarantee().epsilon() <= TARGET.epsilon());
    }

    @Test
    void aSeedMarksATestWithoutALedgerAndIsRefusedWithOne() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        RandomSource seeded = RandomSource.seeded("x");
        assertTrue(Release.alone(kind, PrivacyUnit.RECORD, List.of("a"), seeded, ProgressMonitor.NONE)
                .test());
        Release<List<String>, Number> recorded = Release.of(kind, account(1));
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> recorded.run(List.of("a"), seeded, ProgressMonitor.NONE));
        assertTrue(e.getMessage().contains("test seed"), e.getMessage());
        assertEquals(1, kind.made, "nothing was made for the ledger");
        assertTrue(ledger.entries().isEmpty(), "nothing was charged");
    }

    @Test
    void aCancelAfterNoiseIsChargedAndSaid() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        kind.after = new CanceledException();
        LedgerException e = assertThrows(LedgerException.class, () -> run(kind, account(1), List.of("a")));
        assertEquals(LedgerException.Reason.CANCELED, e.reason());
        assertTrue(e.getMessage().contains("stays charged"), e.getMessage());
        assertEquals(0.01, ledger.account().spent(Cohort.ALL), 1e-12);
    }

    @Test
    void aCancelBeforeNoiseCostsNothing() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        kind.before = new CanceledException();
        assertThrows(CanceledException.class, () -> run(kind, account(1), List.of("a")));
        assertEquals(0, ledger.account().spent(Cohort.ALL));
        assertEquals(
                List.of(LedgerEntry.State.ABORTED),
                ledger.entries().stream().map(LedgerEntry::state).toList());
    }

    @Test
    void aFailureAfterNoiseIsCharged() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        kind.after = new IllegalStateException("defect");
        assertThrows(IllegalStateException.class, () -> run(kind, account(1), List.of("a")));
        assertEquals(0.01, ledger.account().spent(Cohort.ALL), 1e-12);
    }

    @Test
    void theSameRequestOverTheSameRecordsIsReplayedInAnyOrder() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        Release.Outcome<Number> first = run(kind, account(1), List.of("a", "b"));
        Release.Outcome<Number> again = run(kind, account(1), List.of("b", "a"));
        assertFalse(first.replayed());
        assertTrue(again.replayed());
        assertEquals(first.value().value(), again.value().value());
        assertEquals(1, kind.made);
        assertEquals("cases", first.value().ledger().orElseThrow().asset());
        assertEquals("victim", first.value().unit().name());
        assertFalse(run(kind, account(2), List.of("a", "b")).replayed(), "another number");
        assertFalse(run(kind, account(1), List.of("a")).replayed(), "other records");
        Kind other = new Kind(new Plan(NeighboringRelation.ADD_OR_REMOVE_ONE, 0.01, 1));
        assertFalse(run(other, account(1), List.of("a", "b")).replayed(), "another option");
        assertEquals(0.04, ledger.account().spent(Cohort.ALL), 1e-9);
    }

    @Test
    void rewordingALabelChargesNothingAgain() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        Kind reworded = new Kind(new Plan(0.01)) {
            @Override
            public ReleasePlan plan() {
                return new Reworded(super.plan());
            }
        };
        assertFalse(run(kind, account(1), List.of("a")).replayed());
        assertTrue(run(reworded, account(1), List.of("a")).replayed());
    }

    /** The same plan whose event has other labels. */
    private record Reworded(ReleasePlan plan) implements ReleasePlan {
        @Override
        public ApproximateDp target() {
            return plan.target();
        }

        @Override
        public NeighboringRelation relation() {
            return plan.relation();
        }

        @Override
        public PrivacyEvent event() {
            return plan.event().withLabel("in other words");
        }

        @Override
        public List<ExpectedError> expectedErrors() {
            return plan.expectedErrors();
        }

        @Override
        public ReleaseIdentity identity() {
            return plan.identity();
        }
    }

    @Test
    void whatIsNotPublishedTellsRequestsApartToo() throws LedgerException {
        Kind kind = new Kind(new Plan(0.01));
        Kind other = new Kind(new Plan(0.01)) {
            @Override
            public Settings unpublished() {
                return Settings.none().with("codes", "others");
            }
        };
        assertFalse(run(kind, account(1), List.of("a")).replayed());
        assertFalse(run(other, account(1), List.of("a")).replayed());
        assertTrue(run(other, account(1), List.of("a")).replayed());
        assertEquals(kind.identity(), other.identity());
    }

    @Test
    void anExhaustedBudgetRefusesBeforeAnyRecordIsRead() throws LedgerException {
        Kind kind = new Kind(new Plan(0.2));
        LedgerException e = assertThrows(LedgerException.class, () -> Release.of(kind, account(1)));
        assertEquals(LedgerException.Reason.EXHAUSTED, e.reason());
        assertEquals(0, kind.made);
    }

    @Test
    void whatFollowsMustFitToo() throws LedgerException {
        Kind kind = new Kind(new Plan(0.06));
        List<PrivacyEvent> following = List.of(new ZcdpEvent("more", 0.06));
        Account both = new Account.InLedger(ledger, ReleaseNumber.of(1), "Test", Cohort.ALL, following);
        assertThrows(LedgerException.class, () -> Release.of(kind, both));
        Account one = new Account.InLedger(ledger, ReleaseNumber.of(1), "Test", Cohort.ALL, List.of());
        assertFalse(run(kind, one, List.of("a")).replayed());
    }

    @Test
    void otherNeighboursAndMisfitsAreRefused() {
        Kind replace = new Kind(new Plan(NeighboringRelation.REPLACE_ONE, 0.01, 0));
        assertThrows(IllegalArgumentException.class, () -> Release.of(replace, account(1)));
        Kind misfit = new Kind(new Plan(0.01)) {
            @Override
            public void check(Account used) {
                throw new IllegalArgumentException("does not fit");
            }
        };
        assertThrows(IllegalArgumentException.class, () -> Release.of(misfit, account(1)));
    }

    @Test
    void aCohortIsAboutItsRecordsAlone() throws LedgerException {
        PrivacyLedger byYear = ledger("cohorts", "year", 0.1);
        Cohort cohort = new Cohort("year", new TreeSet<>(List.of("2020")));
        Account account = Account.in(byYear, ReleaseNumber.of(1), "Test", cohort);
        Release.Outcome<Number> made = run(new Kind(new Plan(0.01)), account, List.of("2020", "2021"));
        assertEquals("[2020]", made.value().of());
        assertEquals(0.01, byYear.account().spent(cohort), 1e-12);
    }

    @Test
    void fingerprintsOfStreamsAreTheLedgers() throws LedgerException {
        assertTrue(
                Release.of(new Kind(new Plan(0.01)), account(1)).fingerprint().isPresent());
        assertTrue(Release.of(new Kind(new Plan(0.01)), Account.alone(PrivacyUnit.RECORD))
                .fingerprint()
                .isEmpty());
    }
}
