// SPDX-License-Identifier: Apache-2.0
// How near synthetic records are to the real ones. Private.
import {columns, heat, intervals, lines, mount} from '../charts.js';
import {card, cards, el, heading, select, soft, table} from '../dom.js';
import {fixed, known, percent, plain, signed, t, whole} from '../texts.js';

const SHOWN = 12;
// Upper ends of the distances that a word describes, and those of the shares of relations kept that a grade stands for.
const VERDICTS = [
  [0.02, 'veryNear'],
  [0.08, 'near'],
  [0.2, 'care'],
  [Infinity, 'far']
];
const GRADES = [
  [0, 'worse'],
  [0.5, 'poor'],
  [0.8, 'fair'],
  [0.95, 'good'],
  [Infinity, 'best']
];
const wordOf = (steps, x) => (steps.find(([end]) => x < end) || steps[steps.length - 1])[1];
const verdict = d => t(`utility.${wordOf(VERDICTS, d)}`);
const tables = items =>
  intervals(
    items.map(i => ({
      label: i.attributes.join(' × '),
      value: i.distance,
      hint: `${i.attributes.join(' × ')}: ${fixed(i.distance, 4)}`
    })),
    {
      describe: t('utility.tablesSay'),
      min: 0,
      labelWidth: 280,
      format: v => fixed(v, 3),
      table: [
        [t('utility.attributes'), t('utility.distanceShort')],
        items.map(i => [i.attributes.join(' × '), fixed(i.distance, 4)]),
        [1]
      ]
    }
  );

// One sentence for those who read no further.
function summary(data, two) {
  if (!two) return '';
  const part = two.chance > two.independent ? (two.value - two.independent) / (two.chance - two.independent) : null;
  const grade = part === null ? 'unclear' : wordOf(GRADES, part);
  const kept = part === null || part < 0 ? '' : percent(part, 0);
  const subsample = data.equivalentSubsample;
  const asNear = subsample ? t('utility.sample', percent(subsample, 0)) : t('utility.noSample');
  return `${t(`utility.grade.${grade}`, kept)} ${asNear}`;
}

function pairs(data) {
  const names = data.attributes.map(a => a.attributes[0]);
  const cells = data.attributes.map((a, i) => ({
    row: i,
    column: i,
    value: a.distance,
    hint: `${names[i]}: ${fixed(a.distance, 4)}`
  }));
  for (const p of data.pairs) {
    const [i, j] = p.attributes.map(a => names.indexOf(a));
    const hint = `${p.attributes.join(' × ')}: ${fixed(p.distance, 4)}`;
    cells.push({row: i, column: j, value: p.distance, hint}, {row: j, column: i, value: p.distance, hint});
  }
  return heat(names, names, cells, {
    describe: t('utility.heatSays'),
    max: Math.max(0.01, ...cells.map(c => c.value)),
    format: v => fixed(v, 3)
  });
}

// Real, synthetic and their difference, each a matrix.
function associations(a) {
  const shown = [
    ['real', c => c.real, false, 1],
    ['synthetic', c => c.synthetic, false, 1],
    ['difference', c => c.synthetic - c.real, true, null]
  ];
  const isSigned = a.cells.some(c => c.real < 0 || c.synthetic < 0);
  const measured = a.cells.filter(c => c.real !== null && c.synthetic !== null);
  const most = Math.max(0.05, ...measured.map(c => Math.abs(c.synthetic - c.real)));
  const worst = [...measured]
    .sort((x, y) => Math.abs(y.synthetic - y.real) - Math.abs(x.synthetic - x.real))
    .slice(0, 15);
  const pairName = c => `${a.columns[c.first]} × ${a.columns[c.second]}`;
  return [
    el(
      'div',
      {class: 'side'},
      ...shown.map(([key, value, isDifference, max]) =>
        heat(
          a.columns,
          a.columns,
          measured.flatMap(c => {
            const hint = `${pairName(c)}: ${fixed(value(c), 3)} (${known(`association.${c.measure}`, c.measure)})`;
            return [
              {row: c.first, column: c.second, value: value(c), hint},
              {row: c.second, column: c.first, value: value(c), hint}
            ];
          }),
          {
            caption: t(`utility.association.${key}`),
            describe: t('utility.associationSays', t(`utility.association.${key}`)),
            max: max || most,
            min: 0,
            isDiverging: isDifference || isSigned,
            format: v => fixed(v, 2),
            cell: Math.max(10, Math.min(24, 300 / a.columns.length))
          }
        )
      )
    ),
    table(
      [
        t('utility.attributes'),
        t('utility.measure'),
        t('utility.real'),
        t('utility.synthetic'),
        t('utility.association.difference')
      ],
      worst.map(c => [
        pairName(c),
        known(`association.${c.measure}`, c.measure),
        fixed(c.real, 3),
        fixed(c.synthetic, 3),
        fixed(c.synthetic - c.real, 3)
      ]),
      [2, 3, 4]
    )
  ];
}

