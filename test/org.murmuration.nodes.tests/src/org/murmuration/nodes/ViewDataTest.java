// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.aggregateevaluation.AggregateEvaluationNodeFactory;
import org.murmuration.nodes.aggregateseeded.AggregateSeededSynthesizerNodeFactory;
import org.murmuration.nodes.comparison.SynthesizerComparisonNodeFactory;
import org.murmuration.nodes.dpaggregates.DpAggregatesNodeFactory;
import org.murmuration.nodes.dputility.DpUtilityEvaluationNodeFactory;
import org.murmuration.nodes.groupby.DpGroupByNodeFactory;
import org.murmuration.nodes.learner.DpSynthesizerLearnerNodeFactory;
import org.murmuration.nodes.quickstatistics.DpQuickStatisticsNodeFactory;
import org.murmuration.nodes.risk.DisclosureRiskEvaluationNodeFactory;
import org.murmuration.nodes.utility.UtilityEvaluationNodeFactory;

/**
 * What views are given, in golden files beside this class that the tests in a browser read too: a page and the node behind it
 * cannot drift apart. The other pages have theirs in the tests of the engine.
 */
class ViewDataTest {
    private static final PortObject BOOK = NodeHarness.codebook(Codebook.of(
            List.of(
                    Attribute.categorical("sex", "female", "male"),
                    Attribute.categorical("region", "north", "south", "east"),
                    Attribute.builder("age")
                            .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 20, 40, 60, 80))
                            .missingValues(Set.of("?"))
                            .build(),
                    Attribute.categorical("work", "farm", "fishing", "construction")),
            Codebook.Origin.PUBLIC));

    /** People: work follows region, unless columns are drawn by themselves; some of it is missing. */
    private static BufferedDataTable people(int rows, String seed, boolean related) {
        RandomSource random = RandomSource.seeded(seed);
        List<String> regions = List.of("north", "south", "east");
        List<String> works = List.of("farm", "fishing", "construction");
        DataCell[][] cells = new DataCell[rows][];
        for (int r = 0; r < rows; r++) {
            int region = (int) random.nextLong(3);
            int work = related && random.nextLong(5) > 0 ? region : (int) random.nextLong(3);
            int age = (int) (15 + random.nextLong(25) + (work == 0 && related ? random.nextLong(35) : 0));
            cells[r] = new DataCell[] {
                new StringCell(random.nextLong(3) == 0 ? "male" : "female"),
                new StringCell(regions.get(region)),
                new IntCell(age),
                random.nextLong(15) == 0 ? DataType.getMissingCell() : new StringCell(works.get(work))
            };
        }
        return NodeHarness.table(
                TableOutput.spec(
                        "sex",
                        StringCell.TYPE,
                        "region",
                        StringCell.TYPE,
                        "age",
                        IntCell.TYPE,
                        "work",
                        StringCell.TYPE),
                cells);
    }

    private static NodeHarness seeded(NodeHarness node) throws Exception {
        NodeSettings test = node.group("test");
        test.addString("seed", "views");
        test.addBoolean("seed_is_present", true);
        return node;
    }

    private static void isGolden(String page, NodeHarness node, PortObject... inputs) throws Exception {
        node.run(inputs);
        try (var in = ViewDataTest.class.getResourceAsStream("view/" + page + ".json")) {
            String golden = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(golden.strip(), node.viewData(), page);
        }
    }

    @Test
    void utilityWithAllGroupsOfMetrics() throws Exception {
        NodeHarness node = new NodeHarness(new UtilityEvaluationNodeFactory());
        node.settings().addString("target", "work");
        node.settings().addString("group", "region");
        isGolden("utility", node, people(600, "real", true), people(590, "synthetic", false), BOOK);
    }

    @Test
    void utilityUnderDifferentialPrivacy() throws Exception {
        isGolden(
                "dp-utility",
                seeded(new NodeHarness(new DpUtilityEvaluationNodeFactory())),
                people(2000, "real", true),
                BOOK,
                null,
                people(2000, "synthetic", false));
    }

    @Test
    void riskByAttack() throws Exception {
        BufferedDataTable real = people(300, "real", true);
        isGolden(
                "risk", new NodeHarness(new DisclosureRiskEvaluationNodeFactory()), real, real, people(300, "o", true));
    }

    @Test
    void comparisonOfThree() throws Exception {
        NodeHarness node = new NodeHarness(new SynthesizerComparisonNodeFactory());
        node.settings().addString("names", "near; lost; half as many");
        isGolden(
                "comparison",
                node,
                people(500, "real", true),
                people(500, "near", true),
                people(500, "lost", false),
                people(250, "half", true),
                null,
                null,
                null,
                BOOK);
    }

    @Test
    void combinationsOpenAndPrivate() throws Exception {
        BufferedDataTable real = people(3000, "real", true);
        PortObject counts =
                seeded(new NodeHarness(new DpAggregatesNodeFactory())).run(real, BOOK)[1];
        PortObject made = seeded(new NodeHarness(new AggregateSeededSynthesizerNodeFactory()))
                .run(counts)[0];
        isGolden("combinations", new NodeHarness(new AggregateEvaluationNodeFactory()), counts, BOOK, made, real);
    }

    @Test
    void groupsWithTheirIntervals() throws Exception {
        NodeHarness node = seeded(new NodeHarness(new DpGroupByNodeFactory()));
        node.settings().addString("keys", "region; sex");
        NodeSettings list = (NodeSettings) node.settings().addNodeSettings("aggregations");
        String[] methods = {"COUNT", "MEAN"};
        for (int i = 0; i < methods.length; i++) {
            NodeSettings one = (NodeSettings) list.addNodeSettings("" + i);
            one.addString("method", methods[i]);
            one.addString("column", i == 0 ? "" : "age");
            one.addDouble("low", 0);
            one.addDouble("high", 80);
            one.addString("numbers", "");
            one.addBoolean("find", false);
            one.addDouble("weight", 0);
        }
        isGolden("groups", node, people(2000, "real", true), BOOK, null);
    }

    @Test
    void statisticsOfEveryColumn() throws Exception {
        isGolden(
                "quick",
                seeded(new NodeHarness(new DpQuickStatisticsNodeFactory())),
                people(3000, "real", true),
                BOOK,
                null);
    }

    @Test
    void modelWithItsErrors() throws Exception {
        NodeHarness node = seeded(new NodeHarness(new DpSynthesizerLearnerNodeFactory()));
        isGolden("model", node, people(3000, "real", true), BOOK);
        assertTrue(node.viewData().contains("\"measured\":true"));
    }
}
