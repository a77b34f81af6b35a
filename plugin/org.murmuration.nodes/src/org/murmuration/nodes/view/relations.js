// SPDX-License-Identifier: Apache-2.0
// The relation of a parent's attribute to a child's, as matrix and as flow.
'use strict';
const relations = (() => {
  // light yellow to dark blue, even in lightness and safe for colour-blind readers
  const stops = [[255, 255, 217], [127, 205, 187], [44, 127, 184], [8, 29, 88]];
  function colour(t) {
    const x = Math.min(0.9999, Math.max(0, t)) * 3, i = Math.floor(x), f = x - i;
    return `rgb(${stops[i].map((v, k) => Math.round(v + f * (stops[i + 1][k] - v))).join(',')})`;
  }
  const palette = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#999933', '#882255', '#44aa99', '#777777'];
  const short = (name, n) => name.length > n ? name.slice(0, n - 1) + '…' : name;
  const rowsOf = (table, columns) => Array.from({length: table.length / columns}, (_, i) => table.slice(i * columns, (i + 1) * columns));
  const sum = list => list.reduce((s, v) => s + v, 0);

  // Each row as shares of itself: of the parents of a level, how their children are.
  function matrix(title, table, rowLabels, columnLabels) {
    const rows = rowsOf(table, columnLabels.length), cell = 46, height = 24, left = 170, top = 110;
    const used = rows.map((r, i) => i).filter(i => sum(rows[i]) > 5e-4), columns = columnLabels.map((c, j) => j).filter(j => sum(rows.map(r => r[j])) > 5e-4);
    const svg = el('svg', {width: left + columns.length * cell + 80, height: top + used.length * height + 10, role: 'img', 'aria-label': `${title}: a matrix; the numbers stand in its cells`});
    columns.forEach((j, x) => svg.append(el('text', {transform: `translate(${left + x * cell + cell / 2},${top - 8}) rotate(-40)`}, short(columnLabels[j], 20))));
    used.forEach((i, y) => {
      const all = sum(rows[i]);
      svg.append(el('text', {x: left - 8, y: top + y * height + 16, 'text-anchor': 'end'}, short(rowLabels[i], 24)));
      columns.forEach((j, x) => {
        const t = all > 0 ? rows[i][j] / all : 0;
        svg.append(el('g', {}, el('title', {}, `${rowLabels[i]} – ${columnLabels[j]}: ${(100 * t).toFixed(1)} % of the row, ${(100 * rows[i][j]).toFixed(2)} % of all`),
          el('rect', {x: left + x * cell, y: top + y * height, width: cell - 1, height: height - 1, fill: colour(t)}),
          el('text', {x: left + x * cell + cell / 2, y: top + y * height + 16, 'text-anchor': 'middle', style: `fill:${t > 0.45 ? '#fff' : '#1b1b1f'}`}, (100 * t).toFixed(0))));
      });
      svg.append(el('text', {x: left + columns.length * cell + 8, y: top + y * height + 16}, `${(100 * all).toFixed(1)} %`));
    });
    return el('figure', {style: 'margin:0 1.2rem 0 0'}, el('figcaption', {class: 'soft'}, title), el('div', {class: 'scroll', tabindex: '0'}, svg));
  }

  // Bands from levels of the parent to levels of the child, as wide as their share.
  function flow(title, table, rowLabels, columnLabels) {
    const rows = rowsOf(table, columnLabels.length), width = 560, height = 330, gap = 6, bar = 14, left = 150, right = width - 150;
    const used = rows.map((r, i) => i).filter(i => sum(rows[i]) > 2e-3), columns = columnLabels.map((c, j) => j).filter(j => sum(rows.map(r => r[j])) > 2e-3);
    const scale = (height - gap * (Math.max(used.length, columns.length) - 1)) / sum(table);
    const svg = el('svg', {viewBox: `0 0 ${width} ${height + 10}`, width: '100%', style: 'max-width:44rem', role: 'img', 'aria-label': `${title}: a flow; the numbers stand in the matrix`});
    const fromY = {}, toY = {};
    let y = 0;
    for (const i of used) { fromY[i] = y; y += sum(rows[i]) * scale + gap; }
    y = 0;
    for (const j of columns) { toY[j] = y; y += sum(rows.map(r => r[j])) * scale + gap; }
    const starts = {...fromY}, ends = {...toY}, middle = (left + right) / 2;
    used.forEach((i, n) => columns.forEach(j => {
      const w = rows[i][j] * scale;
      if (w < 0.15) return;
      const a = starts[i] + w / 2, b = ends[j] + w / 2;
      starts[i] += w; ends[j] += w;
      svg.append(el('path', {d: `M${left + bar},${a}C${middle},${a} ${middle},${b} ${right - bar},${b}`, fill: 'none', stroke: palette[n % palette.length], 'stroke-width': Math.max(0.4, w), opacity: 0.5}, el('title', {}, `${rowLabels[i]} – ${columnLabels[j]}: ${(100 * rows[i][j]).toFixed(2)} %`)));
    }));
    used.forEach((i, n) => svg.append(el('rect', {x: left, y: fromY[i], width: bar, height: Math.max(1, sum(rows[i]) * scale), fill: palette[n % palette.length]}), el('text', {x: left - 6, y: fromY[i] + sum(rows[i]) * scale / 2 + 4, 'text-anchor': 'end'}, short(rowLabels[i], 21))));
    columns.forEach(j => { const h = sum(rows.map(r => r[j])) * scale; svg.append(el('rect', {x: right - bar, y: toY[j], width: bar, height: Math.max(1, h), fill: 'var(--soft)'}), el('text', {x: right + 6, y: toY[j] + h / 2 + 4}, short(columnLabels[j], 21))); });
    return el('figure', {style: 'margin:.8rem 0 0'}, el('figcaption', {class: 'soft'}, title), el('div', {class: 'scroll'}, svg));
  }

  // How far a table is from independent columns, to show the most telling one first.
  function dependence(table, columns) {
    const rows = rowsOf(table, columns), all = sum(table), ofColumn = Array.from({length: columns}, (_, j) => sum(rows.map(r => r[j])));
    return rows.reduce((s, r) => { const w = sum(r); return s + r.reduce((t, v, j) => t + Math.abs(v - w * ofColumn[j] / all), 0); }, 0);
  }

  // A picker of two attributes and what it shows; sources are [title, name of the table in a relation].
  function explorer(data, sources) {
    const list = data.relations, name = a => data.attributes[a].name, levels = a => data.attributes[a].levels;
    if (!list.length) return el('p', {class: 'soft'}, 'No table of a parent and a child was measured.');
    const first = list.reduce((best, r) => dependence(r[sources[0][1]], r.columns) > dependence(best[sources[0][1]], best.columns) ? r : best, list[0]);
    const pick = (label, of, chosen) => {
      const options = [...new Set(list.map(r => r[of]))], select = el('select', {id: `pick-${of}`});
      for (const a of options) { const option = el('option', {value: a}, name(a)); if (a === chosen) option.setAttribute('selected', ''); select.append(option); }
      return [el('label', {for: `pick-${of}`, style: 'margin-right:.4rem'}, label), select];
    };
    const [parentLabel, parents] = pick(`Of the ${data.parent}`, 'parent', first.parent), [childLabel, children] = pick(`Of the ${data.child}`, 'child', first.child);
    children.style.marginRight = parents.style.marginRight = '1rem';
    const shown = el('div', {}), say = el('p', {class: 'soft', 'aria-live': 'polite'});
    const draw = () => {
      const p = Number(parents.value), c = Number(children.value), r = list.find(x => x.parent === p && x.child === c);
      shown.replaceChildren();
      if (!r) { say.textContent = 'This pair was not measured.'; return; }
      say.textContent = `Rows are ${data.parent} by ${name(p)}, columns their ${data.child} by ${name(c)}, in per cent of the row; the last number is the row's part of all. Each ${data.parent} weighs one.`;
      shown.append(el('div', {style: 'display:flex;flex-wrap:wrap'}, ...sources.map(([title, key]) => matrix(title, r[key], levels(p), levels(c)))));
      shown.append(el('div', {style: 'display:flex;flex-wrap:wrap'}, ...sources.map(([title, key]) => el('div', {style: 'flex:1 1 26rem'}, flow(title, r[key], levels(p), levels(c))))));
    };
    parents.addEventListener('change', draw); children.addEventListener('change', draw);
    draw();
    return el('div', {}, el('p', {}, parentLabel, parents, childLabel, children), say, shown);
  }

  // Bars side by side; series are [title, name of the value, colour].
  function bars(title, items, series) {
    const group = 22 * series.length + 18, h = 150, width = 40 + items.length * group, most = Math.max(0.01, ...items.flatMap(i => series.map(s => i[s[1]])));
    const svg = el('svg', {width, height: h + 40, role: 'img', 'aria-label': `${title}: ${items.map(i => `${i.label}: ${series.map(s => `${s[0]} ${percent(i[s[1]])}`).join(', ')}`).join('; ')}`});
    items.forEach((item, n) => {
      series.forEach((s, k) => svg.append(el('rect', {x: 20 + n * group + k * 22, y: h - h * item[s[1]] / most + 12, width: 20, height: h * item[s[1]] / most, fill: s[2]}, el('title', {}, `${item.label}, ${s[0]}: ${percent(item[s[1]])}`)), el('text', {x: 30 + n * group + k * 22, y: h - h * item[s[1]] / most + 9, 'text-anchor': 'middle', style: 'font-size:9px'}, (100 * item[s[1]]).toFixed(0))));
      svg.append(el('text', {x: 20 + n * group + 11 * series.length - 1, y: h + 28, 'text-anchor': 'middle'}, item.label));
    });
    const legend = series.length < 2 ? '' : el('p', {class: 'soft'}, ...series.flatMap(s => [el('span', {style: `display:inline-block;width:.8rem;height:.8rem;background:${s[2]};margin:0 .3rem 0 .8rem`}), s[0]]));
    return el('div', {}, legend, el('div', {class: 'scroll'}, svg));
  }

  function table(head, rows, numeric) {
    const cell = (tag, c, i) => el(tag, numeric.includes(i) ? {class: 'n'} : {}, c);
    return el('div', {class: 'scroll', tabindex: '0'}, el('table', {}, el('thead', {}, el('tr', {}, ...head.map((c, i) => cell('th', c, i)))), el('tbody', {}, ...rows.map(r => el('tr', {}, ...r.map((c, i) => cell('td', c, i)))))));
  }

  const kind = (data, k) => ({VV: `two attributes of the ${data.parent}`, VP: `${data.parent} × ${data.child}`, PP: `two attributes of one ${data.child}`, SS: 'the same attribute of two siblings', V: `one attribute of the ${data.parent}`, P: `one attribute of a ${data.child}`, VVV: `three of the ${data.parent}`, VVP: `two of the ${data.parent}, one of a ${data.child}`, VPP: `one of the ${data.parent}, two of a ${data.child}`, PPP: `three of one ${data.child}`, all: 'all tables'}[k] || k);
  return {explorer, bars, table, kind, matrix, flow};
})();