function overlays(list) {
  const place = el('div', {class: 'side'});
  const one = d =>
    columns(
      d.labels.map(l => (l === null ? t('missing') : l)),
      [
        {name: t('utility.real'), values: d.real},
        {name: t('utility.synthetic'), values: d.synthetic}
      ],
      {
        caption: d.column,
        describe: t('utility.overlaySays', d.column),
        table: [
          [t('value'), t('utility.real'), t('utility.synthetic')],
          d.labels.map((l, i) => [l === null ? t('missing') : l, percent(d.real[i]), percent(d.synthetic[i])]),
          [1, 2]
        ]
      }
    );
  if (list.length <= SHOWN) {
    place.append(...list.map(one));
    return [place];
  }
  const all = list.map((d, i) => [i, d.column]);
  const draw = from => {
    place.replaceChildren(...list.slice(from, from + SHOWN).map(one));
    mount();
  };
  place.append(...list.slice(0, SHOWN).map(one));
  return [
    el(
      'p',
      {class: 'pick'},
      t('utility.from'),
      select('from', t('utility.from'), all, 0, v => draw(Number(v)))
    ),
    place
  ];
}

function yardstick(data, two) {
  const points = [...data.subsamples, {share: 1, similarity: 1}].map(s => [s.share, 1000 * s.similarity]);
  return lines(
    [
      {name: t('utility.randomSamples'), points},
      {
        name: t('utility.synthetic'),
        points: [
          [0, two.value],
          [1, two.value]
        ],
        isDashed: true
      }
    ],
    {
      describe: t('utility.yardstickSays'),
      x: {name: t('utility.sampleSize'), format: v => percent(v, 0), min: 0, max: 1},
      y: {format: v => fixed(v, 0), isScaled: true},
      points: data.equivalentSubsample
        ? [{x: data.equivalentSubsample, y: two.value, name: t('utility.sample', percent(data.equivalentSubsample, 0))}]
        : [],
      table: [
        [t('utility.sampleSize'), t('utility.score')],
        points.map(p => [percent(p[0], 0), fixed(p[1], 0)]),
        [0, 1]
      ]
    }
  );
}

function anchors(list) {
  const name = p => `${p.first} × ${p.second}`;
  const ends = p => t('utility.anchor', fixed(p.independent, 4), fixed(p.floor, 4));
  const kept = p => (p.kept === null ? t('utility.nothingToKeep') : t('utility.kept', percent(p.kept, 0)));
  return intervals(
    list.map(p => ({
      label: name(p),
      value: p.similarity,
      low: null,
      band: [p.independent, p.floor],
      hint: `${name(p)}: ${fixed(p.similarity, 4)}; ${ends(p)}; ${kept(p)}`
    })),
    {
      describe: t('utility.anchorsSay'),
      isDot: true,
      max: 1,
      labelWidth: 280,
      format: v => fixed(v, 3),
      table: [
        [
          t('utility.attributes'),
          t('utility.similarity'),
          t('utility.ifIndependent'),
          t('utility.byChance'),
          t('utility.keptShort')
        ],
        list.map(p => [
          name(p),
          fixed(p.similarity, 4),
          fixed(p.independent, 4),
          fixed(p.floor, 4),
          p.kept === null ? '–' : percent(p.kept, 0)
        ]),
        [1, 2, 3, 4]
      ]
    }
  );
}

