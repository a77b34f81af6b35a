// SPDX-License-Identifier: Apache-2.0
package org.knime.node.parameters.widget.choices;

/** Stand-in for the KNIME type of the same name. */
public record StringChoice(String id, String text) {
    public static StringChoice fromId(String text) {
        return new StringChoice(text, text);
    }
}
