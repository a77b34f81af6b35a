// SPDX-License-Identifier: Apache-2.0
/** The Canary Audit node. */
package org.murmuration.nodes.canaryaudit;
