// SPDX-License-Identifier: Apache-2.0
// A linked release: whom it protects, how exact it is, who is linked to whom.
import {columns} from '../charts.js';
import {card, cards, el, english, heading, soft, table} from '../dom.js';
import {above, exponential, percent, plain, t, whole} from '../texts.js';
import {explorer, kind} from './relations.js';

export default function render(data, content) {
  if (!data.relations) return false;
  const tables = data.kinds.reduce((s, k) => s + k.tables, 0);
  const [first, second] = data.guarantees;
  content.append(
    english(data.statement),
    soft(data.test ? '' : t('publishable')),
    cards([
      card(whole(data.families), t('families.rows', data.parent, whole(Math.ceil(data.familiesError)))),
      card(tables, t('families.tables')),
      ...[first, second].filter(g => g).map(g => card(plain(above(g.epsilon)), t('families.epsilonFor', g.who)))
    ])
  );
  content.append(
    heading(t('families.whom')),
    soft(t('families.whomHelp', data.parent, data.child)),
    table(
      [t('families.unit'), t('epsilon'), t('delta'), 'Rho'],
      data.guarantees.map(g => [g.who, plain(above(g.epsilon)), exponential(above(g.delta, 2)), plain(above(g.rho))]),
      [1, 2, 3]
    )
  );
  content.append(
    heading(t('families.exact')),
    soft(t('families.exactHelp', data.parent)),
    table(
      ['about', 'count', 'cells', 'from', 'upTo'].map(k => t(`families.${k}`)),
      data.kinds.map(k => [
        kind(data, k.kind),
        k.tables,
        whole(k.cells),
        `± ${whole(Math.ceil(k.leastError))}`,
        `± ${whole(Math.ceil(k.largestError))}`
      ]),
      [1, 2, 3, 4]
    )
  );
  if (data.left) content.append(el('p', {role: 'alert'}, t('families.left', data.left)));
  content.append(
    heading(t('families.numbers', data.child)),
    soft(t('families.numbersHelp', data.parent, data.child)),
    columns(
      data.counts.map(c => c.label),
      [{name: t('families.released'), values: data.counts.map(c => c.released)}],
      {
        describe: t('families.numbersSay', data.counts.map(c => `${c.label}: ${percent(c.released)}`).join('; ')),
        label: v => percent(v, 0)
      }
    )
  );
  content.append(heading(t('relation.title')), explorer(data, [[t('families.released'), 'released']]));
  return true;
}
