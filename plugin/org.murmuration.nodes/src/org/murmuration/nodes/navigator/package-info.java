// SPDX-License-Identifier: Apache-2.0
/** The Data Navigator node. */
package org.murmuration.nodes.navigator;
