// SPDX-License-Identifier: Apache-2.0
// Statistics by group, with the intervals of their noise.
import {intervals, mount} from '../charts.js';
import {card, cards, el, heading, select, soft} from '../dom.js';
import {plain, t, whole} from '../texts.js';

const MOST = 60;
const isTotal = g => g.values.includes('(total)');
const name = g => (g.values.length ? g.values.map(v => (v === null ? t('missing') : v)).join(' × ') : t('groups.all'));
const mayBeZero = ([, , low, high]) => low <= 0 && high >= 0;

function chart(list, k, title) {
  const items = list.slice(0, MOST).map(g => {
    const [value, , low, high] = g.estimates[k];
    const isFaint = mayBeZero(g.estimates[k]);
    return {
      label: name(g),
      value,
      low,
      high,
      isFaint,
      hint: `${name(g)}: ${t('interval', plain(value), plain(low), plain(high))}${isFaint ? `; ${t('noise')}` : ''}`
    };
  });
  const rows = list.map(g => {
    const [value, error, low, high] = g.estimates[k];
    return [
      name(g),
      plain(value),
      plain(error),
      t('to', plain(low), plain(high)),
      mayBeZero(g.estimates[k]) ? t('mayBeZero') : ''
    ];
  });
  return intervals(items, {
    describe: t('groups.says', title),
    table: [[t('groups.group'), title, t('error'), t('ninetyFive'), ''], rows, [1, 2, 3]]
  });
}

export default function render(data, content) {
  if (!data.groups) return false;
  const groups = data.groups.filter(g => !isTotal(g));
  const totals = data.groups.filter(isTotal);
  const positive = v => whole(Math.max(0, v));
  content.append(
    soft(t('groups.help', data.unit)),
    cards([
      card(
        groups.length,
        data.unnamed
          ? t('groups.unnamed', positive(data.unnamed[0]), positive(data.unnamed[2]), positive(data.unnamed[3]))
          : t('groups.declared')
      ),
      card(
        `ε ${data.epsilon}`,
        t(data.ledger ? 'costLedger' : 'costAlone', data.delta, data.unit, data.ledger ? data.ledger.asset : '')
      ),
      card(data.gaussian ? 'Gauss' : 'Laplace', t('groups.noise', data.unit, data.groupsPerUnit, data.rowsPerGroup))
    ])
  );
  const found = Object.entries(data.found || {});
  if (found.length)
    content.append(
      el('p', {}, t('groups.found', found.map(([c, r]) => `${c} ${t('to', plain(r[0]), plain(r[1]))}`).join('; ')))
    );
  const charts = el('div', {});
  const draw = order => {
    charts.replaceChildren();
    data.titles.forEach((title, k) => {
      const list = [...groups];
      if (order !== 'values')
        list.sort((a, b) => (order === 'largest' ? -1 : 1) * (a.estimates[k][0] - b.estimates[k][0]));
      charts.append(heading(title));
      if (list.length > MOST) charts.append(soft(t('groups.first', MOST, list.length)));
      charts.append(chart(list, k, title));
      if (totals.length) charts.append(heading(t('groups.totals'), 3), chart(totals, k, title));
    });
    mount();
  };
  content.append(
    el(
      'p',
      {class: 'pick'},
      t('groups.order'),
      select(
        'order',
        t('groups.order'),
        ['values', 'largest', 'smallest'].map(o => [o, t(`groups.${o}`)]),
        'values',
        draw
      )
    ),
    charts
  );
  draw('values');
  return true;
}
