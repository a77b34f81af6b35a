// SPDX-License-Identifier: Apache-2.0
/**
 * Release folders: synthetic records, counts, model, codebook, privacy statement and report, written all together or
 * not at all.
 *
 * <p>Enter through {@link org.murmuration.engine.report.ReleaseFolder}. A release accepts released types only.
 */
package org.murmuration.engine.report;
