// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.murmuration.engine.aggregation.AggregateTable;
import org.murmuration.engine.aggregation.MarginalPlan;
import org.murmuration.engine.aggregation.Protection;
import org.murmuration.engine.aggregation.ReleasedAggregates;
import org.murmuration.engine.aggregation.ReleasedCombinations;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.dataset.LinkedCodebook;
import org.murmuration.engine.dataset.LinkedDataset;
import org.murmuration.engine.dataset.MissingValuePolicy;
import org.murmuration.engine.graphicalmodel.Projection;
import org.murmuration.engine.internal.Rounding;
import org.murmuration.engine.linked.FamilyCounter;
import org.murmuration.engine.linked.LinkedQuery;
import org.murmuration.engine.marginal.Clique;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.mechanism.ReleasedMarginal;
import org.murmuration.engine.synthesis.ReleasedModel;
import org.murmuration.engine.synthesis.linked.LinkedSynthesizer;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;

/**
 * The report of a release as one static page: no script, nothing fetched, every chart with its numbers beside it. Made
 * from released counts and synthetic records alone.
 */
final class ReleaseHtml {
    private static final int MAX_LEVELS = 24;
    private static final int LABEL = 190;
    private static final int BARS = 420;
    private static final int LINE = 22;

    private static final String STYLE = ":root{color-scheme:light dark;--ink:#1b1b1f;--soft:#5b5f66;--paper:#fff;"
            + "--line:#d5d8dd;--dp:#0b5c8f;--syn:#e69f00}"
            + "@media(prefers-color-scheme:dark){:root{--ink:#ececf1;--soft:#a9adb6;--paper:#17181c;--line:#3a3d45;"
            + "--dp:#6bb8ea;--syn:#f0b93a}}"
            + "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;"
            + "margin:2rem auto;padding:0 1rem}h1{font-size:1.7rem}h2{font-size:1.2rem;margin-top:2rem}"
            + "table{border-collapse:collapse}th,td{padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--line);"
            + "text-align:left}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
            + ".lead{border-left:4px solid var(--dp);padding:.4rem 1rem}.test{border:3px solid #c8102e;padding:1rem;"
            + "font-weight:bold}.soft{color:var(--soft)}svg{max-width:100%;height:auto}svg text{fill:var(--ink);"
            + "font:12px system-ui,sans-serif}.dp{fill:var(--dp)}.syn{fill:var(--syn)}.err{stroke:var(--ink);"
            + "stroke-width:1.5}details{margin:.3rem 0 1rem}@media print{details{display:block}}";

    private final StringBuilder out = new StringBuilder();
    private final Source source;
    private final Drawn synthetic;

    private ReleaseHtml(Source source, Drawn synthetic) {
        this.source = source;
        this.synthetic = synthetic;
    }

    /** Private counts of a value with the half-width of their error, 0 where it is not known one by one. */
    private record Counts(double[] values, double error) {}

    /** What a page is made of besides synthetic records. */
    private interface Source {
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
    private interface Drawn {
        /** What the folder holds of it: file and content. */
        Map<String, String> files();

        /** Records by level of an attribute. */
        double[] counts(int attribute);
    }

    /** One table of records. */
    private record OneTable(Dataset records) implements Drawn {
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
    private record TwoTables(LinkedDataset families) implements Drawn {
        @Override
        public Map<String, String> files() {
            LinkedCodebook codebook = families.codebook();
            Map<String, String> files = new LinkedHashMap<>();
            files.put(
                    ReleaseFolder.PARENTS,
                    families.families() + " synthetic " + escape(codebook.parent()) + " rows; none is a real person");
            files.put(
                    ReleaseFolder.CHILDREN,
                    families.children().rows() + " synthetic " + escape(codebook.child()) + " rows, linked by "
                            + escape(codebook.parentKey()));
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

    static String of(ReleasedAggregates aggregates, Dataset synthetic) {
        return page(new OfAggregates(aggregates, AggregateTable.total(aggregates)), new OneTable(synthetic));
    }

    static String of(ReleasedModel model, Dataset synthetic) {
        return page(new OfModel(model), new OneTable(synthetic));
    }

    static String of(ReleasedCombinations released, Dataset synthetic) {
        return page(new OfCombinations(released), new OneTable(synthetic));
    }

    static String of(ReleasedFamilies released, LinkedDataset synthetic) {
        return page(new OfFamilies(released), new TwoTables(synthetic));
    }

    private static String page(Source source, Drawn synthetic) {
        ReleaseHtml page = new ReleaseHtml(source, synthetic);
        page.write();
        return page.out.toString();
    }

    private record OfAggregates(ReleasedAggregates aggregates, double total) implements Source {
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
                    : new Counts(
                            Projection.onSimplex(marginal.toDoubles(), total), MarginalPlan.Z95 * marginal.sigma());
        }

        @Override
        public String exactness() {
            return noiseTable(statement());
        }
    }

