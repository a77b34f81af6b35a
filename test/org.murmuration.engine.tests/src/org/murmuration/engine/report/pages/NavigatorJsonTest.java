// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.AggregationTest;
import org.murmuration.engine.aggregation.marginals.MarginalPlan;
import org.murmuration.engine.aggregation.marginals.MarginalRelease;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.anonymity.KAnonymousCounts;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.json.JsonObject;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.release.TestGate;
import org.murmuration.engine.synthesis.model.DpSynthesizers;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.synthesis.model.ReleasedModel;
import org.murmuration.engine.synthesis.model.SynthesisMethod;
import org.murmuration.engine.synthesis.model.SynthesisTask;

class NavigatorJsonTest {
    private final ReleasedAggregates aggregates = AggregationTest.golden();

    @Test
    void theDataOfThePageAreTheGoldenOnes() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("navigator-golden.json")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8).trim();
            assertEquals(
                    golden,
                    NavigatorJson.of(aggregates, RandomData.records(aggregates.domain(), 20, "records"))
                            .json());
        }
    }

    @Test
    void columnsHoldTheCodesInOneByteOrTwo() throws IOException {
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("c" + i);
        }
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.builder("wide").categories(many).build(),
                        Attribute.categorical("narrow", "a", "b"),
                        Attribute.builder("day")
                                .bins(Discretization.of(Discretization.Scale.DATE, 18000, 18100, 18200))
                                .build()),
                Codebook.Origin.PUBLIC);
        Dataset data = Dataset.of(codebook.domain(), new int[] {0, 299, 260}, new int[] {0, 1, 3}, new int[] {0, 1, 0});
        SynthesisTask task = SynthesisTask.allOf(codebook.domain(), 1, new ApproximateDp(1, 1e-6));
        LearnedModel model = DpSynthesizers.of(SynthesisMethod.INDEPENDENT)
                .learn(data, task, RandomSource.seeded("model"), ProgressMonitor.NONE);
        ReleasedModel released = new ReleasedModel(
                codebook,
                new TestGate(new ModelPlan(model.task(), model.method()), RandomSource.seeded("model"))
                        .certify(model.events()),
                model);
        JsonObject json = JsonObject.parse(NavigatorJson.of(released, data).json());
        byte[] wide = Base64.getDecoder().decode(json.getArray("columns").getString(0));
        assertEquals(6, wide.length);
        assertEquals(299, (wide[2] & 0xff) << 8 | wide[3] & 0xff);
        byte[] narrow = Base64.getDecoder().decode(json.getArray("columns").getString(1));
        assertEquals(3, narrow[2]);
        assertTrue(json.getArray("attributes").getObject(2).getBoolean("time"));
        assertTrue(json.getArray("attributes").getObject(2).getBoolean("ordered"));
        assertEquals(0, json.getArray("tables").size());
        assertFalse(json.has("totalError"));
        assertTrue(json.getBoolean("test"));
    }

    private static final Codebook BOOK = Codebook.of(
            List.of(Attribute.categorical("a", "x", "y"), Attribute.categorical("b", "u", "v", "w")),
            Codebook.Origin.PUBLIC);

    private static Dataset rows() {
        int[] a = new int[40];
        int[] b = new int[40];
        for (int r = 0; r < a.length; r++) {
            a[r] = r % 2;
            b[r] = r < 3 ? 2 : r % 2;
        }
        return Dataset.of(BOOK.domain(), a, b);
    }

    @Test
    void combinationsTellTheCellsThatWereReleased() throws IOException {
        Dataset rows = rows();
        ReleasedCombinations released = ReleasedCombinations.of(
                BOOK,
                KAnonymousCounts.count(
                        rows,
                        4,
                        2,
                        KAnonymousCounts.present(BOOK.domain(), List.of(), List.of()),
                        ProgressMonitor.NONE));
        PublishablePage page = NavigatorJson.of(released, rows);
        assertEquals(PublishablePage.NAVIGATOR, page.name());
        JsonObject json = JsonObject.parse(page.in("fr").json());
        assertEquals("fr", json.getString("language"));
        assertEquals(4, json.getInt("rounded"));
        assertEquals(40, json.getInt("total"));
        int told = 0;
        for (JsonObject table : json.getArray("tables").objects()) {
            int[] attributes = table.getArray("attributes").toInts();
            assertFalse(table.has("error"));
            for (int i = 0; i < table.getArray("cells").size(); i++) {
                int cell = table.getArray("cells").getInt(i);
                int[] codes = new int[attributes.length];
                for (int j = attributes.length - 1; j >= 0; j--) {
                    int size = BOOK.domain().attribute(attributes[j]).size();
                    codes[j] = cell % size;
                    cell /= size;
                }
                assertEquals(
                        released.table().countOf(Clique.of(attributes), codes),
                        table.getArray("counts").getInt(i));
                told++;
            }
        }
        assertEquals(released.table().size(), told, "all that was released, and nothing else");
        Dataset parts = Dataset.of(BOOK.optional().domain(), new int[] {0, 1}, new int[] {0, 1});
        assertEquals(
                BOOK.optional().domain().attribute(1).size(),
                JsonObject.parse(NavigatorJson.of(released, parts).json())
                        .getArray("attributes")
                        .getObject(1)
                        .getArray("levels")
                        .size());
    }

    @Test
    void yearsInTheirOrderAreATimeAndOtherNamesAreNot() throws IOException {
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.categorical("year", "2014-2018", "2019", "2020", "2021-2022"),
                        Attribute.categorical("month", "2020-01", "2020-02"),
                        Attribute.categorical("shuffled", "2020", "2019"),
                        Attribute.categorical("one", "2020"),
                        Attribute.categorical("code", "1234", "abcd")),
                Codebook.Origin.PUBLIC);
        Dataset rows = Dataset.of(codebook.domain(), new int[5][1]);
        ReleasedCombinations released = ReleasedCombinations.of(
                codebook,
                KAnonymousCounts.count(
                        rows,
                        2,
                        1,
                        KAnonymousCounts.present(codebook.domain(), List.of(), List.of()),
                        ProgressMonitor.NONE));
        JsonObject page = JsonObject.parse(NavigatorJson.of(released).json());
        assertEquals(
                List.of(true, true, false, false, false),
                page.getArray("attributes").objects(a -> a.getBoolean("time")));
        assertEquals(0, page.getInt("rows"), "counts alone");
    }

    @Test
    void aPageStaysLightHoweverManyCountsWereReleased() throws IOException {
        List<Attribute> attributes = new ArrayList<>();
        for (int a = 0; a < 12; a++) {
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                many.add("v" + i);
            }
            attributes.add(Attribute.builder("a" + a).categories(many).build());
        }
        Codebook codebook = Codebook.of(attributes, Codebook.Origin.PUBLIC);
        ReleasedAggregates large = MarginalRelease.release(
                Dataset.of(codebook.domain(), new int[12][5]),
                codebook,
                MarginalPlan.of(codebook.domain(), new ApproximateDp(1, 1e-6))
                        .withOrder(2)
                        .with(NeighboringRelation.ADD_OR_REMOVE_ONE),
                PrivacyUnit.RECORD,
                RandomSource.seeded("large"),
                ProgressMonitor.NONE);
        JsonObject page = JsonObject.parse(NavigatorJson.of(large).json());
        int counts = 0;
        int singles = 0;
        for (JsonObject table : page.getArray("tables").objects()) {
            counts += table.getArray("counts").size();
            singles += table.getArray("attributes").size() == 1 ? 1 : 0;
        }
        assertEquals(12, singles, "small tables first");
        assertTrue(counts <= NavigatorJson.MOST_COUNTS && counts > NavigatorJson.MOST_COUNTS - 20_000, "" + counts);
    }

    @Test
    void countsThatNothingProtectsMakeNoPage() {
        ReleasedCombinations open = new ReleasedCombinations(
                BOOK,
                CombinationTable.of(
                        CombinationCode.of(BOOK.domain(), CombinationCode.values(BOOK.domain())),
                        2,
                        new long[0],
                        new int[0]),
                0,
                new Protection.Imported(false));
        assertThrows(IllegalArgumentException.class, () -> NavigatorJson.of(open, rows()));
    }

    @Test
    void recordsOfAnotherCodebookAreRefused() {
        Codebook other = Codebook.of(List.of(Attribute.categorical("x", "y")), Codebook.Origin.PUBLIC);
        Dataset records = Dataset.of(other.domain(), new int[] {0});
        assertThrows(IllegalArgumentException.class, () -> NavigatorJson.of(aggregates, records));
    }
}