function coefficients(r) {
  const terms = r.terms.filter(x => x.real !== null && x.synthetic !== null).slice(0, 40);
  const ends = terms
    .filter(x => x.realError < 2)
    .flatMap(x => [x.real, x.synthetic])
    .filter(v => Math.abs(v) < 10)
    .concat([-0.5, 0.5]);
  const by = (v, e) => [v - 1.96 * e, v + 1.96 * e];
  const bothOf = x =>
    t('utility.term', ...[x.real, 1.96 * x.realError, x.synthetic, 1.96 * x.syntheticError].map(v => fixed(v, 3)));
  return intervals(
    terms.map(x => ({
      label: x.term,
      value: x.real,
      low: by(x.real, x.realError)[0],
      high: by(x.real, x.realError)[1],
      second: {
        value: x.synthetic,
        low: by(x.synthetic, x.syntheticError)[0],
        high: by(x.synthetic, x.syntheticError)[1]
      },
      hint: `${x.term}: ${bothOf(x)}`
    })),
    {
      describe: t('utility.termsSay'),
      isDot: true,
      min: 1.2 * Math.min(...ends),
      max: 1.2 * Math.max(...ends),
      labelWidth: 280,
      format: v => fixed(v, 2),
      table: [
        [t('utility.coefficient'), t('utility.real'), '±', t('utility.synthetic'), '±', t('utility.overlap')],
        r.terms.map(x => [
          x.term,
          fixed(x.real, 3),
          fixed(1.96 * x.realError, 3),
          fixed(x.synthetic, 3),
          fixed(1.96 * x.syntheticError, 3),
          fixed(x.overlap, 2)
        ]),
        [1, 2, 3, 4, 5]
      ]
    }
  );
}

function lengths(list) {
  const names = list.map(l => (l.length === 1 ? t('combinations.one') : t('combinations.some', l.length)));
  const keys = ['preserved', 'lost', 'invented'];
  return columns(
    names,
    keys.map(k => ({name: t(`utility.${k}`), values: list.map(l => l[k])})),
    {
      describe: t('utility.lengthsSay'),
      label: v => percent(v, 0),
      table: [
        [
          t('utility.valuesTogether'),
          t('utility.inReal'),
          t('utility.inSynthetic'),
          ...keys.map(k => t(`utility.${k}`))
        ],
        list.map((l, i) => [names[i], whole(l.real), whole(l.synthetic), ...keys.map(k => percent(l[k]))]),
        [1, 2, 3, 4, 5]
      ]
    }
  );
}

function told(d) {
  const list = [
    card(percent(d.accuracy, 1), t('utility.told', whole(2 * d.records), percent(d.accuracyError, 1))),
    card(d.ratio === null ? t('na') : fixed(d.ratio, 1), t('utility.ratio', fixed(d.independentRatio, 1)))
  ];
  return [heading(t('utility.tellApart')), soft(t('utility.tellApartHelp')), cards(list)];
}

const scoreOfPairs = two => t('utility.scoreOfPairs', fixed(two.chance, 0), fixed(two.independent, 0));
const nearSample = data => (data.equivalentSubsample ? percent(data.equivalentSubsample) : t('utility.belowOne'));

