// SPDX-License-Identifier: Apache-2.0
// Several synthetic tables side by side. Private.
import {heat} from '../charts.js';
import {card, cards, heading, soft, table} from '../dom.js';
import {fixed, plain, t} from '../texts.js';

// Where each table stands between the worst (0) and the best one (1), criterion by criterion.
function chart(data) {
  const cells = data.criteria.flatMap((c, i) => {
    const values = data.tables.map(x => x.values[i]).filter(v => v !== null);
    const low = Math.min(...values);
    const high = Math.max(...values);
    return data.tables
      .map((x, k) => ({x, k}))
      .filter(({x}) => x.values[i] !== null)
      .map(({x, k}) => {
        const part = (x.values[i] - low) / (high - low);
        const better = c.largerIsBetter ? part : 1 - part;
        return {
          row: i,
          column: k,
          value: high > low ? better : 1,
          hint: `${x.name}, ${c.title}: ${plain(x.values[i])}`
        };
      });
  });
  return heat(
    data.criteria.map(c => c.title),
    data.tables.map(x => x.name),
    cells,
    {
      describe: t('comparison.says'),
      max: 1,
      cell: 70,
      height: 26,
      format: v => (v === 1 ? t('comparison.best') : t('comparison.worst'))
    }
  );
}

export default function render(data, content) {
  if (!data.tables) return false;
  content.append(
    soft(t('comparison.help')),
    cards(data.tables.map((x, i) => card(`${i + 1}. ${x.name}`, t('comparison.rank', fixed(x.meanRank, 2)))))
  );
  if (data.criteria.length)
    content.append(heading(t('comparison.criteria')), soft(t('comparison.criteriaHelp')), chart(data));
  content.append(
    heading(t('numbers')),
    table(
      [t('comparison.criterion'), ...data.tables.map(x => x.name)],
      data.criteria.map((c, i) => [c.title, ...data.tables.map(x => plain(x.values[i]))]),
      data.tables.map((x, i) => i + 1)
    )
  );
  return true;
}
