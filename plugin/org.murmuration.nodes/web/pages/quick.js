// SPDX-License-Identifier: Apache-2.0
// Statistics of every column, with the intervals of their noise.
import {intervals} from '../charts.js';
import {card, cards, heading, soft} from '../dom.js';
import {known, plain, t, whole} from '../texts.js';

const day = v => new Date(Math.round(v) * 86400000).toISOString().slice(0, 10);
const shown = (line, v) => (line.day ? day(v) : plain(v));
const nameOf = line => line.value || known(`statistic.${line.statistic}`, line.statistic);
const rowOf = line => {
  const [v, error, low, high] = line.estimate;
  return [
    line.value ? t('quick.of', known(`statistic.${line.statistic}`, line.statistic), line.value) : nameOf(line),
    shown(line, v),
    plain(error),
    t('to', shown(line, low), shown(line, high)),
    low <= 0 && high >= 0 && !line.day ? t('mayBeZero') : ''
  ];
};
const WHERE = ['0.5 % quantile', '25 % quantile', 'Median', 'Mean', '75 % quantile', '99.5 % quantile'];

function chart(name, lines, isNumeric) {
  const drawn = isNumeric ? WHERE.map(s => lines.find(l => l.statistic === s)).filter(l => l) : lines;
  const items = drawn.map(l => {
    const [value, , low, high] = l.estimate;
    const isFaint = !isNumeric && low <= 0 && high >= 0;
    const interval = t('interval', shown(l, value), shown(l, low), shown(l, high));
    return {
      label: nameOf(l),
      value,
      low,
      high,
      isFaint,
      hint: `${nameOf(l)}: ${interval}${isFaint ? `; ${t('noise')}` : ''}`
    };
  });
  const isDay = drawn.some(l => l.day);
  return intervals(items, {
    describe: t(isNumeric ? 'quick.saysNumbers' : 'quick.saysCounts', name),
    isDot: isNumeric,
    format: isDay ? day : plain,
    table: [[t('quick.statistic'), t('value'), t('error'), t('ninetyFive'), ''], lines.map(rowOf), [1, 2, 3]]
  });
}

export default function render(data, content) {
  if (!data.lines) return false;
  const count = data.lines[0].estimate;
  const columns = new Map();
  const positive = v => whole(Math.max(0, v));
  content.append(
    soft(t('quick.help', data.unit)),
    cards([
      card(positive(count[0]), t('quick.rows', positive(count[2]), positive(count[3]))),
      card(
        `ε ${data.epsilon}`,
        t(data.ledger ? 'costLedger' : 'costAlone', data.delta, data.unit, data.ledger ? data.ledger.asset : '')
      ),
      card(data.gaussian ? 'Gauss' : 'Laplace', t('quick.noise'))
    ])
  );
  for (const l of data.lines.slice(1)) {
    if (!columns.has(l.column)) columns.set(l.column, []);
    columns.get(l.column).push(l);
  }
  for (const [name, lines] of columns) {
    const values = lines.find(l => l.statistic === 'Values');
    content.append(heading(name));
    if (values)
      content.append(soft(t('quick.values', positive(values.estimate[0]), positive(count[0] - values.estimate[0]))));
    content.append(chart(name, lines, !!values));
  }
  return true;
}
