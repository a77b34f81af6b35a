// SPDX-License-Identifier: Apache-2.0
/** SDS Aggregates Writer. */
package org.murmuration.nodes.sdswriter;
