// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.synthesis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.murmuration.engine.dataset.Attribute;
import org.murmuration.engine.dataset.Codebook;
import org.murmuration.engine.dataset.Dataset;
import org.murmuration.engine.dataset.Discretization;
import org.murmuration.engine.random.RandomSource;

class RecordDecoderTest {
    @Test
    void decodedRecordsCodeBackToThemselves() {
        Codebook codebook = Codebook.of(
                List.of(
                        Attribute.categorical("a", "x", "y"),
                        Attribute.builder("n")
                                .bins(Discretization.of(Discretization.Scale.INTEGER, 0, 5, 10))
                                .build(),
                        Attribute.builder("d")
                                .bins(Discretization.of(Discretization.Scale.DATE, 0, 365, 700))
                                .build(),
                        Attribute.builder("m")
                                .categories(List.of("p", "q"))
                                .separator(";")
                                .build()),
                Codebook.Origin.PUBLIC);
        Dataset.Builder builder = Dataset.builder(codebook);
        builder.add("x", "3", "1970-05-05", "p;q");
        builder.add("y", "10", "1971-05-05", "q");
        builder.add(null, null, null, null);
        Dataset data = builder.build();
        RandomSource random = RandomSource.seeded("decode");
        RecordDecoder decoder = new RecordDecoder(codebook, RecordDecoder.BinStyle.VALUE);
        Dataset.Builder again = Dataset.builder(codebook);
        for (int r = 0; r < data.rows(); r++) {
            again.add(decoder.decode(data, r, random));
        }
        Dataset back = again.build();
        for (int r = 0; r < data.rows(); r++) {
            for (int a = 0; a < codebook.domain().size(); a++) {
                assertEquals(data.code(r, a), back.code(r, a), "row " + r + " attribute " + a);
            }
        }
        assertNull(decoder.decode(data, 2, random)[3]);
        assertArrayEquals(
                new String[] {"x", "[0, 5)", "[1970-01-01, 1971-01-01)", "p;q"},
                new RecordDecoder(codebook, RecordDecoder.BinStyle.LABEL).decode(data, 0, random));
    }
}
