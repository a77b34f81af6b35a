// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.reader;

import java.nio.file.Path;
import java.util.List;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.murmuration.engine.csv.CsvTable;
import org.murmuration.engine.csv.DatasetReader;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.ValidationReport;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.adapter.WorkflowPaths;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.CodebookPortObjectSpec;

/** Reads case data and its codebook. */
public final class CaseDataReaderNodeFactory extends DefaultNodeFactory {
    private static final int STRIDE = 4096;
    private static final DataTableSpec VALIDATION =
            TableOutput.spec("Attribute", StringCell.TYPE, "Rule", StringCell.TYPE, "Count (private)", LongCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Case Data Reader")
            .icon("case-data-reader.png")
            .shortDescription("Reads sensitive records from a CSV file together with their public codebook.")
            .fullDescription(
                    """
                    <p>Reads a delimited text file (RFC 4180) with one record a line, and the codebook that says which
                    attributes it has and which values they can take. All cells are kept as text, exactly as in the
                    file; the nodes that follow read them against the codebook.</p>
                    <p><b>Privacy.</b> The table and the validation report are the original data and must not be
                    published. No column domain is made from the records, and no message quotes them. The codebook is
                    public: make it from knowledge you had before the data, for example from the questionnaire.</p>
                    <p><b>Limits.</b> A field may have a million characters; longer ones are refused as an unclosed
                    quote.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addOutputTable("Case data", "The records as text (private).")
                    .addOutputPort("Codebook", "The codebook that was read.", CodebookPortObject.TYPE)
                    .addOutputTable(
                            "Validation",
                            "Number of values by attribute and violated rule (private). Values outside the codebook are"
                                    + " kept in the table and count as \"(other)\" in private statistics."))
            .model(m -> m.parametersClass(CaseDataReaderNodeParameters.class)
                    .configure(CaseDataReaderNodeFactory::configure)
                    .execute(CaseDataReaderNodeFactory::execute))
            .nodeType(NodeType.Source)
            .keywords("csv", "import", "codebook", "survey", "sensitive data");

    /** Creates the factory. */
    public CaseDataReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CaseDataReaderNodeParameters parameters = in.getParameters();
        Path file = WorkflowPaths.resolve(parameters.m_file, "the case file");
        Path codebookFile = WorkflowPaths.resolve(parameters.m_codebook, "the codebook");
        Work.configure(() -> {
            Codebook codebook = Codebook.read(codebookFile);
            try (CsvTable table = CsvTable.open(file, parameters.options())) {
                DatasetReader.columnsOf(codebook, table.header());
                out.setOutSpec(0, TableOutput.textSpec(table.header()));
            }
            out.setOutSpec(1, new CodebookPortObjectSpec(codebook));
            out.setOutSpec(2, VALIDATION);
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CaseDataReaderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.execute(() -> {
            Path file = WorkflowPaths.resolve(parameters.m_file, "the case file");
            Codebook codebook = Codebook.read(WorkflowPaths.resolve(parameters.m_codebook, "the codebook"));
            try (CsvTable csv = CsvTable.open(file, parameters.options())) {
                List<String> header = csv.header();
                int[] columns = DatasetReader.columnsOf(codebook, header);
                TableOutput table = new TableOutput(exec, TableOutput.textSpec(header));
                Dataset.Builder coded = Dataset.builder(codebook);
                long rows = 0;
                for (String[] record = csv.next(); record != null; record = csv.next()) {
                    table.addTexts(record);
                    for (int f = 0; f < columns.length; f++) {
                        coded.addText(f, record[columns[f]]);
                    }
                    coded.endRow();
                    if (++rows % STRIDE == 0) {
                        exec.setMessage("Reading records");
                    }
                }
                out.setOutData(0, table.finish());
                out.setOutData(1, new CodebookPortObject(codebook));
                out.setOutData(2, validation(exec, coded.report()));
                if (rows == 0) {
                    out.setWarningMessage("The file has a header and no records.");
                }
                warnOfExtraColumns(out, header, codebook);
            }
        });
    }

    private static void warnOfExtraColumns(ExecuteOutput out, List<String> header, Codebook codebook) {
        List<String> known = codebook.attributes().stream().map(Attribute::name).toList();
        List<String> extra = header.stream().filter(h -> !known.contains(h)).toList();
        if (!extra.isEmpty()) {
            out.setWarningMessage("The codebook does not know these columns, so private statistics leave them out: "
                    + String.join(", ", extra) + ".");
        }
    }

    private static BufferedDataTable validation(ExecutionContext exec, ValidationReport report)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, VALIDATION);
        for (ValidationReport.Issue issue : report.issues()) {
            table.add(
                    new StringCell(issue.attribute()),
                    new StringCell(issue.rule().description()),
                    new LongCell(issue.count()));
        }
        return table.finish();
    }
}
