// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.mechanism;

import org.murmuration.engine.accounting.PrivacyEvent;

/**
 * A released value and its cost.
 *
 * @param <T> kind of value
 * @param value may be published
 * @param event to be charged
 */
public record Charged<T>(T value, PrivacyEvent event) {}
