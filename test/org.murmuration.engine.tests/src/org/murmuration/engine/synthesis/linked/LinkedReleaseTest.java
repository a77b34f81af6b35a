// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.linked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.linked.Families;
import org.murmuration.engine.linked.FamilyCountSource;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedWorkload;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.Canceled;
import org.murmuration.engine.progress.CanceledException;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.Account;
import org.murmuration.engine.release.Counted;
import org.murmuration.engine.release.Release;
import org.murmuration.engine.release.TestGate;

class LinkedReleaseTest {
    @TempDir
    Path folder;

    private static final LinkedDataset DATA =
            Families.random(Families.SMALL, new Random(7).ints(100, 0, 5).toArray(), new Random(7));

    private PrivacyLedger ledger(String unit, String cohort) throws LedgerException {
        return PrivacyLedger.create(
                folder.resolve(unit + cohort + ".ledger"),
                new LedgerTerms(
                        "cases",
                        new PrivacyUnit(unit),
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ApproximateDp(3, 1e-6),
                        cohort,
                        cohort.isEmpty() ? LedgerTerms.Overlap.ADD : LedgerTerms.Overlap.values()[1]));
    }

    private static LinkedPlan plan(Composition composition, NeighboringRelation relation) {
        return LinkedPlan.of(LinkedWorkload.allPairs(Families.SMALL), new ApproximateDp(1, 1e-6))
                .with(relation)
                .with(composition)
                .with(LinkedPlan.Split.BY_SIZE);
    }

    private static Release<Counted<FamilyCountSource>, ReleasedFamilies> release(PrivacyLedger ledger, Cohort cohort)
            throws LedgerException {
        return release(ledger, plan(Composition.IN_LEDGER, NeighboringRelation.ADD_OR_REMOVE_ONE), cohort);
    }

    private static Release<Counted<FamilyCountSource>, ReleasedFamilies> release(
            PrivacyLedger ledger, LinkedPlan plan, Cohort cohort) throws LedgerException {
        return Release.of(LinkedRelease.of(plan), Account.in(ledger, ReleaseNumber.of(1), "Test Node", cohort));
    }

    @Test
    void theSameFamiliesInAnotherOrderAreTheSameRelease() throws LedgerException {
        PrivacyLedger ledger = ledger("victim", "");
        var first =
                release(ledger, Cohort.ALL).run(new LinkedRecords(DATA), RandomSource.secure(), ProgressMonitor.NONE);
        FamilyCodes codes = new FamilyCodes(
                Families.SMALL,
                java.util.stream.IntStream.range(0, DATA.families())
                        .map(DATA::childrenOf)
                        .toArray());
        for (int a = 0; a < Families.SMALL.size(); a++) {
            if (a != Families.SMALL.countIndex()) {
                for (int r = 0; r < codes.column(a).length; r++) {
                    codes.column(a)[r] = Families.SMALL.isOfChild(a)
                            ? DATA.children().code(r, a - 3)
                            : DATA.parents().code(r, a);
                }
            }
        }
        LinkedDataset shuffled = codes.shuffled(RandomSource.seeded("order"));
        var second = release(ledger, Cohort.ALL)
                .run(new LinkedRecords(shuffled), RandomSource.secure(), ProgressMonitor.NONE);
        assertFalse(first.replayed());
        assertTrue(second.replayed());
        assertEquals(first.value(), second.value());
        assertFalse(first.value().test());
        assertEquals("cases", first.value().ledger().orElseThrow().asset());
        assertEquals(1, ledger.entries().size());
        LinkedDataset other = Families.random(Families.SMALL, new int[] {1, 2}, new Random(8));
        assertFalse(release(ledger, Cohort.ALL)
                .run(new LinkedRecords(other), RandomSource.secure(), ProgressMonitor.NONE)
                .replayed());
        assertEquals(2, ledger.entries().size());
    }

