// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.accounting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reference values that lie beside the tests, with their provenance in lines that start with "#". */
final class Vectors {
    private Vectors() {}

    static List<String[]> read(String file) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(Vectors.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return in.lines()
                    .filter(l -> !l.startsWith("#") && !l.isBlank())
                    .map(l -> l.split(","))
                    .toList();
        }
    }
}
