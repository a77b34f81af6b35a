// SPDX-License-Identifier: Apache-2.0
/**
 * Progress and cancellation of long work, independent of any host.
 *
 * <p>Enter through {@link org.murmuration.engine.progress.ProgressMonitor}. Messages name stages of the work and never
 * quote data.
 */
package org.murmuration.engine.progress;
