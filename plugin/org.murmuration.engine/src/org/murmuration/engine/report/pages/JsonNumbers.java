// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.report.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Numbers in JSON, which knows neither NaN nor infinity. */
final class JsonNumbers {
    private JsonNumbers() {}

    /** Puts a number, null when it has no value. */
    static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
