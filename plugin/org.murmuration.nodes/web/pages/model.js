// SPDX-License-Identifier: Apache-2.0
// A model under differential privacy: what was measured, how exact it is, where the budget went.
import {columns, heat, network} from '../charts.js';
import {card, cards, heading, soft, table} from '../dom.js';
import {exponential, fixed, known, percent, t, whole} from '../texts.js';

const mean = list => (list.length ? list.reduce((s, e) => s + e.expected, 0) / list.length : null);

export default function render(data, content) {
  if (!data.attributes) return false;
  const name = e => e.attributes.map(a => data.attributes[a].name).join(' × ');
  const pairs = data.errors.filter(e => e.attributes.length === 2);
  const measured = pairs.filter(e => e.measured);
  const n = data.attributes.length;
  content.append(
    soft(
      t(
        data.ledger ? 'model.protectsLedger' : 'model.protectsAlone',
        data.unit,
        t(`neighbours.${data.neighbours}`),
        data.epsilon,
        exponential(data.delta, 1),
        data.ledger || ''
      )
    ),
    soft(data.test ? '' : t('publishable'))
  );
  content.append(
    cards([
      card(known(`model.${data.method}`, data.method), t('model.method')),
      card(whole(data.rows), t('model.records')),
      card(measured.length, t('model.measured', (n * (n - 1)) / 2)),
      card(fixed(mean(data.errors.filter(e => e.attributes.length === 1)), 4), t('model.singles')),
      card(fixed(mean(pairs), 4), t('model.pairs')),
      card(whole(data.cells), t('model.cells'))
    ]),
    soft(t('model.errors'))
  );
  content.append(
    heading(t('model.graph')),
    soft(t('model.graphHelp')),
    network(
      data.attributes.map(a => ({
        name: a.name,
        size: 7 + Math.min(18, 2 * Math.log2(a.merged + 1)),
        hint: t('model.levels', a.name, a.levels, a.merged)
      })),
      measured.map(e => ({
        from: e.attributes[0],
        to: e.attributes[1],
        width: 1 + 3 * Math.max(0, 1 - e.expected * 4),
        hint: t('model.expected', name(e), fixed(e.expected, 3))
      })),
      {
        describe: t('model.graphSays', n, measured.length),
        table: [
          [t('utility.attributes'), t('model.expectedShort'), t('model.atMost')],
          measured.map(e => [name(e), fixed(e.expected, 4), fixed(e.bound, 4)]),
          [1, 2]
        ]
      }
    )
  );
  const shown = data.errors.filter(e => e.attributes.length <= 2);
  const names = data.attributes.map(a => a.name);
  if (pairs.length) {
    const cells = shown.flatMap(e => {
      const [i, j] = e.attributes.length === 2 ? e.attributes : [e.attributes[0], e.attributes[0]];
      const hint = t(
        e.measured ? 'model.cellMeasured' : 'model.cell',
        name(e),
        fixed(e.expected, 4),
        fixed(e.bound, 4)
      );
      return (
        i === j
          ? [[i, i]]
          : [
              [i, j],
              [j, i]
            ]
      ).map(([row, column]) => ({row, column, value: e.bound, hint, isMarked: e.measured && i !== j && n <= 40}));
    });
    content.append(
      heading(t('model.bounds')),
      soft(t('model.boundsHelp')),
      heat(names, names, cells, {
        describe: t('model.boundsSay'),
        max: Math.max(0.01, ...shown.map(e => e.bound)),
        format: v => fixed(v, 3)
      })
    );
  }
  const worst = [...data.errors].sort((a, b) => b.bound - a.bound).slice(0, 15);
  content.append(
    heading(t('model.largest')),
    table(
      [t('utility.attributes'), t('model.expectedShort'), t('model.atMost'), t('model.isMeasured')],
      worst.map(e => [name(e), fixed(e.expected, 4), fixed(e.bound, 4), e.measured ? t('yes') : t('model.compared')]),
      [1, 2]
    )
  );
  content.append(
    heading(t('model.budget')),
    columns(
      data.rounds.map((r, i) => String(i + 1)),
      [{name: t('model.share'), values: data.rounds}],
      {describe: t('model.roundsSay', data.rounds.length), height: 190}
    ),
    table(
      [t('model.released'), t('model.times'), t('model.share')],
      data.budget.map(b => [b.what, b.times, percent(b.share)]),
      [1, 2]
    )
  );
  const merged = data.attributes.filter(a => a.merged < a.levels);
  if (merged.length)
    content.append(
      heading(t('model.merged')),
      table(
        [t('attribute'), t('model.before'), t('model.after')],
        merged.map(a => [a.name, a.levels, a.merged]),
        [1, 2]
      )
    );
  return true;
}
