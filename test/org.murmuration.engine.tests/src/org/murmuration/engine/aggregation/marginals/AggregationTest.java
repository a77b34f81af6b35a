// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.aggregation.marginals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.Marginal;
import org.murmuration.engine.marginal.MarginalCounter;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

public class AggregationTest {
    /** Small aggregates that never change, for golden files here and elsewhere. */
    public static ReleasedAggregates golden() {
        Codebook codebook = Codebook.of(
                List.of(Attribute.categorical("sex", "F", "M"), Attribute.categorical("region", "N", "S")),
                Codebook.Origin.PUBLIC);
        Dataset data = RandomData.records(codebook.domain(), 400, "golden");
        MarginalPlan plan =
                MarginalPlan.of(codebook.domain(), new ApproximateDp(2, 1e-5)).withOrder(2);
        return MarginalRelease.release(
                data, codebook, plan, new PrivacyUnit("person"), RandomSource.seeded("golden"), ProgressMonitor.NONE);
    }

    private static String resource(String name) throws IOException {
        return new String(AggregationTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void spendsNoMoreThanAskedForAtAnyOrder() {
        Domain domain = RandomData.domain(2, 7, 3, 5, 4, 9);
        Codebook codebook = Codebook.of(domain.attributes(), Codebook.Origin.PUBLIC);
        Dataset data = RandomData.records(domain, 300, "spend");
        for (int order = 1; order <= 3; order++) {
            for (double epsilon : new double[] {0.05, 1, 20}) {
                MarginalPlan plan = MarginalPlan.of(domain, new ApproximateDp(epsilon, 1e-7))
                        .withOrder(order);
                ReleasedAggregates released = MarginalRelease.release(
                        data, codebook, plan, PrivacyUnit.RECORD, RandomSource.seeded("spend"), ProgressMonitor.NONE);
                assertTrue(released.certificate().rho() <= plan.rho());
                assertTrue(released.certificate().rho() >= plan.rho() * (1 - 1e-4));
                assertTrue(released.certificate().guarantee().epsilon() <= epsilon);
                assertEquals(
                        1 + plan.workload().cliques().size(), released.events().size());
                for (ReleasedMarginal m : released.marginals()) {
                    assertEquals(
                            plan.sigma(m.clique().size()),
                            m.sigma(),
                            plan.sigma(m.clique().size()) * 1e-4);
                }
            }
        }
    }

    @Test
    void noisyCountsAreUnbiasedAndIntervalsCover() {
        Domain domain = RandomData.domain(3, 4);
        Codebook codebook = Codebook.of(domain.attributes(), Codebook.Origin.PUBLIC);
        Dataset data = RandomData.records(domain, 1000, "bias");
        MarginalPlan plan = MarginalPlan.of(domain, new ApproximateDp(1, 1e-6)).withOrder(2);
        Marginal exact = MarginalCounter.count(data, Clique.of(0, 1));
        RandomSource random = RandomSource.seeded("bias");
        int repetitions = 300;
        double error = 0;
        int covered = 0;
        int cells = 0;
        for (int i = 0; i < repetitions; i++) {
            ReleasedMarginal m = MarginalRelease.release(
                            data, codebook, plan, PrivacyUnit.RECORD, random, ProgressMonitor.NONE)
                    .marginal(Clique.of(0, 1))
                    .orElseThrow();
            for (int c = 0; c < m.cells(); c++) {
                double e = m.count(c) - exact.count(c);
                error += e;
                covered += Math.abs(e) <= plan.halfWidth(2) ? 1 : 0;
                cells++;
            }
        }
        assertEquals(0, error / cells, 5 * plan.sigma(2) / Math.sqrt(cells));
        assertEquals(0.95, (double) covered / cells, 5 * Math.sqrt(0.95 * 0.05 / cells) + 0.002);
    }

    @Test
    void consistentCountsAddUpToOneTotal() {
        ReleasedAggregates aggregates = golden();
        double total = AggregateTable.total(aggregates);
        List<AggregateTable.Row> rows = new ArrayList<>();
        AggregateTable.<RuntimeException>forEach(aggregates, rows::add);
        assertEquals(4 + 4 + 16, rows.size());
        double[] sums = new double[3];
        for (AggregateTable.Row row : rows) {
            assertTrue(row.consistent() >= 0);
            sums[row.attributes().size() == 2 ? 2 : row.attributes().get(0).equals("sex") ? 0 : 1] += row.consistent();
            assertEquals(row.attributes().size(), row.values().size());
        }
        for (double sum : sums) {
            assertEquals(total, sum, 1e-6);
        }
        assertEquals(
                List.of("(missing)", "(missing)"), rows.get(rows.size() - 1).values());
    }

    @Test
    void refusesACodebookMadeFromTheData() {
        Domain domain = RandomData.domain(2);
        Codebook draft = Codebook.of(domain.attributes(), Codebook.Origin.DATA);
        MarginalPlan plan = MarginalPlan.of(domain, new ApproximateDp(1, 1e-6)).withOrder(1);
        assertThrows(
                IllegalArgumentException.class,
                () -> MarginalRelease.release(
                        RandomData.records(domain, 5, "draft"),
                        draft,
                        plan,
                        PrivacyUnit.RECORD,
                        RandomSource.secure(),
                        ProgressMonitor.NONE));
    }

    @Test
    void planRefusesWhatCannotBeDone() {
        ApproximateDp one = new ApproximateDp(1, 1e-6);
        Domain domain = RandomData.domain(2, 2);
        assertThrows(IllegalArgumentException.class, () -> MarginalPlan.of(domain, one)
                .withOrder(0));
        assertThrows(IllegalArgumentException.class, () -> MarginalPlan.of(domain, one)
                .withOrder(4));
        assertThrows(IllegalArgumentException.class, () -> MarginalPlan.of(Domain.of(), one)
                .withOrder(1));
        assertThrows(IllegalArgumentException.class, () -> MarginalPlan.of(RandomData.domain(10_000, 10_000), one)
                .withOrder(2));
        assertEquals(2, MarginalPlan.of(domain, one).withOrder(3).order());
    }

    @Test
    void onlySecureNoiseCountsAsPrivate() {
        assertTrue(golden().test());
        Codebook codebook = golden().codebook();
        MarginalPlan plan =
                MarginalPlan.of(codebook.domain(), new ApproximateDp(1, 1e-6)).withOrder(1);
        Dataset data = RandomData.records(codebook.domain(), 10, "secure");
        assertFalse(MarginalRelease.release(
                        data, codebook, plan, PrivacyUnit.RECORD, RandomSource.secure(), ProgressMonitor.NONE)
                .test());
    }

    @Test
    void storedFormIsTheGoldenOneAndLoads() throws IOException {
        ReleasedAggregates aggregates = golden();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        AggregatesJson.write(aggregates, out);
        assertEquals(resource("aggregates-golden.json").trim(), out.toString(StandardCharsets.UTF_8));
        assertEquals(
                aggregates,
                AggregatesJson.read(new ByteArrayInputStream(
                        resource("aggregates-golden.json").getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void damagedFormsAreRefused() {
        for (String bad : new String[] {"{}", "{\"format\":3}", "{\"format\":2}", "{\"format\":1}", "[1]"}) {
            assertThrows(
                    IOException.class,
                    () -> AggregatesJson.read(new ByteArrayInputStream(bad.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
