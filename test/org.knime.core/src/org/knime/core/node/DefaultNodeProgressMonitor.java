// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

import java.util.function.Supplier;

/** Stand-in for the KNIME type of the same name. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {
    private volatile boolean m_canceled;
    private volatile double m_progress = -1;
    private volatile Supplier<String> m_message = () -> null;

    public DefaultNodeProgressMonitor() {}

    protected boolean isCanceled() {
        return m_canceled;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (m_canceled || Thread.currentThread().isInterrupted()) {
            throw new CanceledExecutionException();
        }
    }

    @Override
    public String getMessage() {
        return m_message.get();
    }

    @Override
    public Double getProgress() {
        return m_progress < 0 ? null : m_progress;
    }

    @Override
    public void reset() {
        m_canceled = false;
        m_progress = -1;
        m_message = () -> null;
    }

    @Override
    public void setExecuteCanceled() {
        m_canceled = true;
    }

    @Override
    public void setMessage(String text) {
        m_message = () -> text;
    }

    @Override
    public void setMessage(Supplier<String> supplier) {
        m_message = supplier;
    }

    @Override
    public void setProgress(double value) {
        // progress never runs backwards, and noise in the argument must not show
        if (value > m_progress) {
            m_progress = Math.min(1, Math.max(0, value));
        }
    }

    @Override
    public void setProgress(double value, String text) {
        setProgress(value);
        setMessage(text);
    }

    @Override
    public void setProgress(double value, Supplier<String> supplier) {
        setProgress(value);
        setMessage(supplier);
    }

    @Override
    public void setProgress(String text) {
        setMessage(text);
    }
}
