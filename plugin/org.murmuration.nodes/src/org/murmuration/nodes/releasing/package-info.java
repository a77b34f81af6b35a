// SPDX-License-Identifier: Apache-2.0
/**
 * What every node has that releases something under differential privacy. A node describes itself once as a {@link
 * org.murmuration.nodes.releasing.ReleasingNode}; all settings that its plan depends on stand in one group, {@link
 * org.murmuration.nodes.releasing.ReleaseSettings}, under one reference. The hints of the dialog and the execution
 * build the plan from an object of that group, so they cannot differ.
 */
package org.murmuration.nodes.releasing;
