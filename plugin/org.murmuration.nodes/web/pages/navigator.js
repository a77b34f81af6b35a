// SPDX-License-Identifier: Apache-2.0
// Data Navigator: records that were invented and counts that were released, to be filtered by clicks.
import {flow, lines, matrix, mount} from '../charts.js';
import {button, csv, el, english, heading, save, select, soft, table} from '../dom.js';
import {language, t, whole} from '../texts.js';

const FEW = 8;
const LISTED = 50;
let data = null;
let columns;
let open;
let pair;
let place;
let pictured = 0;
const selection = new Map(); // attribute -> set of levels
const title = a => data.attributes[a].title;
const level = (a, l) => data.attributes[a].levels[l];
const sizeOf = a => data.attributes[a].levels.length;

function decode(text, levels) {
  const raw = atob(text);
  const n = levels > 256 ? raw.length / 2 : raw.length;
  const codes = levels > 256 ? new Uint16Array(n) : new Uint8Array(n);
  for (let i = 0; i < n; i++)
    codes[i] = levels > 256 ? (raw.charCodeAt(2 * i) << 8) | raw.charCodeAt(2 * i + 1) : raw.charCodeAt(i);
  return codes;
}

// For every row: 0 where the selection holds it, a + 1 where attribute a alone keeps it out, 255 where several do.
function misses() {
  const missed = new Uint8Array(data.rows);
  for (const [a, levels] of selection) {
    const allowed = new Uint8Array(sizeOf(a));
    const column = columns[a];
    for (const l of levels) allowed[l] = 1;
    for (let r = 0; r < missed.length; r++) if (!allowed[column[r]]) missed[r] = missed[r] === 0 ? a + 1 : 255;
  }
  return missed;
}

// Rows that the selection holds.
function held(missed) {
  const rows = new Uint32Array(missed.length);
  let n = 0;
  for (let r = 0; r < missed.length; r++) {
    rows[n] = r;
    n += missed[r] === 0 ? 1 : 0;
  }
  return rows.subarray(0, n);
}

function counts(a, missed, rows) {
  const result = new Uint32Array(sizeOf(a));
  const column = columns[a];
  for (let i = 0; i < rows.length; i++) result[column[rows[i]]]++;
  if (selection.has(a)) for (let r = 0; r < missed.length; r++) if (missed[r] === a + 1) result[column[r]]++;
  return Float64Array.from(result);
}

// What a released table holds in a cell: a number, or NaN where a table of combinations does not hold it.
function cellsOf(found) {
  if (!found.cells) return c => found.counts[c];
  if (!found.known) found.known = new Map(found.cells.map((c, i) => [c, found.counts[i]]));
  return c => (found.known.has(c) ? found.known.get(c) : NaN);
}

// A released table of exactly some attributes, summed over what is selected of all but those that are kept; null if
// there is none. A sum is NaN when one of its cells was not released, and so is an error that nobody knows.
function released(kept, chosen = selection) {
  const wanted = [...new Set([...kept, ...chosen.keys()])].sort((x, y) => x - y);
  const found = data.tables.find(
    x => x.attributes.length === wanted.length && x.attributes.every((v, i) => v === wanted[i])
  );
  if (!found) return null;
  const at = cellsOf(found);
  const levels = wanted.map(a => (kept.includes(a) ? [...data.attributes[a].levels.keys()] : [...chosen.get(a)]));
  const sums = new Float64Array(kept.reduce((p, a) => p * sizeOf(a), 1));
  const cells = new Float64Array(sums.length);
  const code = {};
  const walk = (depth, cell) => {
    if (depth < wanted.length) {
      for (const l of levels[depth]) {
        code[wanted[depth]] = l;
        walk(depth + 1, cell * sizeOf(wanted[depth]) + l);
      }
      return;
    }
    const place = kept.reduce((p, a) => p * sizeOf(a) + code[a], 0);
    sums[place] += at(cell);
    cells[place]++;
  };
  walk(0, 0);
  const errorOf = n => {
    if (found.error !== null) return found.error * Math.sqrt(n);
    return data.rounded ? n * data.rounded : NaN;
  };
  return {sums, errors: cells.map(errorOf)};
}

