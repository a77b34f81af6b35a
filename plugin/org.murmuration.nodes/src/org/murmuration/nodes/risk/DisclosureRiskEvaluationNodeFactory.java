// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.risk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
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
import org.murmuration.engine.evaluation.MixedColumns;
import org.murmuration.engine.evaluation.MixedRecords;
import org.murmuration.engine.evaluation.risk.AttackResult;
import org.murmuration.engine.evaluation.risk.CopyReport;
import org.murmuration.engine.evaluation.risk.DisclosureRisk;
import org.murmuration.engine.evaluation.risk.MembershipInference;
import org.murmuration.engine.evaluation.risk.MembershipReport;
import org.murmuration.engine.random.RandomSource;
import org.murmuration.engine.report.pages.RiskJson;
import org.murmuration.nodes.adapter.MixedInput;
import org.murmuration.nodes.adapter.TableOutput;
import org.murmuration.nodes.adapter.Work;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.view.Page;
import org.murmuration.nodes.view.ViewData;

/** Attacks real records with synthetic ones. */
public final class DisclosureRiskEvaluationNodeFactory extends DefaultNodeFactory {
    private static final String NO_CONTROL =
            "Without people who were not in the data, what everybody could guess from the"
                    + " population counts as risk too. Connect a table of such people.";
    private static final DataTableSpec ATTACKS = TableOutput.spec(
            "Attack",
            StringCell.TYPE,
            "Attacks",
            IntCell.TYPE,
            "Successes (private)",
            IntCell.TYPE,
            "Successes by guessing (private)",
            IntCell.TYPE,
            "Attacks on others",
            IntCell.TYPE,
            "Successes on others (private)",
            IntCell.TYPE,
            "Risk (private)",
            DoubleCell.TYPE,
            "95% low (private)",
            DoubleCell.TYPE,
            "95% high (private)",
            DoubleCell.TYPE,
            "Better than guessing (private)",
            StringCell.TYPE);
    private static final DataTableSpec COPIES =
            TableOutput.spec("Metric", StringCell.TYPE, "Value (private)", DoubleCell.TYPE);

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Disclosure Risk Evaluation")
            .icon("disclosure-risk-evaluation.png")
            .shortDescription("Attacks the real records with the synthetic ones: singling out, linking, inference.")
            .fullDescription(
                    """
                    <p>Plays an attacker who has the synthetic records and knows something of real people, in the manner
                    of Anonymeter (Giomi and others 2023). <b>Singling out</b>: conditions that one synthetic record
                    meets are believed to be met by one person. <b>Linkability</b>: two sources that each know some
                    columns find the same synthetic record near. <b>Inference</b>: the secret of the nearest synthetic
                    record is taken for the person's.</p>
                    <p><b>Risk.</b> Each attack is also made without the synthetic records (guessing), and on people who
                    were not in the data. Risk = (attack - others) / (1 - others): what is gained from a person's record
                    being in the data, with its 95 % interval (Wilson). An attack that is no better than guessing shows
                    nothing; for differentially private records that is to be expected.</p>
                    <p><b>Membership inference</b> (with other people only): from the synthetic records and half of the
                    other people it is guessed who was in the data, as DOMIAS does; the area under the curve is 0.5 when
                    nothing can be told.</p>
                    <p><b>Copies.</b> Shares of synthetic records that equal, or nearly equal, a real one, beside the
                    same for people who were not in the data. Distances are no measure of privacy: they only show
                    copies.</p>
                    <p><b>Privacy.</b> The results <b>contain sensitive results: do not publish</b>. A low risk found by
                    attack is no guarantee; the guarantee of a release is its epsilon and delta.</p>
                    <p><b>Columns</b> are those that all tables share, numbers where all have numbers, texts otherwise.
                    Missing is a value.</p>""")
            .sinceVersion(5, 8, 0)
            .ports(p -> p.addInputPort(
                            "Real data", "The records that the synthetic ones were made from.", BufferedDataTable.TYPE)
                    .addInputPort("Synthetic data", "What an attacker has.", BufferedDataTable.TYPE)
                    .addInputPort(
                            "Other people",
                            "Records of the same population that were not used to make the synthetic ones (optional).",
                            BufferedDataTable.TYPE_OPTIONAL)
                    .addInputPort(
                            "Codebook",
                            "The codebook of all tables (optional): texts that mean numbers, days or missing values are then read as"
                                    + " such. Without it columns are compared as they are.",
                            CodebookPortObject.OPTIONAL)
                    .addOutputTable("Risks", "One row an attack (private).")
                    .addOutputTable("Copies", "How near synthetic records are to real ones (private)."))
            .model(m -> m.parametersClass(DisclosureRiskEvaluationNodeParameters.class)
                    .configure(DisclosureRiskEvaluationNodeFactory::configure)
                    .execute(DisclosureRiskEvaluationNodeFactory::execute))
            .addView(v -> ViewData.view(
                    v,
                    Page.RISK,
                    "Risks with their intervals, and how often each attack succeeded. Private: do not publish."))
            .nodeType(NodeType.Visualizer)
            .keywords("attack", "singling out", "linkability", "inference", "re-identification", "Anonymeter");

