// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** Stand-in for the KNIME type of the same name. */
public class ExecutionMonitor {
    private final NodeProgressMonitor m_progress;

    public ExecutionMonitor() {
        this(new DefaultNodeProgressMonitor());
    }

    public ExecutionMonitor(NodeProgressMonitor nodeProgressMonitor) {
        m_progress = nodeProgressMonitor;
    }

    public void checkCanceled() throws CanceledExecutionException {
        m_progress.checkCanceled();
    }

    public ExecutionMonitor createSilentSubProgress(double value) {
        return new ExecutionMonitor(new SubProgressMonitor(m_progress, value, true));
    }

    public ExecutionMonitor createSubProgress(double value) {
        return new ExecutionMonitor(new SubProgressMonitor(m_progress, value, false));
    }

    public final NodeProgressMonitor getProgressMonitor() {
        return m_progress;
    }

    public void setMessage(String text) {
        m_progress.setMessage(text);
    }

    public void setMessage(Supplier<String> supplier) {
        m_progress.setMessage(supplier);
    }

    public void setProgress(double value) {
        m_progress.setProgress(value);
    }

    public void setProgress(double value, String text) {
        m_progress.setProgress(value, text);
    }

    public void setProgress(double value, Supplier<String> supplier) {
        m_progress.setProgress(value, supplier);
    }

    public void setProgress(String text) {
        m_progress.setProgress(text);
    }
}