function withError(count, error, key) {
  if (data.rounded) return t(`${key}Rounded`, whole(count), whole(count + error));
  return Number.isNaN(error) ? t(`${key}Unknown`, whole(count)) : t(key, whole(count), whole(error));
}

// The number of all rows, in words.
function totalText() {
  if (data.rounded) return withError(data.total, data.rounded, 'navigator.released');
  if (data.totalError === null) return t('navigator.estimated', whole(data.total));
  return t('navigator.releasedTotal', whole(data.total), whole(data.totalError));
}

const scale = () => (data.rows ? data.total / data.rows : 0);

function sentence(rows) {
  const parts = [...selection].map(([a, levels]) =>
    t('navigator.is', title(a), [...levels].map(l => level(a, l)).join(t('navigator.or')))
  );
  const said = parts.length
    ? t('navigator.where', data.unit, parts.join(t('navigator.and')))
    : t('navigator.all', data.unit);
  const which = said.charAt(0).toLocaleUpperCase(language()) + said.slice(1);
  let number;
  let count;
  let error = null;
  if (!selection.size) {
    count = data.total;
    number = totalText();
  } else {
    const r = released([]);
    if (r && !Number.isNaN(r.sums[0])) {
      count = Math.max(0, r.sums[0]);
      error = r.errors[0];
      number = withError(count, error, 'navigator.released');
    } else if (!data.rows) {
      count = null;
      number = t('navigator.notReleased');
    } else {
      count = rows.length * scale();
      number = t('navigator.estimated', whole(count));
    }
  }
  return el(
    'p',
    {class: 'sentence', id: 'sentence', 'aria-live': 'polite'},
    `${which}: `,
    el('b', {id: 'count'}, number),
    error !== null && count !== null && count < error ? ` ${t('navigator.zero')}` : ''
  );
}

function toggle(a, l) {
  const levels = selection.get(a) || new Set();
  if (levels.has(l)) levels.delete(l);
  else levels.add(l);
  if (levels.size) selection.set(a, levels);
  else selection.delete(a);
  draw(`bar-${a}-${l}`);
}

