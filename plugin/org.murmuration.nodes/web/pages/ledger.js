// SPDX-License-Identifier: Apache-2.0
// What was spent: the budget, release by release, and epsilon against delta.
import {lines, stack} from '../charts.js';
import {card, cards, el, english, heading, soft, table} from '../dom.js';
import {above, below, exponential, percent, plain, t} from '../texts.js';

const bound = x => (x === null || x === undefined ? t('ledger.noBound') : plain(x));

function budget(data) {
  return stack(
    data.entries.map(e => ({
      value: e.share || 0,
      isPale: e.state === 'RESERVED',
      hint: t('ledger.part', e.what, e.cohort, percent(e.share))
    })),
    {describe: t('ledger.barSays'), whole: 1, wholeName: t('ledger.whole')}
  );
}

function curve(data) {
  const of = key => data.curve.filter(p => p[key] !== null).map(p => [p.delta, p[key]]);
  const series = [
    {name: t('ledger.zcdp'), points: of('zcdp')},
    {name: t('ledger.pld'), points: of('pld'), isDashed: true}
  ].filter(s => s.points.length);
  return lines(series, {
    describe: t('ledger.curveSays'),
    x: {name: t('delta'), isLog: true, isInverse: true, min: 1e-12, max: 0.1, format: d => exponential(d, 0)},
    y: {name: t('epsilon'), min: 0}
  });
}

export default function render(data, content) {
  if (!data.entries) return false;
  content.append(
    english(data.sentence),
    soft(t('ledger.protects', data.unit, data.neighbours, data.budgetInWords)),
    cards([
      card(bound(above(data.spent)), t('ledger.spent')),
      card(bound(below(data.left)), t('ledger.left')),
      card(bound(data.budget), t('ledger.whole')),
      card(data.releases, data.interrupted ? t('ledger.interrupted', data.interrupted) : t('ledger.releases'))
    ])
  );
  content.append(
    heading(t('ledger.budget')),
    soft(t('ledger.budgetHelp')),
    budget(data),
    table(
      ['time', 'what', 'node', 'cohort', 'state', 'cost', 'total', 'share'].map(k => t(`ledger.${k}`)),
      data.entries.map(e => [
        e.time.replace('T', ' ').replace(/:\d\dZ$/, ' UTC'),
        e.what,
        e.node,
        e.cohort,
        t(`ledger.${e.state}`),
        bound(above(e.cost)),
        bound(above(e.total)),
        percent(e.share)
      ]),
      [5, 6, 7]
    )
  );
  content.append(heading(t('ledger.curve')));
  if (!data.releases) {
    content.append(soft(t('ledger.none')));
    return true;
  }
  content.append(
    soft(t('ledger.curveHelp')),
    curve(data),
    table(
      [t('delta'), t('ledger.byZcdp'), t('ledger.byPld')],
      data.curve.map(p => [exponential(p.delta, 0), bound(above(p.zcdp)), bound(above(p.pld))]),
      [0, 1, 2]
    )
  );
  return true;
}
