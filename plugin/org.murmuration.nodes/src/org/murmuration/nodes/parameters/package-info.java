// SPDX-License-Identifier: Apache-2.0
/** Groups of dialog parameters that several nodes share by composition. */
package org.murmuration.nodes.parameters;
