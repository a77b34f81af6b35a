// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** Stand-in for the KNIME type of the same name; the stand-in has no use for an instance. */
public final class Node {
    private Node() {}
}
