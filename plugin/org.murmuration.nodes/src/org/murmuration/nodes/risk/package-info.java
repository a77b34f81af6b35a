// SPDX-License-Identifier: Apache-2.0
/** Disclosure Risk Evaluation. */
package org.murmuration.nodes.risk;
