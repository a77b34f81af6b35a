// SPDX-License-Identifier: Apache-2.0
// Utility as a release of its own: distances under differential privacy, which may be published.
import {heat, intervals} from '../charts.js';
import {card, cards, el, heading, soft} from '../dom.js';
import {fixed, t, whole} from '../texts.js';

const average = list => list.reduce((a, d) => a + d.distance, 0) / list.length;

function pairs(list, singles) {
  const names = [...new Set([...singles, ...list].flatMap(d => d.attributes))];
  const most = Math.max(0.01, ...list.map(d => d.distance), ...singles.map(d => d.distance));
  const cell = (d, i, j) => ({
    row: i,
    column: j,
    value: Math.max(0, d.distance),
    hint: `${d.attributes.join(' × ')}: ${fixed(d.distance, 4)} ± ${fixed(d.halfWidth, 4)}`
  });
  const cells = singles.map(d => cell(d, names.indexOf(d.attributes[0]), names.indexOf(d.attributes[0])));
  for (const d of list) {
    const [i, j] = d.attributes.map(a => names.indexOf(a));
    cells.push(cell(d, i, j), cell(d, j, i));
  }
  return heat(names, names, cells, {describe: t('utility.heatSays'), max: most, format: v => fixed(v, 3)});
}

export default function render(data, content) {
  if (!data.distances) return false;
  const p = data.propensity;
  const most = Math.max(...data.distances.map(d => d.attributes.length));
  const order = k => data.distances.filter(d => d.attributes.length === k).sort((a, b) => b.distance - a.distance);
  const list = [];
  for (let k = 1; k <= most; k++)
    list.push(card(fixed(average(order(k)), 4), t('dp-utility.mean', order(k).length, k)));
  if (most > 1) list.push(card(fixed(1000 * (1 - average(order(2))), 0), t('dp-utility.score')));
  if (p.expected > 0)
    list.push(
      card(
        `${fixed(p.error / p.expected, 1)} ± ${fixed(p.halfWidth / p.expected, 1)}`,
        t('utility.ratio', fixed(p.independent / p.expected, 1))
      )
    );
  content.append(
    soft(`${t('utility.distance')} ${t('dp-utility.noise', data.unit)}`),
    soft(data.test ? '' : t('dp-utility.publishable')),
    cards(list)
  );
  if (most > 1)
    content.append(heading(t('utility.allPairs')), soft(t('utility.allPairsHelp')), pairs(order(2), order(1)));
  for (let k = 1; k <= most; k++) {
    const all = order(k);
    const items = all.slice(0, 25).map(d => ({
      label: d.attributes.join(' × '),
      value: d.distance,
      low: d.distance - d.halfWidth,
      high: d.distance + d.halfWidth,
      hint: `${d.attributes.join(' × ')}: ${fixed(d.distance, 4)} ± ${fixed(d.halfWidth, 4)}`
    }));
    content.append(
      heading(k === 1 ? t('utility.singles') : t('utility.worst', k)),
      intervals(items, {
        describe: t('dp-utility.says'),
        isDot: true,
        min: 0,
        labelWidth: 280,
        format: v => fixed(v, 3),
        table: [
          [t('utility.attributes'), t('utility.distanceShort'), t('ninetyFive')],
          all.map(d => [d.attributes.join(' × '), fixed(d.distance, 4), `± ${fixed(d.halfWidth, 4)}`]),
          [1, 2]
        ]
      })
    );
  }
  content.append(
    heading(t('dp-utility.cost')),
    el(
      'p',
      {},
      t(
        data.ledger ? 'dp-utility.costLedger' : 'dp-utility.costAlone',
        data.epsilon,
        data.delta,
        data.unit,
        whole(data.count.value),
        whole(1.96 * data.count.sigma),
        whole(data.syntheticRows),
        data.ledger ? data.ledger.asset : ''
      )
    )
  );
  return true;
}
