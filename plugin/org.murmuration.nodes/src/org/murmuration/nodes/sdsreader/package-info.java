// SPDX-License-Identifier: Apache-2.0
/** SDS Aggregates Reader. */
package org.murmuration.nodes.sdsreader;
