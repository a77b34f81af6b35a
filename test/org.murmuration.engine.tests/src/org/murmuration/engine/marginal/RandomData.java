// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.marginal;

import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Domain;
import org.murmuration.engine.random.RandomSource;

/** Invented records for property tests. */
public final class RandomData {
    private RandomData() {}

    /** A domain with the given numbers of categories; OTHER and MISSING come on top. */
    public static Domain domain(int... categories) {
        Attribute[] attributes = new Attribute[categories.length];
        for (int a = 0; a < categories.length; a++) {
            String[] names = new String[categories[a]];
            for (int c = 0; c < names.length; c++) {
                names[c] = "v" + c;
            }
            attributes[a] = Attribute.categorical("a" + a, names);
        }
        return Domain.of(attributes);
    }

    /** Records in which each attribute leans on the one before it. */
    public static Dataset records(Domain domain, int rows, String seed) {
        RandomSource random = RandomSource.seeded(seed);
        int[][] codes = new int[domain.size()][rows];
        for (int r = 0; r < rows; r++) {
            for (int a = 0; a < codes.length; a++) {
                int size = domain.attribute(a).size();
                codes[a][r] = a > 0 && random.nextLong(2) == 0
                        ? codes[a - 1][r] % size
                        : (int) Math.min(random.nextLong(size), random.nextLong(size));
            }
        }
        return Dataset.of(domain, codes);
    }
}