export default function render(data, content) {
  if (!data.orders) return false;
  const scores = data.scores || [];
  const two = scores.find(s => s.metric === 'k-marginal score' && s.size === 2);
  const worst = Math.max(0, ...data.missing.map(m => Math.abs(m.real - m.synthetic)));
  const add = (title, help, ...nodes) => content.append(heading(title), soft(help), ...nodes);
  const has = list => list && list.length;
  if (two) content.append(el('p', {class: 'sentence', id: 'summary'}, summary(data, two)));
  if (data.sampled)
    content.append(
      el(
        'p',
        {role: 'note'},
        t('utility.sampled', whole(data.sampled.real), whole(data.sampled.synthetic), percent(data.sampled.most))
      )
    );
  content.append(
    cards([
      ...(two ? [card(fixed(two.value, 0), scoreOfPairs(two)), card(nearSample(data), t('utility.asNear'))] : []),
      ...data.orders.map(o => card(fixed(o.mean, 4), t('utility.meanDistance', o.marginals, o.order, verdict(o.mean)))),
      card(signed(data.rowExpansion), t('utility.records', whole(data.syntheticRows), whole(data.realRows))),
      card(percent(worst), t('utility.worstMissing'))
    ]),
    soft(t('utility.distance'))
  );
  if (data.told) content.append(...told(data.told));
  if (has(data.groups))
    add(
      t('utility.groups'),
      t('utility.groupsHelp'),
      intervals(
        data.groups.map(g => ({
          label: g.value === null ? t('missing') : g.value,
          value: 1000 * g.similarity,
          low: null,
          band: null,
          hint: t(
            'utility.group',
            g.value === null ? t('missing') : g.value,
            fixed(1000 * g.similarity, 0),
            fixed(1000 * g.floor, 0)
          )
        })),
        {
          describe: t('utility.groupsSay'),
          min: 0,
          max: 1000,
          format: v => fixed(v, 0),
          table: [
            [t('groups.group'), t('utility.realRecords'), t('utility.score'), t('utility.byChance')],
            data.groups.map(g => [
              g.value === null ? t('missing') : g.value,
              whole(g.records),
              fixed(1000 * g.similarity, 0),
              fixed(1000 * g.floor, 0)
            ]),
            [1, 2, 3]
          ]
        }
      )
    );
  if (two && has(data.subsamples)) add(t('utility.yardstick'), t('utility.yardstickHelp'), yardstick(data, two));
  if (has(data.distributions)) add(t('utility.overlays'), t('utility.overlaysHelp'), ...overlays(data.distributions));
  if (data.pairs.length) add(t('utility.allPairs'), t('utility.allPairsHelp'), pairs(data));
  if (data.associations && has(data.associations.cells))
    add(t('utility.associations'), t('utility.associationsHelp'), ...associations(data.associations));
  if (has(data.pairScores)) add(t('utility.anchors'), t('utility.anchorsHelp'), anchors(data.pairScores));
  if (has(data.columnScores))
    add(
      t('utility.columns'),
      t('utility.columnsHelp'),
      table(
        ['column', 'shape', 'byChance', 'missing', 'coverage', 'adherence', 'distanceShort'].map(k =>
          t(`utility.${k}`)
        ),
        data.columnScores.map(c => [
          c.column,
          ...['shape', 'floor', 'missing', 'coverage', 'adherence', 'distance'].map(n => fixed(c[n], 4))
        ]),
        [1, 2, 3, 4, 5, 6]
      )
    );
  if (data.regression && data.regression.terms.length)
    add(
      t(
        'utility.regression',
        data.regression.target + (data.regression.level === null ? '' : ` = ${data.regression.level}`)
      ),
      t('utility.regressionHelp'),
      coefficients(data.regression)
    );
  if (data.attributes.length) content.append(heading(t('utility.singles')), tables(data.attributes));
  for (const o of data.orders.filter(x => x.order > 1))
    content.append(heading(t('utility.worst', o.order)), tables(o.worst));
  if (has(data.lengths)) add(t('utility.lengths'), t('utility.lengthsHelp'), lengths(data.lengths));
  if (data.missing.length)
    add(
      t('utility.missingValues'),
      t('utility.missingHelp'),
      table(
        [t('attribute'), t('utility.real'), t('utility.synthetic')],
        data.missing.map(m => [m.attribute, percent(m.real), percent(m.synthetic)]),
        [1, 2]
      )
    );
  if (scores.length)
    add(
      t('utility.all'),
      t('utility.allHelp'),
      table(
        ['metric', 'together', 'about', 'value', 'byChance', 'ifIndependent', 'standardError', 'meaning'].map(k =>
          t(`utility.${k}`)
        ),
        scores.map(s => [
          s.metric,
          s.size || '',
          s.about,
          plain(s.value),
          s.chance === null ? '' : plain(s.chance),
          s.independent === null ? '' : plain(s.independent),
          s.error ? plain(s.error) : '',
          known(`meaning.${s.metric}`, s.meaning)
        ]),
        [1, 3, 4, 5, 6]
      )
    );
  return true;
}