    @Test
    void aCohortIsAboutItsParentsAlone() throws LedgerException {
        PrivacyLedger ledger = ledger("victim", "region");
        Cohort north = new Cohort("region", new TreeSet<>(Set.of("north")));
        ReleasedFamilies made = release(ledger, north)
                .run(new LinkedRecords(DATA), RandomSource.secure(), ProgressMonitor.NONE)
                .value();
        assertTrue(
                made.noisy().total() < 90,
                "a quarter of a hundred, with noise: " + made.noisy().total());
        Cohort unknown = new Cohort("region", new TreeSet<>(Set.of("moon")));
        assertThrows(IllegalArgumentException.class, () -> release(ledger, unknown));
        Cohort nowhere = new Cohort("colour", new TreeSet<>(Set.of("red")));
        assertThrows(IllegalArgumentException.class, () -> release(ledger, nowhere));
    }

    @Test
    void otherUnitsAndRelationsAndSeedsAreRefused() throws LedgerException {
        PrivacyLedger ledger = ledger("victim", "");
        PrivacyLedger ofCases = ledger("case", "");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> release(ofCases, Cohort.ALL));
        assertTrue(e.getMessage().contains("protects one case"), e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> release(ledger, plan(Composition.IN_LEDGER, NeighboringRelation.REPLACE_ONE), Cohort.ALL));
        assertThrows(
                IllegalArgumentException.class,
                () -> release(ledger, plan(Composition.ALONE, NeighboringRelation.ADD_OR_REMOVE_ONE), Cohort.ALL));
        assertThrows(IllegalArgumentException.class, () -> release(ledger, Cohort.ALL)
                .run(new LinkedRecords(DATA), RandomSource.seeded("x"), ProgressMonitor.NONE));
        assertThrows(CanceledException.class, () -> release(ledger, Cohort.ALL)
                .run(new LinkedRecords(DATA), RandomSource.secure(), Canceled.MONITOR));
        assertEquals(0, ledger.entries().size());
    }

    /** What the golden file holds. */
    private static ReleasedFamilies golden() {
        LinkedPlan plan = LinkedPlan.of(
                        LinkedWorkload.allPairs(Families.SMALL).only(Set.of("VP", "SS")), new ApproximateDp(1, 1e-6))
                .with(NeighboringRelation.ADD_OR_REMOVE_ONE)
                .with(Composition.IN_LEDGER)
                .with(LinkedPlan.Split.BY_SIZE);
        TestGate gate = new TestGate(
                plan,
                RandomSource.seeded("golden"),
                new PrivacyUnit("victim"),
                Optional.of(new LedgerScope("cases", "1", "everybody", "epsilon 3", "epsilon 1")));
        try {
            return LinkedRelease.of(plan).make(new LinkedRecords(DATA), gate, ProgressMonitor.NONE);
        } catch (LedgerException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(ReleasedFamilies released) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReleasedFamiliesJson.write(released, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theStoredFormIsTheGoldenOneAndDrawsTheSame() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("families-golden.json")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
            ReleasedFamilies made = golden();
            assertEquals(golden, text(made));
            ReleasedFamilies read =
                    ReleasedFamiliesJson.read(new ByteArrayInputStream(golden.getBytes(StandardCharsets.UTF_8)));
            assertEquals(made, read);
            assertTrue(read.test());
            LinkedDataset a = made.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
            LinkedDataset b = read.draw(RandomSource.seeded("d"), ProgressMonitor.NONE);
            assertEquals(a.children().rows(), b.children().rows());
            for (int c = 0; c < a.children().rows(); c++) {
                assertEquals(a.children().code(c, 1), b.children().code(c, 1));
            }
        }
    }

    @Test
    void damagedFormsAreRefused() throws IOException {
        String good = text(golden());
        for (String bad : new String[] {
            "{}",
            good.replace("\"format\":1", "\"format\":2"),
            good.replaceFirst("\"values\":\\[[^,]*,", "\"values\":["),
            good.replaceFirst("\"sigma\":[0-9.]*", "\"sigma\":0"),
            good.replaceFirst("\"attributes\":\\[0", "\"attributes\":[77"),
            good.replace("\"guarantees\":[{", "\"other\":[{")
        }) {
            assertThrows(
                    IOException.class,
                    () -> ReleasedFamiliesJson.read(new ByteArrayInputStream(bad.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
