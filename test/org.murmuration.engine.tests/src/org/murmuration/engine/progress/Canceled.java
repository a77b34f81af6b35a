// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.progress;

/** What work hears of that was canceled before it began. */
public enum Canceled implements ProgressMonitor {
    /** The only one. */
    MONITOR;

    @Override
    public void report(double fraction, String stage) {
        // not looked at
    }

    @Override
    public boolean isCanceled() {
        return true;
    }
}
