// SPDX-License-Identifier: Apache-2.0
package org.knime.core.node.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stand-in for the KNIME type of the same name. */
public final class MessageBuilder {
    private final List<String> m_issues = new ArrayList<>();
    private final List<String> m_resolutions = new ArrayList<>();
    private String m_summary;

    MessageBuilder() {}

    public MessageBuilder addResolutions(String... texts) {
        m_resolutions.addAll(List.of(texts));
        return this;
    }

    public MessageBuilder addTextIssue(String text) {
        m_issues.add(text);
        return this;
    }

    public Optional<Message> build() {
        return m_summary == null ? Optional.empty() : Optional.of(new Message(m_summary, m_issues, m_resolutions));
    }

    public Optional<String> getFirstIssue() {
        return m_issues.stream().findFirst();
    }

    public long getIssueCount() {
        return m_issues.size();
    }

    public Optional<String> getSummary() {
        return Optional.ofNullable(m_summary);
    }

    public MessageBuilder withSummary(String text) {
        m_summary = text;
        return this;
    }
}