function bars(a, missed, rows) {
  const chosen = selection.get(a) || new Set();
  const others = new Map([...selection].filter(([k]) => k !== a));
  const r = released([a], others);
  const isReleased = l => r !== null && !Number.isNaN(r.sums[l]);
  const guess = data.attributes[a].levels.every((x, l) => isReleased(l))
    ? null
    : counts(a, missed, rows).map(n => n * scale());
  const value = l => (isReleased(l) ? Math.max(0, r.sums[l]) : guess[l]);
  const order = data.attributes[a].levels
    .map((x, l) => l)
    .filter(l => ((data.rows || isReleased(l)) && value(l) > 0.5) || chosen.has(l));
  if (!data.attributes[a].ordered) order.sort((x, y) => value(y) - value(x));
  const shown = open.has(a) ? order : order.slice(0, FEW);
  const most = Math.max(1, ...order.map(l => value(l) + ((isReleased(l) && r.errors[l]) || 0)));
  const list = el(
    'ul',
    {class: 'bars'},
    ...shown.map(l => {
      const unreleased = data.rows ? `≈ ${whole(value(l))}` : '–';
      const number = isReleased(l) ? withError(value(l), r.errors[l], 'navigator.short') : unreleased;
      const lane = el(
        'span',
        {class: 'lane', 'aria-hidden': 'true'},
        el('i', {class: isReleased(l) ? '' : 'guess', style: `width:${(100 * value(l)) / most}%`})
      );
      if (isReleased(l) && !Number.isNaN(r.errors[l])) {
        const low = data.rounded ? value(l) : Math.max(0, value(l) - r.errors[l]);
        lane.append(
          el('u', {style: `left:${(100 * low) / most}%;width:${(100 * (value(l) + r.errors[l] - low)) / most}%`})
        );
      }
      const b = el(
        'button',
        {
          type: 'button',
          id: `bar-${a}-${l}`,
          'aria-pressed': String(chosen.has(l)),
          'aria-label': t('navigator.pressed', level(a, l), number),
          title: level(a, l)
        },
        el('span', {class: 'label'}, level(a, l)),
        lane,
        el('span', {class: 'number'}, number)
      );
      b.addEventListener('click', () => toggle(a, l));
      return el('li', {}, b);
    })
  );
  const box = el('section', {}, heading(title(a), 3));
  if (data.attributes[a].description)
    box.append(el('p', {class: 'soft', style: 'margin:0 0 .2rem'}, data.attributes[a].description));
  const times = order.filter(l => !level(a, l).startsWith('(')).sort((x, y) => x - y);
  if (data.attributes[a].time && times.length)
    box.append(
      line(
        a,
        times,
        value,
        r !== null && !data.rounded && times.every(l => isReleased(l) && !Number.isNaN(r.errors[l])) ? r : null
      )
    );
  box.append(list);
  if (order.length > FEW) {
    const more = button(`more-${a}`, open.has(a) ? t('navigator.fewer') : t('navigator.more', order.length), () => {
      if (open.has(a)) open.delete(a);
      else open.add(a);
      draw(`more-${a}`);
    });
    more.setAttribute('aria-expanded', String(open.has(a)));
    box.append(more);
  }
  return box;
}

function line(a, points, value, r) {
  return lines(
    [
      {
        name: title(a),
        points: points.map((l, i) => [i, value(l)]),
        band: r ? points.map((l, i) => [i, Math.max(0, value(l) - r.errors[l]), value(l) + r.errors[l]]) : null
      }
    ],
    {
      describe: `${t('navigator.over')}: ${title(a)}`,
      x: {names: points.map(l => level(a, l))},
      y: {format: whole, min: 0},
      height: 150
    }
  );
}

function together(rows) {
  const [a, b] = pair;
  if (a === b || data.attributes.length < 2) return el('div', {id: 'pictures'});
  const found = released([a, b], new Map([...selection].filter(([k]) => k !== a && k !== b)));
  const n = sizeOf(b);
  const isChosen = (k, l) => !selection.has(k) || selection.get(k).has(l);
  const r = found && found.sums.every(v => !Number.isNaN(v)) ? found : null;
  if (!r && !data.rows) return el('div', {id: 'pictures'}, soft(t('navigator.notReleased')));
  let cells;
  if (r) cells = [...r.sums].map((v, c) => (isChosen(a, Math.floor(c / n)) && isChosen(b, c % n) ? Math.max(0, v) : 0));
  else {
    cells = new Array(sizeOf(a) * n).fill(0);
    for (const row of rows) cells[columns[a][row] * n + columns[b][row]]++;
  }
  const all = cells.reduce((s, v) => s + v, 0);
  const box = el('div', {id: 'pictures'});
  box.append(soft(t('navigator.twoHelp', t(r ? 'navigator.twoReleased' : 'navigator.twoEstimated'))));
  if (all) {
    const shares = cells.map(v => v / all);
    box.append(
      el(
        'div',
        {class: 'side'},
        matrix(t('navigator.matrix'), shares, data.attributes[a].levels, data.attributes[b].levels),
        flow(t('navigator.flow'), shares, data.attributes[a].levels, data.attributes[b].levels)
      )
    );
  }
  return box;
}

const picker = (label, i) =>
  el(
    'span',
    {},
    `${label} `,
    select(
      `pair-${i}`,
      label,
      data.attributes.map((x, a) => [a, x.title]),
      pair[i],
      v => {
        pair[i] = Number(v);
        draw(`pair-${i}`);
      }
    )
  );
