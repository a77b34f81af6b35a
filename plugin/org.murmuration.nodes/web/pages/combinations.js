// SPDX-License-Identifier: Apache-2.0
// Combinations of values: what is kept, lost and invented. Panes that may be published stand apart from private ones.
import {columns, lines, mount} from '../charts.js';
import {card, cards, el, english, heading, soft, table} from '../dom.js';
import {known, percent, plain, signed, t, whole} from '../texts.js';

const lengthName = n => (n === 1 ? t('combinations.one') : t('combinations.some', n));

function bars(title, names, values, format) {
  return columns(names, [{name: title, values}], {
    caption: title,
    describe: `${title}: ${names.map((n, i) => `${n} ${format(values[i])}`).join(', ')}`,
    format,
    height: 190,
    label: format
  });
}

function errors(buckets) {
  const used = buckets.filter(b => b.combinations > 0 && b.meanCount > 0);
  if (!used.length) return el('div', {});
  return lines([{name: t('combinations.error'), points: used.map(b => [Math.max(1, b.meanCount), b.error])}], {
    caption: t('combinations.error'),
    describe: t('combinations.errorSays'),
    x: {name: t('combinations.records'), isLog: true, format: whole},
    y: {format: v => percent(v, 0), min: 0},
    height: 230,
    table: [
      [t('combinations.upTo'), t('combinations.count'), t('combinations.error')],
      used.map(b => [whole(b.upTo), whole(b.combinations), percent(b.error)]),
      [0, 1, 2]
    ]
  });
}

function list(title, note, examples) {
  if (!examples || !examples.length) return [heading(title, 3), soft(t('combinations.none'))];
  return [
    heading(title, 3),
    soft(note),
    table(
      [t('combinations.combination'), t('combinations.sensitive'), t('combinations.compared')],
      examples.map(e => [
        e.attributes.map((a, i) => `${a} = ${e.values[i]}`).join(', '),
        whole(e.reference),
        whole(e.compared)
      ]),
      [1, 2]
    )
  ];
}

function pane(p) {
  const names = p.lengths.map(l => lengthName(l.length));
  const counts = p.buckets.map(b => t('combinations.to', whole(b.upTo)));
  const byLength = (key, of, format) =>
    bars(
      t(`combinations.${key}`),
      names,
      p.lengths.map(l => l[of]),
      format
    );
  const byCount = (key, of, format) =>
    bars(
      t(`combinations.${key}`),
      counts,
      p.buckets.map(b => b[of]),
      format
    );
  const node = el(
    'div',
    {},
    ...p.sentences.map(s => english(s)),
    cards([
      card(percent(p.suppressed), t('combinations.areLost')),
      card(percent(p.fabricated), t('combinations.areInvented')),
      card(plain(p.meanErrorOfCommon), t('combinations.meanErrorOf', p.resolution)),
      card(signed(p.expansion), t('utility.expansion')),
      card(whole(p.leaked), t('combinations.rareBoth'))
    ])
  );
  node.append(
    heading(t('combinations.byLength')),
    el(
      'div',
      {class: 'side'},
      byLength('lost', 'suppressed', whole),
      byLength('invented', 'fabricated', whole),
      byLength('meanCount', 'meanCount', plain),
      byLength('meanError', 'meanErrorOfCommon', plain),
      byLength('preserved', 'preserved', percent),
      byLength('surfaced', 'surfaced', whole)
    )
  );
  node.append(
    heading(t('combinations.byCount')),
    soft(t('combinations.byCountHelp')),
    el(
      'div',
      {class: 'side'},
      errors(p.buckets),
      byCount('count', 'combinations', whole),
      byCount('preserved', 'preserved', percent),
      byCount('meanLength', 'meanLength', plain)
    )
  );
  if (p.worstSuppressed)
    node.append(
      heading(t('combinations.worst')),
      ...list(t('combinations.worstLost'), t('combinations.worstLostHelp'), p.worstSuppressed),
      ...list(t('combinations.worstInvented'), t('combinations.worstInventedHelp'), p.worstFabricated)
    );
  return node;
}

function rare(r) {
  const names = r.lengths.map(l => lengthName(l.length));
  const shares = (title, items) => [
    heading(title, 3),
    table(
      [t('combinations.value'), t('model.share')],
      items.map(i => [i.attribute + (i.value ? ` = ${i.value}` : ''), percent(i.share)]),
      [1]
    )
  ];
  return el(
    'div',
    {},
    english(r.sentence),
    el(
      'div',
      {class: 'side'},
      bars(
        t('combinations.shortest'),
        names,
        r.lengths.map(l => l.rare + l.unique),
        whole
      ),
      bars(
        t('combinations.unique'),
        names,
        r.lengths.map(l => l.unique),
        whole
      )
    ),
    soft(t('combinations.linkable')),
    ...shares(t('combinations.linkableColumns'), r.columns),
    ...shares(t('combinations.linkableValues'), r.values)
  );
}

export default function render(data, content) {
  if (!data.format) return false;
  content.append(soft(t('combinations.help', data.length, data.protection)));
  const views = [];
  if (data.public)
    for (const p of data.public.panes)
      views.push({title: known(`pane.${p.title}`, p.title), isSecret: false, draw: () => pane(p)});
  if (data.private) {
    for (const p of data.private.panes)
      views.push({title: known(`pane.${p.title}`, p.title), isSecret: true, draw: () => pane(p)});
    if (data.private.rare)
      views.push({title: t('combinations.singled'), isSecret: true, draw: () => rare(data.private.rare)});
  }
  const tabs = el('div', {role: 'tablist', class: 'tabs', 'aria-label': t('combinations.panes')});
  const place = el('div', {role: 'tabpanel', id: 'pane', tabindex: '0'});
  const choose = (i, isAsked) => {
    [...tabs.children].forEach((b, k) => {
      b.setAttribute('aria-selected', String(k === i));
      b.setAttribute('tabindex', k === i ? '0' : '-1');
    });
    const v = views[i];
    const section = el('section', {class: v.isSecret ? 'private' : ''}, heading(v.title));
    if (v.isSecret) section.prepend(el('p', {class: 'mark', role: 'alert'}, t('private')));
    section.append(v.draw());
    place.replaceChildren(section);
    place.setAttribute('aria-label', v.title);
    if (isAsked) {
      tabs.children[i].focus();
      mount();
    }
  };
  views.forEach((v, i) => {
    const b = el(
      'button',
      {role: 'tab', type: 'button', id: `tab-${i}`, 'aria-controls': 'pane'},
      t(v.isSecret ? 'combinations.private' : 'combinations.publishable', v.title)
    );
    b.addEventListener('click', () => choose(i, true));
    b.addEventListener('keydown', e => {
      const step = {ArrowRight: 1, ArrowLeft: -1}[e.key];
      if (step) choose((i + step + views.length) % views.length, true);
    });
    tabs.append(b);
  });
  content.append(tabs, place);
  if (views.length) choose(0, false);
  return true;
}
