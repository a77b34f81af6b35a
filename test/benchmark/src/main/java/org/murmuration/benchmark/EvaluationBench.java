// SPDX-License-Identifier: Apache-2.0
package org.murmuration.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.murmuration.engine.csv.CsvOptions;
import org.murmuration.engine.csv.CsvTable;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.Score;
import org.murmuration.engine.evaluation.columns.ColumnReport;
import org.murmuration.engine.evaluation.marginals.KMarginalEvaluation;
import org.murmuration.engine.evaluation.risk.AttackResult;
import org.murmuration.engine.evaluation.risk.CopyReport;
import org.murmuration.engine.evaluation.risk.DisclosureRisk;
import org.murmuration.engine.evaluation.risk.MembershipInference;
import org.murmuration.engine.evaluation.scores.Metric;
import org.murmuration.engine.evaluation.scores.UtilityScores;
import org.murmuration.engine.evaluation.scores.UtilityScoring;
import org.murmuration.engine.evaluation.scores.UtilityScoring.Options;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.random.RandomSource;

/**
 * Utility and disclosure risk of any two CSV files: one JSON object with every score and the seconds of each group. Columns are
 * numbers where the codebook has bins or, without one, where every value of every file is a number.
 */
final class EvaluationBench {
    private static final List<String> OPTIONS = List.of(
            "real",
            "synthetic",
            "holdout",
            "codebook",
            "missing",
            "attacks",
            "groups",
            "records",
            "target",
            "group",
            "keys",
            "limit");
    private static final String ALL = "columns,marginals,records,distinguishability,analysis,questions,risk";

    private final Map<String, String> options;
    private final Set<String> missing;
    private final StringBuilder json = new StringBuilder("{\"benchmark\": \"evaluate\"");
    private final StringBuilder seconds = new StringBuilder();

    private EvaluationBench(Map<String, String> options) {
        this.options = options;
        this.missing = Set.of("", options.getOrDefault("missing", "?"));
    }

    static void run(String[] args) throws IOException {
        Map<String, String> options = Bench.options(args, OPTIONS);
        if (!options.containsKey("real") || !options.containsKey("synthetic")) {
            throw new IllegalArgumentException("Say --real R.csv --synthetic S.csv.");
        }
        new EvaluationBench(options).run();
    }

    private void run() throws IOException {
        List<String> files = new ArrayList<>(List.of(options.get("real"), options.get("synthetic")));
        Optional.ofNullable(options.get("holdout")).ifPresent(files::add);
        MixedColumns columns = columns(files);
        List<MixedRecords> tables = new ArrayList<>();
        long start = System.nanoTime();
        for (String file : files) {
            tables.add(read(file, columns));
        }
        group("reading", start);
        MixedRecords real = tables.get(0);
        MixedRecords synthetic = tables.get(1);
        Optional<MixedRecords> holdout = tables.size() > 2 ? Optional.of(tables.get(2)) : Optional.empty();
        json.append(String.format(
                Locale.ROOT,
                ", \"realRows\": %d, \"syntheticRows\": %d, \"columns\": %d",
                real.rows(),
                synthetic.rows(),
                columns.columns().size()));
        Set<String> groups =
                new HashSet<>(Arrays.asList(options.getOrDefault("groups", ALL).split(",")));
        for (Map.Entry<String, List<Metric>> group : metrics().entrySet()) {
            if (groups.contains(group.getKey())) {
                start = System.nanoTime();
                UtilityScores scores = UtilityScoring.measure(
                        real,
                        synthetic,
                        new Options(group.getValue(), number("limit", 1_000_000)),
                        "bench",
                        ProgressMonitor.NONE);
                group(group.getKey(), start);
                json.append(", \"").append(group.getKey()).append("\": [");
                json.append(scores.scores().stream().map(EvaluationBench::score).collect(Collectors.joining(", ")));
                json.append(']');
                scores.report(ColumnReport.class).ifPresent(this::columns);
            }
        }
        if (groups.contains("risk")) {
            start = System.nanoTime();
            risk(real, synthetic, holdout);
            group("risk", start);
        }
        System.out.println(json.append(", \"seconds\": {").append(seconds).append("}}"));
    }

