// SPDX-License-Identifier: Apache-2.0
// Disclosure risk, attack by attack. Private.
import {intervals} from '../charts.js';
import {card, cards, el, english, heading, soft, table} from '../dom.js';
import {percent, t, whole} from '../texts.js';

export default function render(data, content) {
  if (!data.attacks) return false;
  const sorted = [...data.attacks].sort((a, b) => b.risk - a.risk);
  const worst = sorted[0];
  const c = data.copies;
  const m = data.membership;
  content.append(soft(t('risk.help')));
  if (worst)
    content.append(
      cards([
        card(percent(worst.risk), t('risk.largest', worst.attack)),
        card(t('ofAll', sorted.filter(a => a.beatsGuessing).length, sorted.length), t('risk.better')),
        card(percent(c.equal), t('risk.equal'))
      ])
    );
  if (m)
    content.append(
      el('p', {}, t('risk.membership', percent(m.auc), percent(m.error), percent(m.found10), percent(m.found1)))
    );
  content.append(
    intervals(
      sorted.map(a => ({
        label: a.attack,
        value: a.risk,
        low: a.low,
        high: a.high,
        isFaint: !a.beatsGuessing,
        hint: `${a.attack}: ${t('interval', percent(a.risk), percent(a.low), percent(a.high))}`
      })),
      {describe: t('risk.says'), isDot: true, min: 0, max: 1, format: v => percent(v, 0)}
    )
  );
  content.append(
    heading(t('risk.often')),
    table(
      ['attack', 'attacks', 'succeed', 'guessing', 'others', 'risk'].map(k => t(`risk.${k}`)).concat(t('ninetyFive')),
      sorted.map(a => [
        a.attack,
        whole(a.attacks),
        percent(a.attackRate),
        percent(a.baselineRate),
        percent(a.controlRate),
        percent(a.risk),
        t('to', percent(a.low), percent(a.high))
      ]),
      [1, 2, 3, 4, 5, 6]
    )
  );
  content.append(
    heading(t('risk.copies')),
    english(c.warning, {class: 'soft'}),
    soft(t('risk.looked', whole(c.records))),
    table(
      [t('risk.that'), t('risk.real'), t('risk.otherPeople')],
      [
        [t('risk.equals'), percent(c.equal), c.equalToControl === null ? '–' : percent(c.equalToControl)],
        [t('risk.near'), percent(c.near), c.nearControl === null ? '–' : percent(c.nearControl)],
        [t('risk.closer'), percent(c.closerToReal), '–']
      ],
      [1, 2]
    )
  );
  return true;
}
