// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.adapter;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.RequirePorts;
import org.murmuration.engine.aggregation.combinations.Protection;
import org.murmuration.engine.aggregation.combinations.ReleasedCombinations;
import org.murmuration.engine.aggregation.marginals.ReleasedAggregates;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.progress.ProgressMonitor;
import org.murmuration.engine.report.ReleaseException;
import org.murmuration.engine.report.ReleaseFolder;
import org.murmuration.engine.report.pages.NavigatorJson;
import org.murmuration.engine.report.pages.PublishablePage;
import org.murmuration.engine.synthesis.model.ReleasedModel;
import org.murmuration.nodes.port.AggregatesPortObject;
import org.murmuration.nodes.port.AggregatesPortObjectSpec;
import org.murmuration.nodes.port.CombinationsPortObject;
import org.murmuration.nodes.port.CombinationsPortObjectSpec;
import org.murmuration.nodes.port.ModelPortObject;
import org.murmuration.nodes.port.ModelPortObjectSpec;

/**
 * What synthetic records were made from: exactly one of the three kinds of releases that a node has optional ports for.
 */
public final class ReleaseSource {
    private final Codebook codebook;
    private final boolean isTest;
    private final Function<Dataset, PublishablePage> page;
    private final Writing writing;

    /** Writes a release folder. */
    private interface Writing {
        void write(ReleaseFolder folder, ReleaseFolder.SyntheticRecords records, ProgressMonitor monitor)
                throws ReleaseException;
    }

    private ReleaseSource(Codebook codebook, boolean isTest, Function<Dataset, PublishablePage> page, Writing writing) {
        this.codebook = codebook;
        this.isTest = isTest;
        this.page = page;
        this.writing = writing;
    }

    /**
     * The inputs of a node that hands a release on: synthetic records first, then one port for each kind of source.
     *
     * @param ports of the node
     * @return the same ports, for more
     */
    public static RequirePorts.PortsAdder ports(RequirePorts.PortsAdder ports) {
        return ports.addInputTable("Synthetic data", "What a synthesizer or sampler made of the source.")
                .addInputPort("DP aggregates", "What DP Marginals released (optional).", AggregatesPortObject.OPTIONAL)
                .addInputPort("DP model", "What DP Synthesizer Learner learned (optional).", ModelPortObject.OPTIONAL)
                .addInputPort(
                        "Combination aggregates",
                        "What DP Aggregates or k-Anonymous Aggregates counted (optional).",
                        CombinationsPortObject.OPTIONAL);
    }

    /**
     * The release of the connected port.
     *
     * @param inputs objects of the ports, in any order; null where nothing is connected
     * @return the source
     * @throws InvalidSettingsException unless exactly one is connected
     */
    public static ReleaseSource of(PortObject... inputs) throws InvalidSettingsException {
        PortObject one = (PortObject) one((Object[]) inputs);
        if (one instanceof AggregatesPortObject port) {
            ReleasedAggregates a = port.aggregates();
            return new ReleaseSource(
                    a.codebook(), a.test(), d -> NavigatorJson.of(a, d), (f, r, monitor) -> f.write(a, r, monitor));
        }
        if (one instanceof ModelPortObject port) {
            ReleasedModel m = port.model();
            return new ReleaseSource(
                    m.codebook(),
                    m.model().isTest(),
                    d -> NavigatorJson.of(m, d),
                    (f, r, monitor) -> f.write(m, r, monitor));
        }
        ReleasedCombinations c = ((CombinationsPortObject) one).combinations();
        return new ReleaseSource(
                c.codebook().optional(),
                c.protection() instanceof Protection.DifferentialPrivacy dp && dp.test(),
                d -> NavigatorJson.of(c, d),
                (f, r, monitor) -> f.write(c, r, monitor));
    }

    /**
     * Checks ports before anything runs.
     *
     * @param table spec of the synthetic records
     * @param isTrusted whether the user says that the table is synthetic, so that no mark is asked for
     * @param inputs specs of the ports, in any order; null where nothing is connected
     * @return whether the noise came from a seed
     * @throws InvalidSettingsException unless exactly one is connected and the table has its columns, all marked as
     *     synthetic
     */
    public static boolean check(DataTableSpec table, boolean isTrusted, PortObjectSpec... inputs)
            throws InvalidSettingsException {
        Object one = one((Object[]) inputs);
        Optional<Codebook> codebook;
        boolean isTest;
        if (one instanceof AggregatesPortObjectSpec spec) {
            codebook = Optional.of(spec.codebook());
            isTest = spec.isTest();
        } else if (one instanceof ModelPortObjectSpec spec) {
            codebook = Optional.of(spec.codebook());
            isTest = spec.isTest();
        } else {
            CombinationsPortObjectSpec spec = (CombinationsPortObjectSpec) one;
            codebook = spec.codebook();
            isTest = spec.isTest();
        }
        if (!isTrusted && table != null) { // a table that is not known yet is checked when it is there
            SyntheticMark.check(
                    table,
                    codebook.map(ReleaseSource::header).orElse(List.of(table.getColumnNames())),
                    "synthetic table");
        }
        if (codebook.isPresent()) {
            TableInput.columnsOf(header(codebook.get()), table, "synthetic table");
        }
        return isTest;
    }

    private static Object one(Object... sources) throws InvalidSettingsException {
        List<Object> connected = Arrays.stream(sources).filter(Objects::nonNull).toList();
        if (connected.isEmpty()) {
            throw new InvalidSettingsException(
                    "Connect what the records were drawn from: DP aggregates, a DP model or combination aggregates.");
        }
        if (connected.size() > 1) {
            throw new InvalidSettingsException(
                    "Connect DP aggregates, a DP model or combination aggregates, not several: a release has one source.");
        }
        return connected.get(0);
    }

    private static List<String> header(Codebook codebook) {
        return codebook.attributes().stream().map(Attribute::name).toList();
    }

    /**
     * Columns of the synthetic records.
     *
     * @return names in the order of the codebook
     */
    public List<String> header() {
        return header(codebook);
    }

    /**
     * What the records are coded against.
     *
     * @return a public codebook
     */
    public Codebook codebook() {
        return codebook;
    }

    /**
     * Whether the noise came from a seed, so that nothing of it is private.
     *
     * @return true for a test
     */
    public boolean isTest() {
        return isTest;
    }

    /**
     * Checks the synthetic records themselves.
     *
     * @param table spec of the records
     * @param isTrusted whether the user says that the table is synthetic
     * @throws InvalidSettingsException when it may be the sensitive one
     */
    public void checkMark(DataTableSpec table, boolean isTrusted) throws InvalidSettingsException {
        if (!isTrusted) {
            SyntheticMark.check(table, header(), "synthetic table");
        }
    }

    /**
     * A page to explore the release on.
     *
     * @param synthetic records, coded against the codebook
     * @return data of the page
     * @throws IllegalArgumentException when there are too many records, or the release is not protected
     */
    public PublishablePage page(Dataset synthetic) {
        return page.apply(synthetic);
    }

    /**
     * Writes the release.
     *
     * @param folder to be written
     * @param records synthetic ones
     * @param monitor receives progress
     * @throws ReleaseException when it cannot be written; the folder is then as before
     */
    public void write(ReleaseFolder folder, ReleaseFolder.SyntheticRecords records, ProgressMonitor monitor)
            throws ReleaseException {
        writing.write(folder, records, monitor);
    }
}
