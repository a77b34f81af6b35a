// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.AggregateTable;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.csv.CsvWriter;
import org.murmuration.engine.linked.LinkedDataset;
import org.murmuration.engine.marginal.CombinationTable;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.pages.ModelReport;
import org.murmuration.engine.report.statement.PrivacyStatement;
import org.murmuration.engine.synthesis.linked.FamilyAggregates;
import org.murmuration.engine.synthesis.linked.LinkedTables;
import org.murmuration.engine.synthesis.linked.ReleasedFamilies;
import org.murmuration.engine.synthesis.linked.ReleasedFamiliesJson;
import org.murmuration.engine.synthesis.model.LearnedModel;
import org.murmuration.engine.synthesis.model.ModelJson;
import org.murmuration.engine.synthesis.model.ReleasedModel;

/** The files of a release, by what was released. */
final class ReleaseFiles {
    private static final int STRIDE = 4096;

    private final Path draft;
    private final ReleaseFolder.Opener opener;
    private final boolean isExplored;

    /** Writes into a folder that is not yet in its place, with or without a page to explore the release on. */
    ReleaseFiles(Path draft, ReleaseFolder.Opener opener, boolean isExplored) {
        this.draft = draft;
        this.opener = opener;
        this.isExplored = isExplored;
    }

    /** Records drawn from aggregates. */
    void write(ReleasedAggregates aggregates, ReleaseFolder.SyntheticRecords synthetic, ProgressMonitor monitor)
            throws IOException {
        writeRecords(synthetic, monitor.part(0, 0.5));
        writeAggregates(draft.resolve(ReleaseFolder.AGGREGATES), aggregates, monitor.part(0.5, 0.9));
        describe(
                PrivacyStatement.of(aggregates),
                aggregates.codebook().toJson(),
                ReleaseHtml.of(aggregates, synthetic.coded(), isExplored));
        monitor.report(1, "Writing the release");
    }

    /** Records drawn from a model: the model itself, and how far it may be from the records. */
    void write(ReleasedModel model, ReleaseFolder.SyntheticRecords synthetic, ProgressMonitor monitor)
            throws IOException {
        writeRecords(synthetic, monitor.part(0, 0.6));
        try (OutputStream out = opener.open(draft.resolve(ReleaseFolder.MODEL))) {
            ModelJson.write(model, out);
        }
        writeErrors(draft.resolve(ReleaseFolder.ERRORS), model.model());
        describe(
                PrivacyStatement.of(model),
                model.codebook().toJson(),
                ReleaseHtml.of(model, synthetic.coded(), isExplored));
        monitor.report(1, "Writing the release");
    }

    /** Records made from counts of combinations. */
    void write(ReleasedCombinations released, ReleaseFolder.SyntheticRecords synthetic, ProgressMonitor monitor)
            throws IOException {
        writeRecords(synthetic, monitor.part(0, 0.7));
        writeCombinations(draft.resolve(ReleaseFolder.AGGREGATES), released, monitor.part(0.7, 0.95));
        describe(
                PrivacyStatement.of(released),
                released.codebook().toJson(),
                ReleaseHtml.of(released, synthetic.coded(), isExplored));
        monitor.report(1, "Writing the release");
    }

    private void writeCombinations(Path file, ReleasedCombinations released, ProgressMonitor monitor)
            throws IOException {
        CombinationTable table = released.table();
        List<String> header = attributeHeader(table.maxLength());
        header.addAll(List.of("protected_count", "half_width_95"));
        try (CsvWriter csv = new CsvWriter(opener.open(file), header)) {
            for (int i = 0; i < table.size(); i++) {
                CombinationTable.Described d = table.describe(table.key(i));
                Object[] cells = new Object[2 * table.maxLength() + 2];
                for (int j = 0; j < d.values().size(); j++) {
                    cells[2 * j] = d.attributes().get(j);
                    cells[2 * j + 1] = d.values().get(j);
                }
                cells[cells.length - 2] = table.count(i);
                cells[cells.length - 1] = released.protection() instanceof Protection.DifferentialPrivacy dp
                        ? String.format(
                                Locale.ROOT, "%.2f", dp.halfWidth(d.values().size()))
                        : null;
                csv.write(cells);
                if (i % STRIDE == 0) {
                    monitor.checkCanceled();
                }
            }
        }
    }