    private static String noiseTable(PrivacyStatement statement) {
        StringBuilder out = new StringBuilder("<h2>How exact the counts are</h2><p>Noise of a known size was added to"
                + " every count. A count below its 95 % error cannot be told from zero.</p><table><tr><th>Counts</th>"
                + "<th class=\"n\">Standard deviation</th><th class=\"n\">95 % error</th></tr>");
        for (Map.Entry<String, Double> e : statement.noise().entrySet()) {
            out.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"n\">%.1f</td><td class=\"n\">± %.0f</td></tr>",
                    escape(e.getKey()),
                    e.getValue(),
                    MarginalPlan.Z95 * e.getValue()));
        }
        return out.append("</table>").toString();
    }

    private record OfCombinations(ReleasedCombinations released) implements Source {
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
                    values,
                    released.protection() instanceof Protection.DifferentialPrivacy dp
                            ? MarginalPlan.Z95 * dp.noise().get(1)
                            : 0);
        }

        @Override
        public String exactness() {
            if (isNoisy()) {
                return noiseTable(statement());
            }
            return "<h2>How exact the counts are</h2><p>"
                    + escape(released.protection().mark())
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

    private record OfModel(ReleasedModel released) implements Source {
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
                            escape(ModelReport.names(released.model(), e.clique())),
                            e.expected(),
                            e.bound())));
            return out.append("</table>").toString();
        }
    }

    private record OfFamilies(ReleasedFamilies released) implements Source {
        @Override
        public Domain domain() {
            LinkedCodebook codebook = released.codebook();
            List<Attribute> attributes = new ArrayList<>();
            for (int a = 0; a < codebook.size(); a++) {
                int own = a - codebook.countIndex() - 1;
                Attribute of = a < codebook.countIndex()
                        ? codebook.parents().domain().attribute(a)
                        : own >= 0 ? codebook.children().domain().attribute(own) : null;
                List<String> labels = new ArrayList<>();
                for (int level = 0; level < (of == null ? codebook.levels(a) : of.declaredSize()); level++) {
                    labels.add(codebook.label(a, level));
                }
                attributes.add(Attribute.builder(codebook.name(a))
                        .title(of == null || of.title().equals(of.name()) ? codebook.name(a) : of.title())
                        .description(of == null ? "" : of.description())
                        .categories(labels)
                        .missingValuePolicy(of == null ? MissingValuePolicy.REQUIRED : of.missingValuePolicy())
                        .build());
            }
            return Domain.of(attributes.toArray(Attribute[]::new));
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
                            escape(g.who()),
                            Rounding.textUp(g.epsilon()),
                            Rounding.textUp(g.delta()))));
            return out.append("</table>").append(noiseTable(statement())).toString();
        }

        @Override
        public String counted() {
            return "differentially private numbers of "
                    + escape(released.codebook().parent())
                    + " rows after they were made to agree, each shared out among its "
                    + escape(released.codebook().child()) + " rows";
        }
    }

    private void write() {
        PrivacyStatement statement = source.statement();
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src")
                .append(" 'unsafe-inline'\"><title>Release report</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>Release report</h1>");
        if (source.isTest()) {
            out.append("<p class=\"test\" role=\"alert\">")
                    .append(escape(ReleasedAggregates.TEST_MARK))
                    .append("</p>");
        }
        out.append("<p class=\"lead\">").append(escape(statement.sentence())).append("</p>");
        writeContents();
        out.append(source.exactness());
        out.append("<h2>One attribute at a time</h2><p>Blue bars are the ")
                .append(source.counted())
                .append(", orange bars the synthetic records. A line is the 95 % error of the noise.")
                .append("</p>");
        for (int a = 0; a < source.domain().size(); a++) {
            writeAttribute(a);
        }
        out.append(
                        "<p class=\"soft\">Made by Murmuration from released counts and synthetic records alone; no number on")
                .append(" this page was computed from the original records without ")
                .append(source.without())
                .append(".</p></main></body></html>\n");
    }

    private void writeContents() {
        out.append("<h2>What is in this folder</h2><table><tr><th>File</th><th>Content</th></tr>")
                .append(synthetic.files().entrySet().stream()
                        .map(e -> row(e.getKey(), e.getValue()))
                        .collect(Collectors.joining()))
                .append(source.files().entrySet().stream()
                        .map(e -> row(e.getKey(), e.getValue()))
                        .collect(Collectors.joining()))
                .append(row(ReleaseFolder.CODEBOOK, "the attributes and the values they can take"))
                .append(row(ReleaseFolder.PRIVACY, "the guarantee and what it rests on"))
                .append("</table>");
    }

    private static String row(String file, String content) {
        return "<tr><td><code>" + file + "</code></td><td>" + content + "</td></tr>";
    }

    private void writeAttribute(int a) {
        Counts known = source.counts(a);
        if (known == null) {
            return;
        }
        Attribute attribute = source.domain().attribute(a);
        double[] dp = known.values();
        double[] counts = synthetic.counts(a);
        int shown = Math.min(MAX_LEVELS, dp.length);
        double error = known.error();
        double max = Math.max(1, error);
        for (int i = 0; i < shown; i++) {
            max = Math.max(max, Math.max(dp[i] + error, counts[i]));
        }
        String title = escape(attribute.title());
        out.append("<h3>").append(title).append("</h3>");
        if (!attribute.description().isEmpty()) {
            out.append("<p class=\"soft\">")
                    .append(escape(attribute.description()))
                    .append("</p>");
        }
        int height = shown * LINE + 6;
        out.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"Bars of %s; the numbers are in the"
                        + " table below\">",
                LABEL + BARS + 20,
                height,
                LABEL + BARS + 20,
                title));
        for (int i = 0; i < shown; i++) {
            writeBar(i, attribute.label(i), dp[i], counts[i], error, max);
        }
        boolean hasError = error > 0;
        out.append(
                        "</svg><details><summary>Numbers</summary><table><tr><th>Value</th><th class=\"n\">Private count</th>")
                .append(hasError ? "<th class=\"n\">95 % error</th>" : "")
                .append("<th class=\"n\">Synthetic</th></tr>");
        for (int i = 0; i < dp.length; i++) {
            out.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td class=\"n\">%.0f</td>%s<td class=\"n\">%.0f</td></tr>",
                    escape(attribute.label(i)),
                    dp[i],
                    hasError ? String.format(Locale.ROOT, "<td class=\"n\">± %.0f</td>", error) : "",
                    counts[i]));
        }
        out.append("</table></details>");
        if (shown < dp.length) {
            out.append("<p class=\"soft\">The chart shows the first ")
                    .append(shown)
                    .append(" of ")
                    .append(dp.length)
                    .append(" values; the table has all.</p>");
        }
    }

    private void writeBar(int i, String label, double dp, double synthetic, double error, double max) {
        double scale = BARS / max;
        int y = i * LINE + 4;
        String shortLabel = label.length() > 28 ? label.substring(0, 27) + "…" : label;
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text><rect class=\"dp\" x=\"%d\" y=\"%d\""
                        + " width=\"%.1f\" height=\"8\"/><rect class=\"syn\" x=\"%d\" y=\"%d\" width=\"%.1f\""
                        + " height=\"8\"/>",
                LABEL - 8,
                y + 12,
                escape(shortLabel),
                LABEL,
                y,
                dp * scale,
                LABEL,
                y + 9,
                synthetic * scale));
        if (error > 0) {
            out.append(String.format(
                    Locale.ROOT,
                    "<line class=\"err\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>",
                    LABEL + Math.max(0, dp - error) * scale,
                    LABEL + (dp + error) * scale,
                    y + 4,
                    y + 4));
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
