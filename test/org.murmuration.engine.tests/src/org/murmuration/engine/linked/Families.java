// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.linked;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.lookalike.LookAlike;

/** Families for tests. */
public final class Families {
    /** Two attributes of parents and two of children, few levels. */
    public static final LinkedCodebook SMALL = new LinkedCodebook(
            "victim",
            "perpetrator",
            Codebook.of(
                    List.of(
                            Attribute.categorical("region", "north", "south"),
                            Attribute.categorical("gender", "female", "male")),
                    Codebook.Origin.PUBLIC),
            Codebook.of(
                    List.of(
                            Attribute.categorical("gender", "female", "male"),
                            Attribute.categorical("role", "recruits", "moves", "holds")),
                    Codebook.Origin.PUBLIC),
            ChildCounts.DEFAULT);

    private Families() {}

    /** The look-alike of the reference release. */
    public static LinkedDataset lookAlike(int victims, long seed) {
        LinkedCodebook codebook = new LinkedCodebook(
                "victim",
                "perpetrator",
                Codebook.parse(LookAlike.victimCodebook()),
                Codebook.parse(LookAlike.perpetratorCodebook()),
                ChildCounts.DEFAULT);
        LookAlike made = LookAlike.of(victims, seed);
        LinkedDataset.Builder builder = LinkedDataset.builder(codebook);
        for (String[] v : made.victims()) {
            builder.parent(v[0]).add(Arrays.copyOfRange(v, 1, v.length));
        }
        for (String[] p : made.perpetrators()) {
            builder.child(p[0], p[1]).add(Arrays.copyOfRange(p, 2, p.length));
        }
        return builder.build(LinkedDataset.Misfits.REFUSE);
    }

    /** Families of random codes with given numbers of children. */
    public static LinkedDataset random(LinkedCodebook codebook, int[] numbers, Random random) {
        int[] parents = codebook.parents().domain().shape();
        int[] children = codebook.children().domain().shape();
        int all = Arrays.stream(numbers).sum();
        int[][] ofParents = new int[parents.length][numbers.length];
        int[][] ofChildren = new int[children.length][all];
        int[] owners = new int[all];
        int n = 0;
        for (int f = 0; f < numbers.length; f++) {
            for (int a = 0; a < parents.length; a++) {
                ofParents[a][f] = random.nextInt(parents[a]);
            }
            for (int c = 0; c < numbers[f]; c++) {
                for (int a = 0; a < children.length; a++) {
                    ofChildren[a][n] = random.nextInt(children[a]);
                }
                owners[n++] = f;
            }
        }
        return LinkedDataset.of(
                codebook,
                Dataset.of(codebook.parents().domain(), ofParents),
                Dataset.of(codebook.children().domain(), ofChildren),
                owners);
    }

    /** Families of one data set, then those of another. */
    public static LinkedDataset joined(LinkedDataset a, LinkedDataset b) {
        LinkedCodebook codebook = a.codebook();
        int[] owners =
                Arrays.copyOf(a.owners(), a.children().rows() + b.children().rows());
        for (int c = 0; c < b.children().rows(); c++) {
            owners[a.children().rows() + c] = a.families() + b.owners()[c];
        }
        return LinkedDataset.of(codebook, joined(a.parents(), b.parents()), joined(a.children(), b.children()), owners);
    }

    private static Dataset joined(Dataset a, Dataset b) {
        List<int[]> codes = new ArrayList<>();
        for (int i = 0; i < a.domain().size(); i++) {
            int[] column = new int[a.rows() + b.rows()];
            for (int r = 0; r < column.length; r++) {
                column[r] = r < a.rows() ? a.code(r, i) : b.code(r - a.rows(), i);
            }
            codes.add(column);
        }
        return Dataset.of(a.domain(), codes.toArray(int[][]::new));
    }
}
