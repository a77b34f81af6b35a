// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node;

/** A share of the progress of another monitor, starting where that one stands. */
final class SubProgressMonitor extends DefaultNodeProgressMonitor {
    private final NodeProgressMonitor m_parent;
    private final double m_start;
    private final double m_share;
    private final boolean m_silent;

    SubProgressMonitor(NodeProgressMonitor parent, double share, boolean silent) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A share of progress lies between 0 and 1, not " + share);
        }
        m_parent = parent;
        m_start = parent.getProgress() == null ? 0 : parent.getProgress();
        m_share = share;
        m_silent = silent;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        m_parent.checkCanceled();
    }

    @Override
    public void setProgress(double value) {
        super.setProgress(value);
        m_parent.setProgress(m_start + m_share * Math.min(1, Math.max(0, value)));
    }

    @Override
    public void setMessage(String text) {
        super.setMessage(text);
        if (!m_silent) {
            m_parent.setMessage(text);
        }
    }

    @Override
    public void setMessage(java.util.function.Supplier<String> supplier) {
        super.setMessage(supplier);
        if (!m_silent) {
            m_parent.setMessage(supplier);
        }
    }
}
