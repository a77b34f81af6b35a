// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.List;
import java.util.Objects;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;

/** Stand-in for the KNIME type of the same name. */
public final class Message {
    private final String m_summary;
    private final List<String> m_issues;
    private final List<String> m_resolutions;

    Message(String summary, List<String> issues, List<String> resolutions) {
        m_summary = summary;
        m_issues = List.copyOf(issues);
        m_resolutions = List.copyOf(resolutions);
    }

    public static MessageBuilder builder() {
        return new MessageBuilder();
    }

    public static Message fromSummary(String text) {
        return new Message(text, List.of(), List.of());
    }

    public static Message fromSummaryWithResolution(String text, String... texts) {
        return new Message(text, List.of(), List.of(texts));
    }

    public String getSummary() {
        return m_summary;
    }

    public List<String> getResolutions() {
        return m_resolutions;
    }

    public MessageBuilder modify() {
        MessageBuilder builder = builder().withSummary(m_summary);
        m_issues.forEach(builder::addTextIssue);
        return builder.addResolutions(m_resolutions.toArray(String[]::new));
    }

    public InvalidSettingsException toInvalidSettingsException() {
        return toInvalidSettingsException(null);
    }

    public InvalidSettingsException toInvalidSettingsException(Throwable throwable) {
        return new MessageAwareInvalidSettingsException(this, throwable);
    }

    public KNIMEException toKNIMEException() {
        return KNIMEException.of(this);
    }

    public KNIMEException toKNIMEException(Throwable throwable) {
        return KNIMEException.of(this, throwable);
    }

    public String toLogPrintable() {
        StringBuilder text = new StringBuilder(m_summary);
        m_issues.forEach(i -> text.append("\n  ").append(i));
        m_resolutions.forEach(r -> text.append("\n  What to do: ").append(r));
        return text.toString();
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Message other
                && Objects.equals(m_summary, other.m_summary)
                && m_issues.equals(other.m_issues)
                && m_resolutions.equals(other.m_resolutions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(m_summary, m_issues, m_resolutions);
    }

    @Override
    public String toString() {
        return toLogPrintable();
    }
}
