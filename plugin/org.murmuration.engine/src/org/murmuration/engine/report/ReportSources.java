// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Normal;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedCodebook;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.report.pages.ModelReport;
import org.murmuration.engine.report.statement.PrivacyStatement;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** What the report of a release is made of, by what was released and by what was drawn from it. */
final class ReportSources {
    private ReportSources() {}

    /** Private counts of a value with the half-width of their error, 0 where it is not known one by one. */
    record Counts(double[] values, double error) {}

    /** What a page is made of besides synthetic records. */
    interface Source {
        Domain domain();

        PrivacyStatement statement();

        boolean isTest();

        /** What the folder holds: file and content. */
        Map<String, String> files();

        /** Counts of one attribute, null when there are none. */
        Counts counts(int attribute);

        /** How exact it is, as a part of the page. */
        String exactness();

        /** What the counts are, in the plural. */
        default String counted() {
            return "differentially private counts after they were made consistent";
        }

        /** What no number of the page was computed without. */
        default String without() {
            return "noise";
        }
    }

    /** What was drawn. */
    interface Drawn {
        /** What the folder holds of it: file and content. */
        Map<String, String> files();

        /** Records by level of an attribute. */
        double[] counts(int attribute);
    }

    /** One table of records. */
    record OneTable(Dataset records) implements Drawn {
        @Override
        public Map<String, String> files() {
            return Map.of(ReleaseFolder.SYNTHETIC, records.rows() + " synthetic records; none is a real person");
        }

        @Override
        public double[] counts(int attribute) {
            double[] counts = new double
                    [records.domain().attribute(attribute).size()]; // may be missing where the originals may not
            for (int r = 0; r < records.rows(); r++) {
                counts[records.code(r, attribute)]++;
            }
            return counts;
        }
    }

    /** Two linked tables. */
    record TwoTables(LinkedDataset families) implements Drawn {
        @Override
        public Map<String, String> files() {
            LinkedCodebook codebook = families.codebook();
            Map<String, String> files = new LinkedHashMap<>();
            files.put(
                    ReleaseFolder.PARENTS,
                    families.families() + " synthetic " + ReleaseHtml.escape(codebook.parent())
                            + " rows; none is a real person");
            files.put(
                    ReleaseFolder.CHILDREN,
                    families.children().rows() + " synthetic " + ReleaseHtml.escape(codebook.child())
                            + " rows, linked by " + ReleaseHtml.escape(codebook.parentKey()));
            return files;
        }

        @Override
        public double[] counts(int attribute) {
            FamilyCounter counter = new FamilyCounter(families);
            return Arrays.stream(counter.count(LinkedQuery.of(attribute)))
                    .mapToDouble(v -> v / (double) counter.unit())
                    .toArray();
        }
    }

    record OfAggregates(ReleasedAggregates aggregates, double total) implements Source {
        @Override
        public Domain domain() {
            return aggregates.domain();
        }

        @Override
        public PrivacyStatement statement() {
            return PrivacyStatement.of(aggregates);
        }

        @Override
        public boolean isTest() {
            return aggregates.test();
        }

        @Override
        public Map<String, String> files() {
            return Map.of(ReleaseFolder.AGGREGATES, "noisy counts of attribute combinations with their error");
        }

        @Override
        public Counts counts(int a) {
            ReleasedMarginal marginal = aggregates.marginal(Clique.of(a)).orElse(null);
            return marginal == null
                    ? null
                    : new Counts(Projection.onSimplex(marginal.toDoubles(), total), Normal.Z95 * marginal.sigma());
        }

        @Override
        public String exactness() {
            return noiseTable(statement());
        }
    }