    /** Creates the factory. */
    public DisclosureRiskEvaluationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DisclosureRiskEvaluationNodeParameters parameters = in.getParameters();
        DataTableSpec others = in.getInPortSpec(2);
        parameters.check(MixedInput.configured(in.getInPortSpec(3), in.getInPortSpec(0), in.getInPortSpec(1), others));
        out.setOutSpec(0, ATTACKS);
        out.setOutSpec(1, COPIES);
        if (others == null) {
            out.setWarningMessage(NO_CONTROL);
        }
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        DisclosureRiskEvaluationNodeParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable real = in.getInPortObject(0);
        BufferedDataTable synthetic = in.getInPortObject(1);
        BufferedDataTable others = in.getInPortObject(2);
        Work.execute(() -> {
            CodebookPortObject codebook = in.getInPortObject(3);
            MixedColumns columns = MixedInput.columns(
                    codebook,
                    real.getDataTableSpec(),
                    synthetic.getDataTableSpec(),
                    others == null ? null : others.getDataTableSpec());
            MixedRecords victims = MixedInput.read(real, codebook, columns, exec.createSubProgress(0.1));
            MixedRecords known = MixedInput.read(synthetic, codebook, columns, exec.createSubProgress(0.1));
            Optional<MixedRecords> control = others == null
                    ? Optional.empty()
                    : Optional.of(MixedInput.read(others, codebook, columns, exec.createSubProgress(0.1)));
            DisclosureRisk risk = DisclosureRisk.of(
                    victims,
                    known,
                    control,
                    parameters.m_attacks,
                    RandomSource.seeded("attack " + parameters.m_seed),
                    Work.monitor(exec.createSubProgress(0.7)));
            List<AttackResult> attacks = attacks(risk, parameters, columns);
            Optional<MembershipReport> membership = Optional.empty();
            if (control.isPresent() && control.get().rows() > 1) {
                membership = Optional.of(MembershipInference.attack(
                        victims,
                        known,
                        control.get(),
                        parameters.m_attacks,
                        RandomSource.seeded("membership " + parameters.m_seed),
                        Work.monitor(exec.createSilentSubProgress(0))));
                attacks.add(membership.get().attack());
            }
            CopyReport copies = risk.copies();
            out.setOutData(0, write(exec, attacks));
            out.setOutData(1, write(exec, copies, membership));
            out.setInternalData(ViewData.store(exec, RiskJson.of(attacks, copies, membership)));
            if (others == null) {
                out.setWarningMessage(NO_CONTROL);
            }
        });
    }

    private static List<AttackResult> attacks(
            DisclosureRisk risk, DisclosureRiskEvaluationNodeParameters parameters, MixedColumns columns)
            throws InvalidSettingsException {
        List<AttackResult> attacks = new ArrayList<>();
        risk.singlingOutByOneColumn().ifPresent(attacks::add);
        risk.singlingOutByColumns(parameters.m_columns).ifPresent(attacks::add);
        int[] first = parameters.first(columns);
        if (first.length > 0) {
            attacks.add(risk.linkability(first, parameters.second(columns), parameters.m_neighbors));
        }
        for (int secret : parameters.secrets(columns)) {
            attacks.add(risk.inference(parameters.known(columns, secret), secret, parameters.m_tolerance));
        }
        return attacks;
    }

    private static BufferedDataTable write(ExecutionContext exec, List<AttackResult> attacks)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, ATTACKS);
        for (AttackResult a : attacks) {
            table.add(
                    new StringCell(a.attack()),
                    new IntCell(a.attacks()),
                    new IntCell(a.successes()),
                    new IntCell(a.baselineSuccesses()),
                    a.hasControl() ? new IntCell(a.controlAttacks()) : DataType.getMissingCell(),
                    a.hasControl() ? new IntCell(a.controlSuccesses()) : DataType.getMissingCell(),
                    new DoubleCell(a.risk()),
                    new DoubleCell(a.low()),
                    new DoubleCell(a.high()),
                    new StringCell(a.beatsGuessing() ? "yes" : "no: the attack shows nothing"));
        }
        return table.finish();
    }

    private static BufferedDataTable write(
            ExecutionContext exec, CopyReport copies, Optional<MembershipReport> membership)
            throws CanceledExecutionException {
        TableOutput table = new TableOutput(exec, COPIES);
        row(table, "Synthetic records looked at", copies.records());
        row(table, "Share equal to a real record", copies.equal());
        row(table, "Share equal to one of other people", copies.equalToControl());
        row(table, "Share within 1 % of a real record", copies.near());
        row(table, "Share within 1 % of one of other people", copies.nearControl());
        row(table, "Share nearer to real records than to other people (0.5 is chance)", copies.closerToReal());
        row(table, "Median distance to the nearest real record (no measure of privacy)", copies.medianDistance());
        row(table, "Median distance to the nearest of other people", copies.medianToControl());
        if (membership.isPresent()) {
            MembershipReport m = membership.get();
            row(table, "Area under the curve of membership inference (0.5 is chance)", m.auc());
            row(table, "Half-width of its 95 % interval", m.aucError());
            row(table, "Share of members found at 10 % false alarms", m.found10());
            row(table, "Share of members found at 1 % false alarms", m.found1());
        }
        return table.finish();
    }

    private static void row(TableOutput table, String metric, double value) throws CanceledExecutionException {
        DataCell cell = Double.isNaN(value) ? DataType.getMissingCell() : new DoubleCell(value);
        table.add(new StringCell(metric), cell);
    }
}
