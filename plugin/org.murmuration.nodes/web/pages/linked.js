// SPDX-License-Identifier: Apache-2.0
// How near linked synthetic tables are to the real ones. Private.
import {columns} from '../charts.js';
import {card, cards, el, heading, soft, table} from '../dom.js';
import {fixed, percent, signed, t} from '../texts.js';
import {explorer, kind} from './relations.js';

export default function render(data, content) {
  if (!data.kinds) return false;
  const all = data.kinds[data.kinds.length - 1];
  const hasReleased = data.kinds.some(k => k.released !== null);
  content.append(
    el(
      'p',
      {},
      t(
        'linked.summary',
        data.parent,
        data.child,
        percent(all.mean),
        percent(all.worst),
        percent(all.flat),
        percent(all.independent)
      )
    )
  );
  content.append(
    cards([
      card(fixed(all.mean, 4), t('linked.synthetic')),
      ...(hasReleased ? [card(fixed(all.released, 4), t('linked.aggregates'))] : []),
      card(percent(data.links.valid), t('linked.links', data.child, data.parent)),
      card(fixed(data.countDistance, 4), t('linked.counts', data.child)),
      card(signed(data.families.expansion), t('linked.expansion', data.parent)),
      card(signed(data.children.expansion), t('linked.expansion', data.child))
    ])
  );
  const names = ['synthetic', ...(hasReleased ? ['released'] : []), 'flat', 'independent'];
  content.append(
    heading(t('linked.byKind')),
    soft(t('linked.byKindHelp')),
    columns(
      data.kinds.map(k => kind(data, k.kind)),
      names.map(n => ({name: t(`linked.bar.${n}`), values: data.kinds.map(k => (n === 'synthetic' ? k.mean : k[n]))})),
      {describe: t('linked.says'), format: v => fixed(v, 3), height: 320}
    ),
    table(
      [
        t('families.about'),
        t('families.count'),
        t('linked.bar.synthetic'),
        t('linked.worst'),
        ...names.slice(1).map(n => t(`linked.bar.${n}`))
      ],
      data.kinds.map(k => [
        kind(data, k.kind),
        k.tables,
        fixed(k.mean, 4),
        fixed(k.worst, 4),
        ...names.slice(1).map(n => fixed(k[n], 4))
      ]),
      [1, 2, 3, 4, 5, 6]
    )
  );
  content.append(
    heading(t('families.numbers', data.child)),
    columns(
      data.counts.map(c => c.label),
      ['real', 'synthetic'].map(k => ({
        name: t(`linked.${k === 'real' ? 'real' : 'isSynthetic'}`),
        values: data.counts.map(c => c[k])
      })),
      {
        describe: t(
          'linked.countsSay',
          data.counts.map(c => `${c.label}: ${percent(c.real)} / ${percent(c.synthetic)}`).join('; ')
        ),
        label: v => percent(v, 0)
      }
    )
  );
  content.append(
    heading(t('relation.title')),
    explorer(data, [
      [t('linked.real'), 'real'],
      [t('linked.isSynthetic'), 'synthetic']
    ])
  );
  const worst = [...data.queries].sort((a, b) => b.synthetic - a.synthetic).slice(0, 15);
  content.append(
    heading(t('linked.worstTables')),
    table(
      [t('linked.table'), t('linked.kind'), ...names.map(n => t(`linked.bar.${n}`))],
      worst.map(q => [q.name, kind(data, q.kind), ...names.map(n => fixed(q[n], 4))]),
      [2, 3, 4, 5]
    )
  );
  return true;
}
