// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.murmuration.engine.accounting.Composition;
import org.murmuration.engine.accounting.ledger.Cohort;
import org.murmuration.engine.accounting.ledger.LedgerException;
import org.murmuration.engine.accounting.ledger.LedgerScope;
import org.murmuration.engine.accounting.ledger.LedgerTerms;
import org.murmuration.engine.accounting.ledger.PrivacyLedger;
import org.murmuration.engine.accounting.ledger.ReleaseNumber;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.json.JsonArray;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CountSource;
import org.murmuration.engine.marginal.RandomData;
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

class ModelJsonTest {
    private static final Domain DOMAIN = RandomData.domain(3, 2, 4);

    private static ReleasedModel released(SynthesisMethod method) {
        Codebook codebook = Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC);
        LearnedModel model = DpSynthesizersTest.learn(
                method,
                RandomData.records(DOMAIN, 400, "golden"),
                SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(2, 1e-6)).favouring(1, 3),
                "golden");
        TestGate gate = new TestGate(
                new ModelPlan(model.task(), method),
                RandomSource.seeded("golden"),
                new PrivacyUnit("victim"),
                Optional.of(new LedgerScope("cases", "release-1", "everybody", "rho 1", "rho 0.5")));
        return new ReleasedModel(codebook, gate.certify(model.events()), model);
    }

    private static byte[] bytes(ReleasedModel model) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelJson.write(model, out);
        return out.toByteArray();
    }

    private static ReleasedModel read(byte[] bytes) throws IOException {
        return ModelJson.read(new ByteArrayInputStream(bytes));
    }

    @ParameterizedTest
    @EnumSource(SynthesisMethod.class)
    void modelsComeBackAsTheyWere(SynthesisMethod method) throws IOException {
        ReleasedModel before = released(method);
        ReleasedModel after = read(bytes(before));
        assertEquals(before.ledger(), after.ledger());
        assertEquals(before.unit(), after.unit());
        assertEquals(before.model().task(), after.model().task());
        assertEquals(before.model().events(), after.model().events());
        assertEquals(before.model().cost(), after.model().cost());
        assertEquals(before.model().errors(), after.model().errors());
        assertEquals(method, after.model().method());
        assertTrue(after.model().isTest());
        for (Clique c : Clique.allOf(3, 2)) {
            assertArrayEquals(before.model().marginal(c), after.model().marginal(c));
        }
        assertArrayEquals(bytes(before), bytes(after));
        assertArrayEquals(codes(before), codes(after));
    }

    private static int[] codes(ReleasedModel model) {
        Dataset drawn = model.model().sample(50, RandomSource.seeded("draw"), ProgressMonitor.NONE);
        int[] codes = new int[50];
        drawn.copyCodes(2, 0, 50, codes);
        return codes;
    }

    @Test
    void format1IsRead() throws IOException {
        byte[] golden;
        try (InputStream in = ModelJsonTest.class.getResourceAsStream("model-golden.json")) {
            golden = in.readAllBytes();
        }
        ReleasedModel model = read(golden);
        assertEquals(SynthesisMethod.MST, model.model().method());
        assertEquals("victim", model.unit().name());
        assertEquals(
                new String(golden, StandardCharsets.UTF_8).strip(), new String(bytes(model), StandardCharsets.UTF_8));
        assertEquals(
                model.model().field().total(),
                java.util.Arrays.stream(model.model().marginal(Clique.of(0))).sum(),
                1e-9);
    }

    @Test
    void damagedModelsAreRefusedWithAReason() throws IOException {
        byte[] good = bytes(released(SynthesisMethod.MST));
        Map<String, Consumer<JsonObject>> damages = Map.of(
                "a later format", j -> j.put("format", 9),
                "no method", j -> j.put("method", "gan"),
                "no codebook", j -> j.put("codebook", "{}"),
                "no levels", j -> j.putArray("levels"),
                "a table short",
                        j -> j.put(
                                "tables",
                                JsonArray.of(j.getArray("tables").objects().subList(1, 2), t -> t)),
                "a small table", j -> j.getArray("tables").getObject(0).put("probabilities", new byte[8]),
                "a foreign attribute",
                        j -> j.getArray("tables")
                                .getObject(0)
                                .getArray("attributes")
                                .add(7),
                "a negative share",
                        j -> j.getArray("levels")
                                .getObject(1)
                                .put("shares", new byte[] {(byte) 0xBF, (byte) 0xF0, 0, 0, 0, 0, 0, 0}),
                "a total that is none", j -> j.put("total", -3),
                "no task", j -> j.remove("task"));
        damages.forEach((name, damage) -> {
            IOException e = assertThrows(
                    IOException.class,
                    () -> {
                        JsonObject json = JsonObject.read(new ByteArrayInputStream(good));
                        damage.accept(json);
                        read(json.compact().getBytes(StandardCharsets.UTF_8));
                    },
                    name);
            assertFalse(e.getMessage().isBlank());
        });
        assertThrows(IOException.class, () -> read(java.util.Arrays.copyOf(good, good.length / 2)));
    }

    @TempDir
    Path folder;

    private PrivacyLedger ledger() throws LedgerException {
        return ledger(3);
    }

    private PrivacyLedger ledger(double epsilon) throws LedgerException {
        return PrivacyLedger.create(
                folder.resolve("cases.ledger"),
                new LedgerTerms(
                        "cases",
                        new PrivacyUnit("victim"),
                        NeighboringRelation.ADD_OR_REMOVE_ONE,
                        new ApproximateDp(epsilon, 1e-6),
                        "",
                        LedgerTerms.Overlap.ADD));
    }

    private static Release<Counted<CountSource>, ReleasedModel> release(PrivacyLedger ledger, SynthesisMethod method)
            throws LedgerException {
        ModelPlan plan = new ModelPlan(
                SynthesisTask.allOf(DOMAIN, 2, new ApproximateDp(1, 1e-6)).with(Composition.IN_LEDGER), method);
        return Release.of(
                ModelRelease.of(Codebook.of(DOMAIN.attributes(), Codebook.Origin.PUBLIC), plan),
                Account.in(ledger, ReleaseNumber.of(1), "Test Node", Cohort.ALL));
    }

    @Test
    void aLedgerGivesTheSameModelBackAndChargesItOnce() throws LedgerException, IOException {
        PrivacyLedger ledger = ledger();
        Dataset data = RandomData.records(DOMAIN, 400, "records");
        var first =
                release(ledger, SynthesisMethod.AIM).run(Counted.of(data), RandomSource.secure(), ProgressMonitor.NONE);
        var second =
                release(ledger, SynthesisMethod.AIM).run(Counted.of(data), RandomSource.secure(), ProgressMonitor.NONE);
        assertFalse(first.replayed());
        assertTrue(second.replayed());
        assertArrayEquals(bytes(first.value()), bytes(second.value()));
        assertEquals(1, ledger.entries().size());
        assertFalse(first.value().model().isTest());
        var other =
                release(ledger, SynthesisMethod.MST).run(Counted.of(data), RandomSource.secure(), ProgressMonitor.NONE);
        assertFalse(other.replayed());
        assertEquals(2, ledger.entries().size());
        assertThrows(IllegalArgumentException.class, () -> release(ledger, SynthesisMethod.MST)
                .run(Counted.of(data), RandomSource.seeded("test"), ProgressMonitor.NONE));
    }

    @Test
    void aLedgerOfTheSameEpsilonTakesOneModel() throws LedgerException {
        PrivacyLedger ledger = ledger(1);
        Dataset data = RandomData.records(DOMAIN, 400, "records");
        release(ledger, SynthesisMethod.ONE_SHOT).run(Counted.of(data), RandomSource.secure(), ProgressMonitor.NONE);
        assertTrue(ledger.account().spent(Cohort.ALL) <= 1);
        LedgerException e = assertThrows(LedgerException.class, () -> release(ledger, SynthesisMethod.INDEPENDENT));
        assertEquals(LedgerException.Reason.EXHAUSTED, e.reason());
    }

    @Test
    void aCancelAfterNoiseIsChargedAndSaid() throws LedgerException {
        PrivacyLedger ledger = ledger();
        Dataset data = RandomData.records(DOMAIN, 400, "records");
        ProgressMonitor stop = new ProgressMonitor() {
            private double reached;

            @Override
            public void report(double fraction, String stage) {
                reached = Math.max(reached, fraction);
            }

            @Override
            public boolean isCanceled() {
                return reached > 0.5;
            }
        };
        LedgerException e = assertThrows(LedgerException.class, () -> release(ledger, SynthesisMethod.AIM)
                .run(Counted.of(data), RandomSource.secure(), stop));
        assertEquals(LedgerException.Reason.CANCELED, e.reason());
        assertEquals(1, ledger.entries().size());
        assertThrows(CanceledException.class, () -> release(ledger, SynthesisMethod.MST)
                .run(Counted.of(data), RandomSource.secure(), Canceled.MONITOR));
        assertEquals(1, ledger.entries().size());
    }
}