    private static String noiseTable(PrivacyStatement statement) {
        StringBuilder out = new StringBuilder("<h2>How exact the counts are</h2><p>Noise of a known size was added to"
                + " every count. A count below its 95 % error cannot be distinguished from zero.</p><table><tr><th>Counts</th>"
                + "<th class=\"n\">Standard deviation</th><th class=\"n\">95 % error</th></tr>");
        for (Map.Entry<String, Double> e : statement.noise().entrySet()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"n\">%.1f</td><td class=\"n\">± %.0f</td></tr>",
                    ReleaseHtml.escape(e.getKey()),
                    e.getValue(),
                    Normal.Z95 * e.getValue()));
        }
        return out.append("</table>").toString();
    }

    record OfCombinations(ReleasedCombinations released) implements Source {
        private boolean isNoisy() {
            return released.protection() instanceof Protection.DifferentialPrivacy;
        }

        @Override
        public Domain domain() {
            return released.domain();
        }

        @Override
        public PrivacyStatement statement() {
            return PrivacyStatement.of(released);
        }

        @Override
        public boolean isTest() {
            return released.protection() instanceof Protection.DifferentialPrivacy dp && dp.test();
        }

        @Override
        public Map<String, String> files() {
            return Map.of(ReleaseFolder.AGGREGATES, "protected counts of combinations of values");
        }

        @Override
        public Counts counts(int a) {
            CombinationTable table = released.table();
            double[] values = new double[domain().attribute(a).size()];
            for (int c = 0; c < values.length; c++) {
                int item = table.code().item(a, c);
                values[c] = item == 0 ? 0 : table.countOf(item);
            }
            return new Counts(
                    values, released.protection() instanceof Protection.DifferentialPrivacy dp ? dp.halfWidth(1) : 0);
        }

        @Override
        public String exactness() {
            if (isNoisy()) {
                return noiseTable(statement());
            }
            return "<h2>How exact the counts are</h2><p>"
                    + ReleaseHtml.escape(released.protection().mark())
                    + ". Rare combinations are missing, and counts are rounded.</p>";
        }

        @Override
        public String counted() {
            return isNoisy() ? "differentially private counts" : "protected counts";
        }

        @Override
        public String without() {
            return isNoisy() ? "noise" : "protection";
        }
    }

    record OfModel(ReleasedModel released) implements Source {
        private static final int WORST = 12;

        @Override
        public Domain domain() {
            return released.model().domain();
        }

        @Override
        public PrivacyStatement statement() {
            return PrivacyStatement.of(released);
        }

        @Override
        public boolean isTest() {
            return released.model().isTest();
        }

        @Override
        public Map<String, String> files() {
            Map<String, String> files = new LinkedHashMap<>();
            files.put(ReleaseFolder.MODEL, "the model, to draw more records from");
            files.put(ReleaseFolder.ERRORS, "how far the model may be from the records, by combination");
            return files;
        }

        @Override
        public Counts counts(int a) {
            return new Counts(released.model().marginal(Clique.of(a)), 0);
        }

        @Override
        public String exactness() {
            StringBuilder out = new StringBuilder("<h2>How exact the model is</h2><p>The sum of absolute differences of"
                    + " shares, 0 when model and records agree, 2 when they have nothing in common; the bound holds with"
                    + " 95 % for each combination by itself. Shown are the largest bounds; combinations that are not listed"
                    + " in <code>" + ReleaseFolder.ERRORS + "</code> are not known about.</p><table><tr>"
                    + "<th>Combination</th><th class=\"n\">Expected</th><th class=\"n\">At most</th></tr>");
            released.model().errors().stream()
                    .sorted(Comparator.comparingDouble(e -> -e.bound()))
                    .limit(WORST)
                    .forEach(e -> out.append(String.format(
                            Locale.ROOT,
                            "<tr><td>%s</td><td class=\"n\">%.4f</td><td class=\"n\">%.4f</td></tr>",
                            ReleaseHtml.escape(ModelReport.names(released.model(), e.clique())),
                            e.expected(),
                            e.bound())));
            return out.append("</table>").toString();
        }
    }

    record OfFamilies(ReleasedFamilies released) implements Source {
        @Override
        public Domain domain() {
            LinkedCodebook codebook = released.codebook();
            List<Attribute> attributes = new ArrayList<>();
            for (int a = 0; a < codebook.size(); a++) {
                attributes.add(a == codebook.countIndex() ? count(codebook) : attribute(codebook, a));
            }
            return Domain.of(attributes.toArray(Attribute[]::new));
        }

        /** An attribute of a parent or of a child under its own name; a name that both have says whose it is. */
        private static Attribute attribute(LinkedCodebook codebook, int a) {
            Attribute of = codebook.isOfChild(a)
                    ? codebook.children().domain().attribute(a - codebook.countIndex() - 1)
                    : codebook.parents().domain().attribute(a);
            return Attribute.builder(codebook.name(a))
                    .title(of.title().equals(of.name()) ? codebook.name(a) : of.title())
                    .description(of.description())
                    .categories(labels(codebook, a, of.declaredSize()))
                    .missingValuePolicy(of.missingValuePolicy())
                    .build();
        }

        private static Attribute count(LinkedCodebook codebook) {
            int a = codebook.countIndex();
            return Attribute.builder(codebook.name(a))
                    .title(codebook.name(a))
                    .description("")
                    .categories(labels(codebook, a, codebook.levels(a)))
                    .missingValuePolicy(MissingValuePolicy.REQUIRED)
                    .build();
        }

        private static List<String> labels(LinkedCodebook codebook, int a, int levels) {
            return IntStream.range(0, levels)
                    .mapToObj(level -> codebook.label(a, level))
                    .toList();
        }

        @Override
        public PrivacyStatement statement() {
            return PrivacyStatement.of(released);
        }

        @Override
        public boolean isTest() {
            return released.test();
        }

        @Override
        public Map<String, String> files() {
            Map<String, String> files = new LinkedHashMap<>();
            files.put(ReleaseFolder.AGGREGATES, "noisy tables of families with their error");
            files.put(ReleaseFolder.MODEL, "everything that was released, to draw other tables from");
            return files;
        }

        @Override
        public Counts counts(int a) {
            return new Counts(LinkedSynthesizer.agreed(released.noisy(), a), 0);
        }

        @Override
        public String exactness() {
            StringBuilder out = new StringBuilder("<h2>Whom it protects</h2><table><tr><th>Unit</th>"
                    + "<th class=\"n\">epsilon</th><th class=\"n\">delta</th></tr>");
            released.guarantees()
                    .forEach(g -> out.append(String.format(
                            Locale.ROOT,
                            "<tr><td>%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td></tr>",
                            ReleaseHtml.escape(g.who()),
                            Rounding.textUp(g.epsilon()),
                            Rounding.textUp(g.delta()))));
            return out.append("</table>").append(noiseTable(statement())).toString();
        }

        @Override
        public String counted() {
            return "differentially private numbers of "
                    + ReleaseHtml.escape(released.codebook().parent())
                    + " rows after they were made to agree, each shared out among its "
                    + ReleaseHtml.escape(released.codebook().child()) + " rows";
        }
    }
}
