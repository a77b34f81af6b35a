// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.json;

/** How JSON is laid out. */
enum JsonFormat {
    /** Without white space. */
    COMPACT,
    /** For people. */
    PRETTY,
    /** Without white space and free of choice: RFC 8785. */
    CANONICAL
}
