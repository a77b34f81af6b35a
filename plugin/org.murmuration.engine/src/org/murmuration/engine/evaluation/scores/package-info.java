// SPDX-License-Identifier: Apache-2.0
/**
 * All groups of metrics on one pair of tables: what is measured, every score with what it is to be read against, and
 * the ranking of several synthetic tables.
 *
 * <p>Enter through {@link org.murmuration.engine.evaluation.scores.UtilityScoring} and
 * {@link org.murmuration.engine.evaluation.scores.UtilityRanking}. It computes no metric of its own.
 *
 * <p><b>Agreement with peers.</b> Deterministic metrics against what the tools that define them print, over all
 * columns, pairs and tables of counts of up to four synthetic variants of UCI Adult and of an excerpt of the American
 * Community Survey: how many numbers were compared, and ours, theirs and the difference where it is largest. Printed by
 * a test, which also fails when one differs by more than 1e-6. SDNist prints unique exact matches with two decimals;
 * SDMetrics gives texts that the real column lacks a share of 1e-6.
 *
 * <table>
 * <caption>Metric by metric</caption>
 * <tr><th>metric</th><th>compared</th><th>ours</th><th>peer</th><th>largest difference</th></tr>
 * <tr><td>SDMetrics KS complement</td><td>24</td><td>0.968000000</td><td>0.968000000</td><td>1.1e-16</td></tr>
 * <tr><td>SDMetrics TV complement</td><td>36</td><td>0.982357591</td><td>0.982357591</td><td>1.1e-16</td></tr>
 * <tr><td>SDMetrics boundary adherence</td><td>24</td><td>1.000000000</td><td>1.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics category adherence</td><td>36</td><td>1.000000000</td><td>1.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics category coverage</td><td>36</td><td>1.000000000</td><td>1.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics column shapes</td><td>4</td><td>0.983190567</td><td>0.983190567</td><td>2.2e-16</td></tr>
 * <tr><td>SDMetrics contingency
 * similarity</td><td>360</td><td>0.091000000</td><td>0.091000000</td><td>9.1e-15</td></tr>
 * <tr><td>SDMetrics correlation similarity</td><td>60</td><td>0.996415236</td><td>0.996415236</td><td>7.8e-16</td></tr>
 * <tr><td>SDMetrics deviation similarity</td><td>24</td><td>0.864201286</td><td>0.864201286</td><td>2.1e-15</td></tr>
 * <tr><td>SDMetrics mean similarity</td><td>24</td><td>0.999054795</td><td>0.999054795</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics median similarity</td><td>24</td><td>1.000000000</td><td>1.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics missing value
 * similarity</td><td>60</td><td>1.000000000</td><td>1.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics new row synthesis</td><td>4</td><td>0.000000000</td><td>0.000000000</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics range coverage</td><td>24</td><td>0.890410959</td><td>0.890410959</td><td>0.0e+00</td></tr>
 * <tr><td>SDMetrics rank correlation
 * similarity</td><td>60</td><td>0.993899735</td><td>0.993899735</td><td>1.1e-16</td></tr>
 * <tr><td>SDNist k-marginal</td><td>1</td><td>917.690972222</td><td>917.690972222</td><td>1.1e-13</td></tr>
 * <tr><td>SDNist k-marginal within
 * groups</td><td>2</td><td>532.696177062</td><td>532.696177062</td><td>6.8e-13</td></tr>
 * <tr><td>SDNist k-marginal within groups, numbers in
 * bins</td><td>20</td><td>680.152664342</td><td>680.152664342</td><td>3.4e-13</td></tr>
 * <tr><td>SDNist k-marginal, numbers in
 * bins</td><td>4</td><td>361.723202454</td><td>361.723202454</td><td>9.7e-13</td></tr>
 * <tr><td>SDNist unique exact matches,
 * categories</td><td>1</td><td>13.728489484</td><td>13.730000000</td><td>1.5e-03</td></tr>
 * <tr><td>numpy total variation of pairs</td><td>144</td><td>0.909000000</td><td>0.909000000</td><td>9.1e-15</td></tr>
 * <tr><td>numpy total variation, missing a
 * value</td><td>36</td><td>0.887000000</td><td>0.887000000</td><td>5.6e-16</td></tr>
 * <tr><td>scipy Cramer's V, real</td><td>144</td><td>0.127292821</td><td>0.127292821</td><td>4.3e-15</td></tr>
 * <tr><td>scipy Cramer's V, synthetic</td><td>144</td><td>0.003593062</td><td>0.003593062</td><td>9.1e-15</td></tr>
 * <tr><td>scipy Hellinger</td><td>36</td><td>0.006651933</td><td>0.006651933</td><td>8.1e-15</td></tr>
 * <tr><td>scipy Jensen-Shannon distance</td><td>36</td><td>0.004459088</td><td>0.004459088</td><td>8.6e-15</td></tr>
 * <tr><td>scipy Kolmogorov-Smirnov</td><td>24</td><td>0.376000000</td><td>0.376000000</td><td>1.1e-16</td></tr>
 * <tr><td>scipy Pearson, real</td><td>60</td><td>0.056603882</td><td>0.056603882</td><td>1.0e-15</td></tr>
 * <tr><td>scipy Pearson, synthetic</td><td>60</td><td>0.181769399</td><td>0.181769399</td><td>9.2e-16</td></tr>
 * <tr><td>scipy Wasserstein over range</td><td>24</td><td>0.295385488</td><td>0.295385488</td><td>5.0e-16</td></tr>
 * <tr><td>scipy correlation ratio, real</td><td>216</td><td>1.000000000</td><td>1.000000000</td><td>5.0e-15</td></tr>
 * <tr><td>scipy correlation ratio,
 * synthetic</td><td>216</td><td>1.000000000</td><td>1.000000000</td><td>8.2e-15</td></tr>
 * <tr><td>synthpop logistic S_pMSE</td><td>1</td><td>0.946158038</td><td>0.946158039</td><td>1.0e-09</td></tr>
 * <tr><td>synthpop logistic pMSE</td><td>1</td><td>0.000059135</td><td>0.000059135</td><td>6.4e-14</td></tr>
 * </table>
 *
 * <p>Randomised metrics are compared within their intervals: attacks with Anonymeter in the tests of
 * {@link org.murmuration.engine.evaluation.risk}. Where definitions differ on purpose: the propensity score of trees is
 * scored on records that they have not seen (synthpop and SDNist score those that they were grown on); numbers are cut
 * at the edges of the real table (SDMetrics' report cuts each table at its own).
 */
package org.murmuration.engine.evaluation.scores;
