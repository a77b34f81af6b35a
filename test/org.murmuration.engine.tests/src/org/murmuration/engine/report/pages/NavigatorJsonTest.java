// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.synthesis.model.ModelPlan;
import org.murmuration.engine.release.TestGate;
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
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationCode;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.marginal.RandomData;
import org.murmuration.engine.privacy.ApproximateDp;
import org.murmuration.engine.privacy.NeighboringRelation;
import org.murmuration.engine.privacy.PrivacyUnit;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.synthesis.model.DpSynthesizers;
import org.murmuration.engine.synthesis.model.LearnedModel;
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
        JsonNode json =
                new ObjectMapper().readTree(NavigatorJson.of(released, data).json());
        byte[] wide = Base64.getDecoder().decode(json.path("columns").get(0).asText());
        assertEquals(6, wide.length);
        assertEquals(299, (wide[2] & 0xff) << 8 | wide[3] & 0xff);
        byte[] narrow = Base64.getDecoder().decode(json.path("columns").get(1).asText());
        assertEquals(3, narrow[2]);
        assertTrue(json.path("attributes").get(2).path("time").asBoolean());
        assertTrue(json.path("attributes").get(2).path("ordered").asBoolean());
        assertEquals(0, json.path("tables").size());
        assertTrue(json.path("totalError").isNull());
        assertTrue(json.path("test").asBoolean());
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
        JsonNode json = new ObjectMapper().readTree(page.in("fr").json());
        assertEquals("fr", json.path("language").asText());
        assertEquals(4, json.path("rounded").asInt());
        assertEquals(40, json.path("total").asInt());
        int told = 0;
        for (JsonNode table : json.path("tables")) {
            int[] attributes = new int[table.path("attributes").size()];
            for (int i = 0; i < attributes.length; i++) {
                attributes[i] = table.path("attributes").get(i).asInt();
            }
            assertTrue(table.path("error").isNull());
            for (int i = 0; i < table.path("cells").size(); i++) {
                int cell = table.path("cells").get(i).asInt();
                int[] codes = new int[attributes.length];
                for (int j = attributes.length - 1; j >= 0; j--) {
                    int size = BOOK.domain().attribute(attributes[j]).size();
                    codes[j] = cell % size;
                    cell /= size;
                }
                assertEquals(
                        released.table().countOf(Clique.of(attributes), codes),
                        table.path("counts").get(i).asInt());
                told++;
            }
        }
        assertEquals(released.table().size(), told, "all that was released, and nothing else");
        Dataset parts = Dataset.of(BOOK.optional().domain(), new int[] {0, 1}, new int[] {0, 1});
        assertEquals(
                BOOK.optional().domain().attribute(1).size(),
                new ObjectMapper()
                        .readTree(NavigatorJson.of(released, parts).json())
                        .path("attributes")
                        .get(1)
                        .path("levels")
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
        JsonNode page = new ObjectMapper().readTree(NavigatorJson.of(released).json());
        List<Boolean> time = new ArrayList<>();
        page.path("attributes").forEach(a -> time.add(a.path("time").asBoolean()));
        assertEquals(List.of(true, true, false, false, false), time);
        assertEquals(0, page.path("rows").asInt(), "counts alone");
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
                MarginalPlan.of(codebook.domain(), new ApproximateDp(1, 1e-6)).withOrder(2).with(NeighboringRelation.ADD_OR_REMOVE_ONE),
                PrivacyUnit.RECORD,
                RandomSource.seeded("large"),
                ProgressMonitor.NONE);
        JsonNode page = new ObjectMapper().readTree(NavigatorJson.of(large).json());
        int counts = 0;
        int singles = 0;
        for (JsonNode table : page.path("tables")) {
            counts += table.path("counts").size();
            singles += table.path("attributes").size() == 1 ? 1 : 0;
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
