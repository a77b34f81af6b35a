// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

/**
 * Marks results that were computed from sensitive records without a mechanism. They must be shown as private and never
 * enter a release; writers of releases accept no such type.
 */
public interface SensitiveResult {
    /** What every place that shows such a result says. */
    String MARK = "contains sensitive results: do not publish";
}
