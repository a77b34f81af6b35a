// SPDX-License-Identifier: Apache-2.0
/**
 * A headless workbench that plays KNIME: finds nodes through the extension registry, reads and writes workflows in KNIME's
 * format, and runs them.
 *
 * <p>Enter through {@link org.murmuration.workbench.WorkbenchApplication} from a command line, or
 * {@link org.murmuration.workbench.WorkflowRunner} and {@link org.murmuration.workbench.WorkflowBuilder} from code.
 */
package org.murmuration.workbench;
