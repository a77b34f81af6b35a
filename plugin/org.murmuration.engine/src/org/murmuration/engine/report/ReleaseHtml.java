// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import java.util.Locale;
import java.util.stream.Collectors;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.AggregateTable;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.release.Certificate;
import org.murmuration.engine.report.statement.PrivacyStatement;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.model.ReleasedModel;

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
    private final ReportSources.Source source;
    private final ReportSources.Drawn synthetic;
    private final boolean isExplored;

    private ReleaseHtml(ReportSources.Source source, ReportSources.Drawn synthetic, boolean isExplored) {
        this.source = source;
        this.synthetic = synthetic;
        this.isExplored = isExplored;
    }

    static String of(ReleasedAggregates aggregates, Dataset synthetic, boolean isExplored) {
        return page(
                new ReportSources.OfAggregates(aggregates, AggregateTable.total(aggregates)),
                new ReportSources.OneTable(synthetic),
                isExplored);
    }

    static String of(ReleasedModel model, Dataset synthetic, boolean isExplored) {
        return page(new ReportSources.OfModel(model), new ReportSources.OneTable(synthetic), isExplored);
    }

    static String of(ReleasedCombinations released, Dataset synthetic, boolean isExplored) {
        return page(new ReportSources.OfCombinations(released), new ReportSources.OneTable(synthetic), isExplored);
    }

    static String of(ReleasedFamilies released, LinkedDataset synthetic, boolean isExplored) {
        return page(new ReportSources.OfFamilies(released), new ReportSources.TwoTables(synthetic), isExplored);
    }

    private static String page(ReportSources.Source source, ReportSources.Drawn synthetic, boolean isExplored) {
        ReleaseHtml page = new ReleaseHtml(source, synthetic, isExplored);
        page.write();
        return page.out.toString();
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
                    .append(escape(Certificate.TEST_MARK))
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
                .append(
                        isExplored
                                ? row(
                                        "<a href=\"" + ReleaseFolder.EXPLORE + "\">" + ReleaseFolder.EXPLORE + "</a>",
                                        "a page to explore the release by clicking, in English and French")
                                : "")
                .append("</table>");
    }

    private static String row(String file, String content) {
        return "<tr><td><code>" + file + "</code></td><td>" + content + "</td></tr>";
    }

    private void writeAttribute(int a) {
        ReportSources.Counts known = source.counts(a);
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

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