    private void group(String name, long start) {
        seconds.append(seconds.isEmpty() ? "" : ", ")
                .append(String.format(Locale.ROOT, "\"%s\": %.3f", name, (System.nanoTime() - start) / 1e9));
    }

    private void score(String name, double value) {
        json.append(", ").append(quoted(name)).append(": ").append(number(value));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private int number(String option, int otherwise) {
        return options.containsKey(option) ? Integer.parseInt(options.get(option)) : otherwise;
    }

    private Map<String, List<Metric>> metrics() {
        int shown = number("records", 5000);
        Map<String, List<Metric>> groups = new LinkedHashMap<>();
        groups.put("columns", List.of(new Metric.Columns()));
        groups.put(
                "marginals",
                List.of(new Metric.Marginals(new KMarginalEvaluation.Options(
                        KMarginalEvaluation.MAX_ORDER, 200, Optional.ofNullable(options.get("group"))))));
        groups.put(
                "records",
                List.of(new Metric.Records(
                        options.containsKey("keys")
                                ? List.of(options.get("keys").split(","))
                                : List.of())));
        groups.put("distinguishability", List.of(new Metric.Trees(shown), new Metric.MainEffects(shown)));
        Optional.ofNullable(options.get("target"))
                .ifPresent(t ->
                        groups.put("analysis", List.of(new Metric.Regression(t), new Metric.Prediction(t, shown))));
        groups.put("questions", List.of(new Metric.Questions(500)));
        return groups;
    }

    private static String score(Score s) {
        return String.format(
                Locale.ROOT,
                "{\"metric\": %s, \"size\": %d, \"about\": %s, \"value\": %s, \"chance\": %s, \"independent\": %s,"
                        + " \"error\": %s}",
                quoted(s.metric()),
                s.size(),
                quoted(s.about()),
                number(s.value()),
                number(s.chance()),
                number(s.independent()),
                number(s.error()));
    }

    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "null";
    }

    private void columns(ColumnReport report) {
        json.append(", \"columnScores\": [");
        String separator = "";
        for (ColumnReport.ColumnScores c : report.columns()) {
            json.append(separator).append("{\"column\": ").append(quoted(c.name()));
            score("shape", c.shape());
            score("shapeWithMissing", c.shapeWithMissing());
            score("missing", c.missing());
            score("coverage", c.coverage());
            score("adherence", c.adherence());
            score(c.isNumeric() ? "wasserstein" : "jensenShannon", c.distance());
            score("hellinger", c.hellinger());
            score("mean", c.mean());
            score("median", c.median());
            score("deviation", c.deviation());
            json.append('}');
            separator = ", ";
        }
        json.append("], \"pairScores\": [");
        separator = "";
        for (ColumnReport.PairScores p : report.pairs()) {
            json.append(separator)
                    .append("{\"first\": ")
                    .append(quoted(p.first()))
                    .append(", \"second\": ")
                    .append(quoted(p.second()));
            score("contingency", p.similarity());
            score("floor", p.floor());
            score("independent", p.independent());
            score("kept", p.betweenAnchors());
            json.append(", \"association\": ").append(quoted(p.association().title()));
            score("real", p.real());
            score("synthetic", p.synthetic());
            score("correlation", p.correlation());
            score("rankCorrelation", p.rankCorrelation());
            json.append('}');
            separator = ", ";
        }
        json.append(']');
    }