    private static List<String> attributeHeader(int most) {
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= most; i++) {
            header.add("attribute_" + i);
            header.add("value_" + i);
        }
        return header;
    }

    private void writeErrors(Path file, LearnedModel model) throws IOException {
        List<String> header = List.of("attributes", "expected_error", "bound_95", "measured");
        try (CsvWriter csv = new CsvWriter(opener.open(file), header)) {
            for (LearnedModel.QueryError e : model.errors()) {
                csv.write(
                        ModelReport.names(model, e.clique()),
                        String.format(Locale.ROOT, "%.5f", e.expected()),
                        String.format(Locale.ROOT, "%.5f", e.bound()),
                        e.measured());
            }
        }
    }

    private void describe(PrivacyStatement statement, String codebook, String report) throws IOException {
        writeText(draft.resolve(ReleaseFolder.PRIVACY), statement.toJson());
        writeText(draft.resolve(ReleaseFolder.CODEBOOK), codebook);
        writeText(draft.resolve(ReleaseFolder.REPORT), report);
    }

    private void writeRecords(ReleaseFolder.SyntheticRecords synthetic, ProgressMonitor monitor) throws IOException {
        writeSynthetic(
                draft.resolve(ReleaseFolder.SYNTHETIC),
                synthetic.header(),
                synthetic.rows(),
                synthetic.coded().rows(),
                monitor);
    }

    /** Writes a text. */
    void writeText(Path file, String text) throws IOException {
        try (OutputStream out = opener.open(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private void writeSynthetic(
            Path file, List<String> header, Iterable<String[]> records, int count, ProgressMonitor monitor)
            throws IOException {
        try (CsvWriter csv = new CsvWriter(opener.open(file), header)) {
            long n = 0;
            for (Iterator<String[]> rows = records.iterator(); rows.hasNext(); ) {
                csv.write((Object[]) rows.next());
                if (++n % STRIDE == 0) {
                    monitor.checkCanceled();
                    monitor.report((double) n / Math.max(1, count), "Writing synthetic records");
                }
            }
        }
    }

    /** Two linked tables. */
    void write(ReleasedFamilies released, ReleaseFolder.SyntheticFamilies synthetic, ProgressMonitor monitor)
            throws IOException {
        LinkedDataset coded = synthetic.coded();
        writeSynthetic(
                draft.resolve(ReleaseFolder.PARENTS),
                LinkedTables.parentHeader(released.codebook()),
                synthetic.parents(),
                coded.families(),
                monitor.part(0, 0.3));
        writeSynthetic(
                draft.resolve(ReleaseFolder.CHILDREN),
                LinkedTables.childHeader(released.codebook()),
                synthetic.children(),
                coded.children().rows(),
                monitor.part(0.3, 0.6));
        writeAggregates(draft.resolve(ReleaseFolder.AGGREGATES), released, monitor.part(0.6, 0.9));
        try (OutputStream out = opener.open(draft.resolve(ReleaseFolder.MODEL))) {
            ReleasedFamiliesJson.write(released, out);
        }
        describe(
                PrivacyStatement.of(released),
                released.codebook().toJson(),
                ReleaseHtml.of(released, coded, isExplored));
        monitor.report(1, "Writing the release");
    }

    private void writeAggregates(Path file, ReleasedFamilies released, ProgressMonitor monitor) throws IOException {
        List<String> header = new ArrayList<>(List.of("kind"));
        header.addAll(attributeHeader(FamilyAggregates.MOST_ATTRIBUTES));
        header.addAll(List.of("noisy_families", "agreed_families", "sigma", "half_width_95"));
        try (CsvWriter csv = new CsvWriter(opener.open(file), header)) {
            for (FamilyAggregates.Cell cell : FamilyAggregates.of(released)) {
                Object[] row = new Object[header.size()];
                row[0] = cell.kind();
                for (int i = 0; i < cell.values().size(); i++) {
                    row[1 + 2 * i] = cell.attributes().get(i);
                    row[2 + 2 * i] = cell.values().get(i);
                }
                row[row.length - 4] = String.format(Locale.ROOT, "%.4f", cell.noisy());
                row[row.length - 3] = String.format(Locale.ROOT, "%.2f", cell.agreed());
                row[row.length - 2] = String.format(Locale.ROOT, "%.4f", cell.sigma());
                row[row.length - 1] = String.format(Locale.ROOT, "%.2f", cell.halfWidth());
                csv.write(row);
                monitor.checkCanceled();
            }
        }
    }

    private void writeAggregates(Path file, ReleasedAggregates aggregates, ProgressMonitor monitor) throws IOException {
        int order = aggregates.marginals().stream()
                .mapToInt(m -> m.clique().size())
                .max()
                .orElse(1);
        List<String> header = attributeHeader(order);
        header.addAll(List.of("noisy_count", "consistent_count", "sigma", "half_width_95"));
        try (CsvWriter csv = new CsvWriter(opener.open(file), header)) {
            long[] n = {0};
            AggregateTable.forEach(aggregates, row -> {
                Object[] cells = new Object[2 * order + 4];
                for (int i = 0; i < row.attributes().size(); i++) {
                    cells[2 * i] = row.attributes().get(i);
                    cells[2 * i + 1] = row.values().get(i);
                }
                cells[2 * order] = row.noisy();
                cells[2 * order + 1] = String.format(Locale.ROOT, "%.2f", row.consistent());
                cells[2 * order + 2] = String.format(Locale.ROOT, "%.4f", row.sigma());
                cells[2 * order + 3] = String.format(Locale.ROOT, "%.2f", row.halfWidth());
                csv.write(cells);
                if (++n[0] % STRIDE == 0) {
                    monitor.checkCanceled();
                }
            });
        }
        monitor.report(1, "Writing aggregates");
    }
}
