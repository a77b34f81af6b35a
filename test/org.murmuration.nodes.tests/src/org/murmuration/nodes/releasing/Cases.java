// SPDX-License-Identifier: Apache-2.0
package org.murmuration.nodes.releasing;

import java.util.List;
import java.util.Random;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.nodes.NodeRun;
import org.murmuration.nodes.linkedbuilder.LinkedDataBuilderNodeFactory;
import org.murmuration.nodes.port.CodebookPortObject;
import org.murmuration.nodes.port.LinkedDataPortObject;

/** Invented rows for all releasing nodes. */
public final class Cases {
    /** Two texts and a number in bins. */
    public static final Codebook BOOK = Codebook.of(
            List.of(
                    Attribute.categorical("a", "x", "y", "z"),
                    Attribute.categorical("b", "x", "y"),
                    Attribute.builder("n")
                            .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 18, 40, 100))
                            .build()),
            Codebook.Origin.PUBLIC);

    private Cases() {}

    /** The codebook at its port. */
    public static CodebookPortObject book() {
        return new CodebookPortObject(BOOK);
    }

    /** Rows with the privacy unit column beside; about two for each. */
    public static BufferedDataTable table(int rows) {
        Random random = new Random(rows);
        String[][] cells = new String[rows][];
        for (int r = 0; r < rows; r++) {
            cells[r] = new String[] {
                List.of("x", "y", "z").get(random.nextInt(3)),
                random.nextInt(4) == 0 ? "x" : "y",
                Integer.toString(random.nextInt(90)),
                "p" + random.nextInt(1 + rows / 2)
            };
        }
        return NodeRun.texts(List.of("a", "b", "n", "person"), cells);
    }

    /** Parents with one child each. */
    public static LinkedDataPortObject linked(int families) throws Exception {
        String[][] parents = new String[families][];
        String[][] children = new String[families][];
        for (int r = 0; r < families; r++) {
            parents[r] = new String[] {"v" + r, r % 2 == 0 ? "x" : "y"};
            children[r] = new String[] {"p" + r, "v" + r, r % 3 == 0 ? "x" : "y"};
        }
        PortObject[] out = NodeRun.run(
                new LinkedDataBuilderNodeFactory(),
                NodeRun.texts(List.of("victim_id", "region"), parents),
                NodeRun.texts(List.of("p", "victim_id", "role"), children),
                new CodebookPortObject(book("region")),
                new CodebookPortObject(book("role")));
        return (LinkedDataPortObject) out[0];
    }

    private static Codebook book(String name) {
        return Codebook.of(List.of(Attribute.categorical(name, "x", "y")), Codebook.Origin.PUBLIC);
    }
}