    private void risk(MixedRecords real, MixedRecords synthetic, Optional<MixedRecords> holdout) {
        int attacks = Integer.parseInt(options.getOrDefault("attacks", "500"));
        DisclosureRisk risk = DisclosureRisk.of(
                real, synthetic, holdout, attacks, RandomSource.seeded("bench"), ProgressMonitor.NONE);
        int width = real.columns().columns().size();
        List<AttackResult> results = new ArrayList<>();
        risk.singlingOutByOneColumn().ifPresent(results::add);
        risk.singlingOutByColumns(Math.min(3, width)).ifPresent(results::add);
        for (int c = 0; c < width && width > 1; c++) {
            int secret = c;
            int[] known = IntStream.range(0, width).filter(k -> k != secret).toArray();
            results.add(risk.inference(known, secret, 0.05));
        }
        holdout.filter(h -> h.rows() > 1)
                .map(h -> MembershipInference.attack(
                        real, synthetic, h, attacks, RandomSource.seeded("bench"), ProgressMonitor.NONE))
                .ifPresent(m -> {
                    results.add(m.attack());
                    score("membershipAuc", m.auc());
                    score("membershipAucError", m.aucError());
                });
        json.append(", \"attacks\": [")
                .append(results.stream().map(EvaluationBench::attack).collect(Collectors.joining(", ")))
                .append(']');
        CopyReport copies = risk.copies();
        json.append(", \"copies\": {\"records\": ").append(copies.records());
        score("equal", copies.equal());
        score("equalToHoldout", copies.equalToControl());
        score("near", copies.near());
        score("nearHoldout", copies.nearControl());
        score("closerToReal", copies.closerToReal());
        json.append('}');
    }

    private static String attack(AttackResult a) {
        return String.format(
                Locale.ROOT,
                "{\"attack\": %s, \"attacks\": %d, \"successes\": %d, \"baseline\": %d, \"control\": %d,"
                        + " \"risk\": %.6f, \"low\": %.6f, \"high\": %.6f}",
                quoted(a.attack()),
                a.attacks(),
                a.successes(),
                a.baselineSuccesses(),
                a.controlSuccesses(),
                a.risk(),
                a.low(),
                a.high());
    }

    // Files

    private MixedColumns columns(List<String> files) throws IOException {
        if (options.containsKey("codebook")) {
            Codebook codebook = Codebook.read(Path.of(options.get("codebook")));
            return MixedColumns.of(codebook.attributes().stream()
                    .map((Attribute a) ->
                            new MixedColumns.Column(a.name(), a.bins().isPresent()))
                    .toList());
        }
        List<String> names = new ArrayList<>();
        Set<String> texts = new HashSet<>();
        for (String file : files) {
            try (CsvTable table = CsvTable.open(Path.of(file), CsvOptions.withDefaults())) {
                List<String> header = table.header();
                if (names.isEmpty()) {
                    names.addAll(header);
                } else {
                    names.retainAll(header);
                }
                for (String[] row = table.next(); row != null; row = table.next()) {
                    for (int c = 0; c < row.length; c++) {
                        if (!texts.contains(header.get(c)) && !isMissing(row[c]) && Double.isNaN(parsed(row[c]))) {
                            texts.add(header.get(c));
                        }
                    }
                }
            }
        }
        return MixedColumns.of(names.stream()
                .map(n -> new MixedColumns.Column(n, !texts.contains(n)))
                .toList());
    }

    private boolean isMissing(String value) {
        return value == null || missing.contains(value.trim());
    }

    private static double parsed(String value) {
        try {
            return Double.parseDouble(value.trim());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private MixedRecords read(String file, MixedColumns columns) throws IOException {
        MixedRecords.Builder builder = MixedRecords.of(columns);
        try (CsvTable table = CsvTable.open(Path.of(file), CsvOptions.withDefaults())) {
            int[] positions = new int[columns.columns().size()];
            for (int c = 0; c < positions.length; c++) {
                positions[c] = table.header().indexOf(columns.columns().get(c).name());
                if (positions[c] < 0) {
                    throw new IOException(file + " has no column \""
                            + columns.columns().get(c).name() + "\".");
                }
            }
            for (String[] row = table.next(); row != null; row = table.next()) {
                for (int c = 0; c < positions.length; c++) {
                    String value = isMissing(row[positions[c]]) ? null : row[positions[c]].trim();
                    if (columns.columns().get(c).isNumeric()) {
                        builder.number(c, value == null ? Double.NaN : parsed(value));
                    } else {
                        builder.text(c, value);
                    }
                }
                builder.endRow();
            }
        }
        return builder.build();
    }
}
