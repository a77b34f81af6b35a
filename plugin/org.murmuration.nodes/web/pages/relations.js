// SPDX-License-Identifier: Apache-2.0
// Who is linked to whom, and what linked tables are about.
import {flow, matrix, mount} from '../charts.js';
import {el, select, soft} from '../dom.js';
import {known, t} from '../texts.js';

const sum = list => list.reduce((s, v) => s + v, 0);

// How far a table is from independent columns, to show the most telling one first.
function dependence(table, width) {
  const rows = Array.from({length: table.length / width}, (_, i) => table.slice(i * width, (i + 1) * width));
  const all = sum(table);
  const ofColumn = Array.from({length: width}, (_, j) => sum(rows.map(r => r[j])));
  return rows.reduce((s, r) => {
    const w = sum(r);
    return s + r.reduce((u, v, j) => u + Math.abs(v - (w * ofColumn[j]) / all), 0);
  }, 0);
}

/** What a kind of table of linked data is about. */
export const kind = (data, k) => known(`kind.${k}`, k).replace('{0}', data.parent).replace('{1}', data.child);

/** A picker of two attributes and what they show; sources are [title, name of the table in a relation]. */
export function explorer(data, sources) {
  const list = data.relations;
  const levels = a => data.attributes[a].levels;
  if (!list.length) return soft(t('relation.none'));
  const first = list.reduce(
    (best, r) => (dependence(r[sources[0][1]], r.columns) > dependence(best[sources[0][1]], best.columns) ? r : best),
    list[0]
  );
  const chosen = {parent: first.parent, child: first.child};
  const shown = el('div', {});
  const say = el('p', {class: 'soft', 'aria-live': 'polite'});
  const draw = () => {
    const r = list.find(x => x.parent === chosen.parent && x.child === chosen.child);
    shown.replaceChildren();
    if (!r) {
      say.textContent = t('relation.notMeasured');
      return;
    }
    say.textContent = t(
      'relation.help',
      data.parent,
      data.attributes[r.parent].name,
      data.child,
      data.attributes[r.child].name
    );
    for (const draws of [matrix, flow])
      shown.append(
        el(
          'div',
          {class: 'side'},
          ...sources.map(([title, key]) => draws(title, r[key], levels(r.parent), levels(r.child)))
        )
      );
    mount();
  };
  const pick = (of, who) =>
    select(
      `pick-${of}`,
      t('relation.of', who),
      [...new Set(list.map(r => r[of]))].map(a => [a, `${who}: ${data.attributes[a].name}`]),
      chosen[of],
      v => {
        chosen[of] = Number(v);
        draw();
      }
    );
  const all = el(
    'div',
    {},
    el('p', {class: 'pick'}, pick('parent', data.parent), pick('child', data.child)),
    say,
    shown
  );
  draw();
  return all;
}