const hash = () =>
  `#${[...selection].map(([a, levels]) => `${a}:${[...levels].join('.')}`).join(';')}|${pair.join(',')}`;

function restore() {
  selection.clear();
  const [filters, two] = decodeURIComponent(location.hash.slice(1)).split('|');
  for (const part of (filters || '').split(';')) {
    const [a, levels] = part.split(':');
    const attribute = data.attributes[Number(a)];
    const chosen = new Set(
      (levels || '')
        .split('.')
        .filter(x => x !== '')
        .map(Number)
        .filter(l => attribute && l >= 0 && l < attribute.levels.length)
    );
    if (chosen.size) selection.set(Number(a), chosen);
  }
  const chosen = (two || '').split(',').map(Number);
  if (chosen.length === 2 && chosen.every(a => Number.isInteger(a) && data.attributes[a])) pair = chosen;
}

// Pictures come after the numbers, so that a click is answered at once; until then the old ones stay.
function drawPictures(rows) {
  const turn = ++pictured;
  requestAnimationFrame(() =>
    setTimeout(() => {
      if (turn !== pictured || !document.getElementById('pictures')) return;
      document.getElementById('pictures').replaceWith(together(rows));
      mount();
    })
  );
}

function draw(focus) {
  const old = document.getElementById('pictures');
  const began = performance.now();
  const missed = misses();
  const rows = held(missed);
  const listed = [...rows.subarray(0, LISTED)];
  const tools = el('p', {class: 'tools', style: 'margin:0'}, el('a', {href: hash(), id: 'link'}, t('navigator.link')));
  if (selection.size)
    tools.prepend(
      button('clear', t('navigator.clear'), () => {
        selection.clear();
        draw('link');
      })
    );
  const publishable = data.rows ? 'navigator.publishable' : 'publishable';
  place.replaceChildren(
    el('header', {}, sentence(rows), tools),
    el(
      'details',
      {},
      el('summary', {}, t('navigator.exact')),
      english(data.statement),
      soft(data.test ? '' : t(publishable))
    ),
    heading(t(data.rows ? 'navigator.attributes' : 'navigator.counts')),
    soft(t(data.rows ? 'navigator.attributesHelp' : 'navigator.countsHelp')),
    el('div', {class: 'grid'}, ...data.attributes.map((x, a) => bars(a, missed, rows))),
    heading(t('navigator.two')),
    el('p', {class: 'pick'}, picker(t('navigator.rowsAre'), 0), picker(t('navigator.columnsAre'), 1)),
    old || together(rows)
  );
  if (data.rows)
    place.append(
      heading(t('navigator.records')),
      soft(t('navigator.recordsHelp', whole(listed.length), whole(rows.length))),
      el(
        'p',
        {class: 'pick'},
        button('csv', t('navigator.csv'), () =>
          save(
            'selection.csv',
            'text/csv',
            csv([
              data.attributes.map(x => x.name),
              ...Array.from(rows, r => data.attributes.map((x, a) => level(a, columns[a][r])))
            ])
          )
        )
      ),
      table(
        data.attributes.map(x => x.title),
        listed.map(r => data.attributes.map((x, a) => level(a, columns[a][r])))
      )
    );
  mount();
  if (old) drawPictures(rows);
  if (!old) document.getElementById('main').dataset.shown = performance.now().toFixed(0);
  document.getElementById('main').dataset.milliseconds = (performance.now() - began).toFixed(1);
  if (focus && document.getElementById(focus)) document.getElementById(focus).focus({preventScroll: true});
}

export default function render(received, content) {
  if (!received.attributes) return false;
  place = content;
  if (data !== received) {
    // not only another language
    data = received;
    columns = data.columns.map((c, a) => decode(c, sizeOf(a)));
    open = new Set();
    pair = [0, 1];
    restore();
    window.addEventListener('hashchange', () => {
      restore();
      draw();
    });
  }
  draw();
  return true;
}
