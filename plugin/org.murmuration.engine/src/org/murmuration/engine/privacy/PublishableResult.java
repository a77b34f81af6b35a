// SPDX-License-Identifier: Apache-2.0
package org.murmuration.engine.privacy;

/**
 * Marks results that may be published: computed from released values and public facts alone, or released through a
 * mechanism whose cost was charged. The opposite of {@link SensitiveResult}; nothing is both. Whatever is made for the
 * public takes results of this type only.
 */
public interface PublishableResult {}
