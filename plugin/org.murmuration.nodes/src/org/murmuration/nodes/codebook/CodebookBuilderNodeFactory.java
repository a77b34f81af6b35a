// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.codebook;

import java.util.List;
import java.util.Set;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.container.filter.TableFilter;
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
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.CodebookDraft;
import org.murmuration.nodes.adapter.TableInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;

/** Drafts a codebook from a table. */
public final class CodebookBuilderNodeFactory extends DefaultNodeFactory {
    private static final int STRIDE = 4096;
    private static final DataTableSpec REVIEW = TableOutput.spec(
            "Attribute", StringCell.TYPE, "Value", StringCell.TYPE, "Confirmation code", StringCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Codebook Builder")
            .icon("codebook-builder.png")
            .shortDescription("Drafts a codebook from a table, to be reviewed before it is declared public.")
            .fullDescription(
                    """
                    <p>Lists the attributes of a table with their categories, or with bins of round width for numbers
                    and dates that take many values. The draft saves typing; it is no substitute for knowing the
                    domain.</p>
                    <p><b>Privacy.</b> The draft is <b>made from the data: not private</b>, because a value that only
                    one person has would give that person away. Private statistics refuse it until you declare it public
                    with the code from the review table. The code belongs to exactly this content: when the data change
                    the draft, it must be reviewed again. Before execution the output says nothing of the values.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputTable("Case data", "The records.")
                    .addOutputPort("Codebook", "The draft, or the codebook declared public.", CodebookPortObject.TYPE)
                    .addOutputTable("Review", "Every value of the draft and its confirmation code (private)."))
            .model(m -> m.parametersClass(CodebookBuilderNodeParameters.class)
                    .configure(CodebookBuilderNodeFactory::configure)
                    .execute(CodebookBuilderNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("domain", "categories", "bins", "schema", "data dictionary");

    /** Creates the factory. */
    public CodebookBuilderNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        CodebookBuilderNodeParameters parameters = in.getParameters();
        columns(parameters, in.getInTableSpec(0));
        out.setOutSpec(1, REVIEW);
    }

    private static String[] columns(CodebookBuilderNodeParameters parameters, DataTableSpec spec)
            throws InvalidSettingsException {
        String[] absent = parameters.m_columns.getMissingSelectedFromFullSpec(spec);
        if (absent.length > 0) {
            throw new InvalidSettingsException("These columns are selected but absent: " + String.join(", ", absent)
                    + ". Open the dialog and choose the columns again.");
        }
        String[] columns = parameters.m_columns.filterFromFullSpec(spec);
        if (columns.length == 0) {
            throw new InvalidSettingsException("No column is selected. Open the dialog and choose at least one.");
        }
        TableInput.columnsOf(List.of(columns), spec, "table");
        return columns;
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        CodebookBuilderNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Work.execute(() -> {
            String[] names = columns(parameters, table.getDataTableSpec());
            CodebookDraft draft = new CodebookDraft(
                    List.of(names),
                    parameters.m_maxCategories,
                    parameters.m_bins,
                    Set.of("", parameters.m_missingText.isEmpty() ? "\u0000" : parameters.m_missingText));
            look(table, names, draft, exec);
            Codebook codebook = draft.build();
            if (codebook.attributes().isEmpty()) {
                throw new InvalidSettingsException("No column can be described: all are empty or have too many values."
                        + " Raise \"Most categories\", or write a codebook file.");
            }
            String code = CodebookDraft.confirmationCode(codebook);
            boolean confirmed = code.equals(parameters.m_confirmation.trim());
            out.setOutData(0, new CodebookPortObject(confirmed ? codebook.declaredPublic() : codebook));
            out.setOutData(1, review(codebook, code, exec));
            warn(out, draft.leftOut(), confirmed, !parameters.m_confirmation.isBlank());
        });
    }

    private static void look(BufferedDataTable table, String[] names, CodebookDraft draft, ExecutionContext exec)
            throws CanceledExecutionException, InvalidSettingsException {
        int[] columns = TableInput.columnsOf(List.of(names), table.getDataTableSpec(), "table");
        long rows = 0;
        try (CloseableRowIterator iterator =
                table.filter(TableFilter.materializeCols(columns)).iterator()) {
            while (iterator.hasNext()) {
                DataRow row = iterator.next();
                for (int i = 0; i < columns.length; i++) {
                    draft.add(i, TableInput.text(row.getCell(columns[i])));
                }
                if (++rows % STRIDE == 0) {
                    exec.checkCanceled();
                    exec.setProgress((double) rows / table.size(), () -> "Looking at values");
                }
            }
        }
    }

    private static BufferedDataTable review(Codebook codebook, String code, ExecutionContext exec)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, REVIEW);
        for (Attribute a : codebook.attributes()) {
            for (int i = 0; i < a.declaredSize(); i++) {
                table.addTexts(a.name(), a.label(i), code);
            }
        }
        return table.finish();
    }

    private static void warn(ExecuteOutput out, List<String> leftOut, boolean confirmed, boolean hasCode) {
        StringBuilder text = new StringBuilder();
        if (!confirmed) {
            text.append(
                    hasCode
                            ? "The confirmation code belongs to another draft. Review the new one and copy its code."
                            : "Made from the data: not private. Review the draft and copy its confirmation code.");
        }
        if (!leftOut.isEmpty()) {
            text.append(text.length() == 0 ? "" : " ")
                    .append("Left out, without values or with too many: ")
                    .append(String.join(", ", leftOut))
                    .append('.');
        }
        if (text.length() > 0) {
            out.setWarningMessage(text.toString());
        }
    }
}
