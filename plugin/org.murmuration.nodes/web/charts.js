// SPDX-License-Identifier: Apache-2.0
// All pictures of the pages, drawn as SVG by Apache ECharts. Each says in words what it is, has its numbers in a table
// beside it (or in one that the page shows anyway), and can be saved. Colours are safe for colour-blind readers; where
// several series lie side by side they have patterns too.
import {init} from 'echarts/lib/core/echarts.js';
import {use} from 'echarts/lib/extension.js';
import {install as bar} from 'echarts/lib/chart/bar/install.js';
import {install as custom} from 'echarts/lib/chart/custom/install.js';
import {install as heatmap} from 'echarts/lib/chart/heatmap/install.js';
import {install as line} from 'echarts/lib/chart/line/install.js';
import {install as sankey} from 'echarts/lib/chart/sankey/install.js';
import {install as scatter} from 'echarts/lib/chart/scatter/install.js';
import {install as aria} from 'echarts/lib/component/aria/install.js';
import {install as grid} from 'echarts/lib/component/grid/install.js';
import {install as legend} from 'echarts/lib/component/legend/installLegendPlain.js';
import {install as tooltip} from 'echarts/lib/component/tooltip/install.js';
import {install as visualMap} from 'echarts/lib/component/visualMap/installVisualMapContinuous.js';
import {install as svg} from 'echarts/lib/renderer/installSVGRenderer.js';
import {button, csv, el, numbers, save} from './dom.js';
import {percent, plain, t} from './texts.js';

use([bar, custom, heatmap, line, sankey, scatter, aria, grid, legend, tooltip, visualMap, svg]);

/** Okabe and Ito's colours, a few more behind them. */
export const palette = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#999933',
  '#882255',
  '#44aa99',
  '#777777'
];
const SEQUENTIAL = ['#ffffd9', '#7fcdbb', '#2c7fb8', '#081d58']; // even in lightness
const DIVERGING = ['#2166ac', '#92c5de', '#f7f7f7', '#fdb863', '#b35806'];
const LIGHT = {ink: '#1b1b1f', soft: '#5b5f66', line: '#d5d8dd', paper: '#ffffff', bar: '#0b5c8f'};
const DARK = {ink: '#ececf1', soft: '#a9adb6', line: '#3a3d45', paper: '#17181c', bar: '#6bb8ea'};

const night = window.matchMedia('(prefers-color-scheme: dark)');
let isPrinting = false;
let waiting = [];
const live = new Map(); // box -> chart and what it shows
const theme = () => (night.matches && !isPrinting ? DARK : LIGHT);

function options(spec) {
  const colours = theme();
  return {
    animation: false,
    backgroundColor: colours.paper,
    color: palette,
    textStyle: {fontFamily: 'system-ui, sans-serif', fontSize: 12, color: colours.ink},
    aria: {enabled: true, label: {description: spec.describe}, decal: {show: !!spec.patterns}},
    // drawn, not written as markup: names come from data
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.paper,
      borderColor: colours.line,
      textStyle: {color: colours.ink, fontSize: 12},
      formatter: p => (spec.hint ? spec.hint(p) || '' : p.name)
    },
    ...spec.option(colours)
  };
}

function redraw() {
  for (const {chart, spec} of live.values()) chart.setOption(options(spec), true);
}
night.addEventListener('change', redraw);
window.addEventListener('beforeprint', () => {
  isPrinting = true;
  redraw();
});
window.addEventListener('afterprint', () => {
  isPrinting = false;
  redraw();
});
const sizes = new ResizeObserver(entries => {
  for (const e of entries) if (live.has(e.target) && e.contentRect.width > 0) live.get(e.target).chart.resize();
});

/** Draws what was made since the last call and is on the page now, and lets go of what has left it. */
export function mount() {
  for (const [box, {chart}] of live)
    if (!box.isConnected) {
      sizes.unobserve(box);
      chart.dispose();
      live.delete(box);
    }
  const ready = waiting.filter(w => w.box.isConnected);
  waiting = waiting.filter(w => !w.box.isConnected);
  for (const {box, spec} of ready) {
    const chart = init(box, null, {renderer: 'svg', width: box.clientWidth || 600, height: spec.height});
    chart.setOption(options(spec));
    live.set(box, {chart, spec});
    sizes.observe(box);
  }
}

function png(text, width, height, name) {
  const image = new Image();
  image.onload = () => {
    const canvas = el('canvas', {width: 2 * width, height: 2 * height});
    const context = canvas.getContext('2d');
    context.scale(2, 2);
    context.drawImage(image, 0, 0);
    canvas.toBlob(blob => save(`${name}.png`, 'image/png', blob));
  };
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
}

// spec: height, width (none: as wide as the page), describe, hint, option, patterns; beside it a caption and a table
function figure(spec, {caption, table, id} = {}) {
  const box = el('div', {
    class: 'chart',
    role: 'img',
    'aria-label': spec.describe,
    style: `height:${spec.height}px;${spec.width ? `width:${spec.width}px` : 'max-width:60rem'}`
  });
  waiting.push({box, spec});
  // what leaves a private page says so by itself
  const mark = () => {
    const frame = box.closest('.private');
    return frame ? frame.querySelector('.mark').textContent : '';
  };
  const name = () =>
    `${mark() ? 'private-' : ''}${(caption || t('picture'))
      .replace(/[^\p{L}\p{N}]+/gu, '-')
      .slice(0, 60)
      .toLowerCase()}`;
  const text = () => {
    const drawn = live.get(box).chart.renderToSVGString();
    const note = el('text', {}, mark()).innerHTML;
    return note
      ? drawn.replace(
          /<\/svg>\s*$/,
          `<text x="4" y="12" fill="#c8102e" style="font:bold 11px sans-serif">${note}</text></svg>`
        )
      : drawn;
  };
  const values = () =>
    mark() ? table.slice(0, 2).map((part, i) => (i ? part.map(r => [...r, '']) : [...part, mark()])) : table;
  const all = el('figure', {...(id ? {id} : {}), ...(spec.width ? {class: 'fixed'} : {})});
  if (caption) all.append(el('figcaption', {}, caption));
  all.append(
    spec.width
      ? el('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption || spec.describe}, box)
      : box
  );
  const saving = (kind, action) => {
    const b = button(null, kind.toUpperCase(), action);
    b.setAttribute('aria-label', `${t(kind)}: ${caption || spec.describe}`);
    return b;
  };
  const foot = el(
    'div',
    {class: 'foot'},
    el(
      'span',
      {class: 'tools'},
      saving('svg', () => save(`${name()}.svg`, 'image/svg+xml', text())),
      saving('png', () => png(text(), box.clientWidth, box.clientHeight, name())),
      ...(table ? [saving('csv', () => save(`${name()}.csv`, 'text/csv', csv([values()[0], ...values()[1]])))] : [])
    )
  );
  if (table) foot.append(numbers(...table));
  all.append(foot);
  return all;
}

const short = (text, n) => (text.length > n ? `${text.slice(0, n - 1)}…` : text);
const axisOf = (colours, format, more) => ({
  type: 'value',
  axisLabel: {formatter: v => format(v), color: colours.soft, hideOverlap: true},
  splitLine: {lineStyle: {color: colours.line}},
  axisLine: {lineStyle: {color: colours.line}},
  ...more
});

function segment(lineWidth, colour, opacity, offset = 0) {
  return (params, api) => {
    const y = api.value(2);
    const from = api.coord([api.value(0), y]);
    const to = api.coord([api.value(1), y]);
    return {
      type: 'line',
      shape: {x1: from[0], y1: from[1] + offset, x2: to[0], y2: to[1] + offset},
      style: {stroke: colour, lineWidth, opacity: opacity(params.dataIndex)}
    };
  };
}

/**
 * Values with intervals, one a line.
 *
 * Items: label, value, low, high (null without), hint, isFaint; band [from, to] to lie under it; second {value, low,
 * high}. Options: caption, describe, format, isDot (a dot instead of a bar from zero), min, max, table, labelWidth.
 */
export function intervals(
  items,
  {caption, describe, format = plain, isDot = false, min, max, table, labelWidth = 230, id}
) {
  const rows = items.some(i => i.second) ? 34 : 24;
  const place = v => Math.max(min === undefined ? -Infinity : min, Math.min(max === undefined ? Infinity : max, v));
  const alpha = i => (items[i].isFaint ? 0.4 : 1);
  const spec = {
    height: items.length * rows + 46,
    describe,
    hint: p => items[p.value instanceof Array ? p.value[2] : p.dataIndex].hint,
    option: colours => {
      const series = [];
      const banded = items.map((x, i) => ({x, i})).filter(({x}) => x.band && x.band[0] !== null && x.band[1] !== null);
      if (banded.length)
        series.push({
          type: 'custom',
          renderItem: segment(10, colours.bar, () => 0.28),
          encode: {x: [0, 1], y: 2},
          data: banded.map(({x, i}) => [place(x.band[0]), place(x.band[1]), i])
        });
      if (!isDot)
        series.push({
          type: 'bar',
          barWidth: 13,
          data: items.map((x, i) => ({
            value: x.value,
            itemStyle: {
              color: colours.bar,
              opacity: items.every(y => y.low === null || y.low === undefined) ? alpha(i) : 0.4 * alpha(i)
            }
          }))
        });
      const ranged = items
        .map((x, i) => ({x, i}))
        .filter(({x}) => x.low !== null && x.low !== undefined && x.value !== null);
      if (ranged.length)
        series.push({
          type: 'custom',
          renderItem: segment(3, colours.bar, k => alpha(ranged[k].i)),
          encode: {x: [0, 1], y: 2},
          data: ranged.map(({x, i}) => [place(x.low), place(x.high), i]),
          z: 3
        });
      if (isDot || ranged.length)
        series.push({
          type: 'scatter',
          symbolSize: isDot ? 10 : 7,
          z: 4,
          data: items
            .map((x, i) => ({x, i}))
            .filter(({x}) => x.value !== null)
            .map(({x, i}) => ({value: [place(x.value), i, i], itemStyle: {color: colours.bar, opacity: alpha(i)}}))
        });
      const twice = items.map((x, i) => ({x, i})).filter(({x}) => x.second && x.second.value !== null);
      if (twice.length) {
        series.push({
          type: 'custom',
          renderItem: segment(2, palette[5], () => 1, 9),
          encode: {x: [0, 1], y: 2},
          data: twice.map(({x, i}) => [place(x.second.low), place(x.second.high), i]),
          z: 3
        });
        series.push({
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 9,
          symbolOffset: [0, 9],
          z: 4,
          itemStyle: {color: palette[5]},
          data: twice.map(({x, i}) => [place(x.second.value), i, i])
        });
      }
      return {
        grid: {left: labelWidth + 14, right: 40, top: 6, bottom: 36},
        xAxis: axisOf(colours, format, {min, max, scale: isDot}),
        yAxis: {
          type: 'category',
          inverse: true,
          data: items.map(x => x.label),
          axisTick: {show: false},
          axisLine: {lineStyle: {color: colours.line}},
          axisLabel: {interval: 0, width: labelWidth, overflow: 'truncate', color: colours.ink}
        },
        series
      };
    }
  };
  return figure(spec, {caption, table, id});
}

/**
 * A matrix of coloured cells.
 *
 * Cells: row, column, value, hint, and isMarked for a white dot. Options: caption, describe, max, min, isDiverging,
 * text (a function that writes a value into its cell), format of the legend, table, cell (size in pixels).
 */
export function heat(
  rows,
  columns,
  cells,
  {
    caption,
    describe,
    max,
    min = 0,
    isDiverging = false,
    text,
    format = plain,
    table,
    cell = columns.length > 40 ? 13 : Math.max(24, Math.min(64, 440 / columns.length)),
    height = Math.min(cell, 34),
    id
  }
) {
  const left = Math.min(270, 30 + 6.6 * Math.max(6, ...rows.map(r => r.length)));
  const top = 24 + Math.min(100, 5.2 * Math.max(...columns.map(c => c.length)));
  const marked = cells.filter(c => c.isMarked);
  const spec = {
    width: left + columns.length * cell + 100,
    height: Math.max(top + rows.length * height + 12, top + 150),
    describe,
    hint: p => (p.seriesType === 'scatter' ? marked : cells)[p.dataIndex].hint,
    option: colours => ({
      grid: {left, top, width: columns.length * cell, height: rows.length * height},
      xAxis: {
        type: 'category',
        position: 'top',
        data: columns,
        axisTick: {show: false},
        axisLine: {show: false},
        axisLabel: {interval: 0, rotate: 50, color: colours.ink, formatter: v => short(v, 20)}
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows,
        axisTick: {show: false},
        axisLine: {show: false},
        axisLabel: {interval: 0, width: left - 12, overflow: 'truncate', color: colours.ink}
      },
      visualMap: {
        type: 'continuous',
        seriesIndex: 0,
        min: isDiverging ? -max : min,
        max,
        inRange: {color: isDiverging ? DIVERGING : SEQUENTIAL},
        right: 4,
        top,
        itemHeight: 90,
        text: [format(max), format(isDiverging ? -max : min)],
        textStyle: {color: colours.ink},
        hoverLink: false
      },
      series: [
        {
          type: 'heatmap',
          data: cells.map(c => ({
            value: [c.column, c.row, c.value],
            label: {color: Math.abs(c.value) > 0.55 * max ? '#ffffff' : '#1b1b1f'}
          })),
          label: {show: !!text, fontSize: 11, formatter: p => text(p.value[2])},
          itemStyle: {borderColor: colours.paper, borderWidth: 1}
        },
        {
          type: 'scatter',
          symbolSize: 7,
          data: marked.map(c => [c.column, c.row]),
          itemStyle: {color: '#ffffff', borderColor: '#000000', borderWidth: 1}
        }
      ]
    })
  };
  return figure(spec, {caption, table, id});
}

/**
 * Lines over a number or over names.
 *
 * Series: name, points [x, y], isDashed, band [[x, low, high], ...], isArea. Options: caption, describe, x and y {name,
 * format, isLog, names, min, max}, points [{x, y, name}] to be marked, table, height.
 */
export function lines(series, {caption, describe, x = {}, y = {}, points = [], table, height = 280, id}) {
  const formatX = x.format || plain;
  const formatY = y.format || plain;
  const spec = {
    height,
    describe,
    hint: p => {
      if (p.seriesType === 'scatter') return p.name;
      const at = x.names ? x.names[p.value[0]] : formatX(p.value[0]);
      return `${p.seriesName}: ${formatY(p.value[1])} (${x.name ? `${x.name} ` : ''}${at})`;
    },
    option: colours => {
      const drawn = [];
      series.forEach((s, i) => {
        if (s.band)
          drawn.push({
            type: 'custom',
            silent: true,
            encode: {x: 0, y: [1, 2]},
            data: s.band,
            renderItem: (params, api) => {
              if (params.dataIndex > 0) return null;
              const upper = s.band.map(b => api.coord([b[0], b[2]]));
              const lower = s.band.map(b => api.coord([b[0], b[1]])).reverse();
              return {
                type: 'polygon',
                shape: {points: [...upper, ...lower]},
                style: {fill: palette[i % palette.length], opacity: 0.2}
              };
            }
          });
        drawn.push({
          type: 'line',
          name: s.name,
          data: s.points,
          showSymbol: s.points.length < 60,
          symbolSize: 5,
          lineStyle: {width: 2.5, type: s.isDashed ? [6, 4] : 'solid', color: palette[i % palette.length]},
          itemStyle: {color: palette[i % palette.length]}
        });
      });
      if (points.length)
        drawn.push({
          type: 'scatter',
          symbol: 'diamond',
          symbolSize: 12,
          data: points.map(p => ({name: p.name, value: [p.x, p.y]})),
          itemStyle: {color: colours.ink}
        });
      const across = x.names
        ? {type: 'category', data: x.names, axisLabel: {color: colours.soft, hideOverlap: true}}
        : axisOf(colours, formatX, {
            ...(x.isLog && {type: 'log'}),
            min: x.min,
            max: x.max,
            inverse: !!x.isInverse,
            splitLine: {show: false}
          });
      return {
        legend: {show: series.length > 1, top: 0, textStyle: {color: colours.ink}, data: series.map(s => s.name)},
        grid: {left: 64, right: 30, top: series.length > 1 ? 34 : 22, bottom: x.name ? 46 : 28},
        xAxis: {...across, name: x.name, nameLocation: 'middle', nameGap: 28, nameTextStyle: {color: colours.soft}},
        yAxis: axisOf(colours, formatY, {
          name: y.name,
          min: y.min,
          max: y.max,
          scale: !!y.isScaled,
          nameTextStyle: {color: colours.soft, align: 'right'}
        }),
        series: drawn
      };
    }
  };
  return figure(spec, {caption, table, id});
}

/** Columns side by side over names; series: name, values. */
export function columns(names, series, {caption, describe, format = percent, table, height = 230, id, label}) {
  const isCrowded = names.length > 4 && names.join('').length > 44;
  const steps = format === percent ? percent0 : format;
  const spec = {
    height: isCrowded ? height + 50 : height,
    describe,
    patterns: series.length > 1,
    hint: p => `${names[p.dataIndex]}${series.length > 1 ? `, ${p.seriesName}` : ''}: ${format(p.value)}`,
    option: colours => ({
      legend: {show: series.length > 1, top: 0, textStyle: {color: colours.ink}},
      grid: {left: 64, right: 20, top: series.length > 1 ? 32 : 18, bottom: isCrowded ? 84 : 30},
      xAxis: {
        type: 'category',
        data: names,
        axisLabel: {
          interval: names.length > 24 ? 'auto' : 0,
          rotate: isCrowded ? 45 : 0,
          color: colours.ink,
          formatter: v => short(v, isCrowded ? 16 : 40)
        },
        axisLine: {lineStyle: {color: colours.line}}
      },
      yAxis: axisOf(colours, steps),
      series: series.map((s, i) => ({
        type: 'bar',
        name: s.name,
        data: s.values,
        barGap: '8%',
        itemStyle: {color: series.length > 1 ? palette[[0, 5, 2, 1][i % 4]] : colours.bar},
        label: {
          show: !!label,
          position: 'top',
          fontSize: 10,
          color: colours.ink,
          formatter: p => (label ? label(p.value) : '')
        }
      }))
    })
  };
  return figure(spec, {caption, table, id});
}

/** Parts of one bar, in order; parts: name, value, hint, isPale. A line marks where the whole is. */
export function stack(parts, {caption, describe, whole, wholeName, table}) {
  const spec = {
    height: 84,
    describe,
    hint: p => (parts[p.seriesIndex] ? parts[p.seriesIndex].hint : wholeName),
    option: colours => ({
      grid: {left: 8, right: 8, top: 18, bottom: 24},
      xAxis: axisOf(colours, percent0, {min: 0, max: v => Math.max(whole, v.max), splitLine: {show: false}}),
      yAxis: {type: 'category', data: [''], axisTick: {show: false}, axisLine: {show: false}},
      series: [
        ...parts.map((p, i) => ({
          type: 'bar',
          stack: 'all',
          barWidth: 34,
          data: [p.value],
          itemStyle: {
            color: palette[i % palette.length],
            opacity: p.isPale ? 0.5 : 1,
            borderColor: colours.paper,
            borderWidth: 1
          }
        })),
        {
          type: 'custom',
          silent: true,
          data: [[whole, 0]],
          renderItem: (params, api) => {
            const at = api.coord([whole, 0]);
            return {
              type: 'group',
              children: [
                {
                  type: 'line',
                  shape: {x1: at[0], y1: at[1] - 24, x2: at[0], y2: at[1] + 22},
                  style: {stroke: colours.ink, lineWidth: 2, lineDash: [4, 3]}
                },
                {
                  type: 'text',
                  style: {
                    x: at[0] - 4,
                    y: at[1] - 32,
                    text: wholeName,
                    fill: colours.ink,
                    align: 'right',
                    font: '12px system-ui, sans-serif'
                  }
                }
              ]
            };
          }
        }
      ]
    })
  };
  return figure(spec, {caption, table});
}
const percent0 = v => percent(v, 0);

/**
 * Attributes on a circle and the pairs of them that are joined; nodes: name, size, hint; edges: from, to, width, hint.
 */
export function network(nodes, edges, {describe, table}) {
  const at = i => (2 * Math.PI * i) / nodes.length - Math.PI / 2;
  const x = i => Math.cos(at(i));
  const y = i => -Math.sin(at(i));
  const radius = Math.max(110, Math.min(240, 18 * nodes.length));
  const spec = {
    height: 2 * radius + 60,
    describe,
    hint: p => (p.seriesType === 'custom' ? edges : nodes)[p.dataIndex].hint,
    option: colours => ({
      grid: {left: '25%', right: '25%', top: 24, bottom: 24},
      xAxis: {type: 'value', show: false, min: -1, max: 1},
      yAxis: {type: 'value', show: false, min: -1, max: 1},
      series: [
        {
          type: 'custom',
          encode: {x: [0, 2], y: [1, 3]},
          data: edges.map(e => [x(e.from), y(e.from), x(e.to), y(e.to)]),
          renderItem: (params, api) => {
            const from = api.coord([api.value(0), api.value(1)]);
            const to = api.coord([api.value(2), api.value(3)]);
            return {
              type: 'line',
              shape: {x1: from[0], y1: from[1], x2: to[0], y2: to[1]},
              style: {stroke: colours.bar, lineWidth: edges[params.dataIndex].width, opacity: 0.65}
            };
          }
        },
        {
          type: 'scatter',
          data: nodes.map((n, i) => ({
            value: [x(i), y(i)],
            symbolSize: n.size,
            itemStyle: {color: colours.ink},
            label: {
              show: true,
              formatter: short(n.name, 24),
              color: colours.ink,
              position: x(i) < -0.01 ? 'left' : 'right'
            }
          }))
        }
      ]
    })
  };
  return figure(spec, {table});
}

const sum = list => list.reduce((s, v) => s + v, 0);
const rowsOf = (table, width) =>
  Array.from({length: table.length / width}, (_, i) => table.slice(i * width, (i + 1) * width));

/** A table of shares as a matrix: each row as shares of itself, its part of all behind its name. */
export function matrix(caption, shares, rowNames, columnNames, id) {
  const rows = rowsOf(shares, columnNames.length);
  const used = rows.map((r, i) => i).filter(i => sum(rows[i]) > 5e-4);
  const across = columnNames.map((c, j) => j).filter(j => sum(rows.map(r => r[j])) > 5e-4);
  const part = (i, j) => {
    const all = sum(rows[i]);
    return all > 0 ? rows[i][j] / all : 0;
  };
  const cells = used.flatMap((i, y) =>
    across.map((j, x) => ({
      row: y,
      column: x,
      value: part(i, j),
      hint: t('relation.cell', rowNames[i], columnNames[j], percent(part(i, j), 1), percent(rows[i][j]))
    }))
  );
  const names = used.map(i => `${short(rowNames[i], 17)} (${percent(sum(rows[i]), 0)})`);
  return heat(
    names,
    across.map(j => columnNames[j]),
    cells,
    {
      caption,
      describe: t('relation.matrix', caption),
      max: 1,
      text: v => (100 * v).toFixed(0),
      format: percent0,
      cell: 44,
      id,
      table: [
        [t('relation.row'), t('relation.part'), ...across.map(j => columnNames[j])],
        used.map(i => [rowNames[i], percent(sum(rows[i])), ...across.map(j => percent(part(i, j), 1))]),
        [1, ...across.map((j, x) => x + 2)]
      ]
    }
  );
}

/** A table of shares as bands from rows to columns, as wide as their share. */
export function flow(caption, shares, rowNames, columnNames, id) {
  const rows = rowsOf(shares, columnNames.length);
  const used = rows.map((r, i) => i).filter(i => sum(rows[i]) > 2e-3);
  const across = columnNames.map((c, j) => j).filter(j => sum(rows.map(r => r[j])) > 2e-3);
  const links = used.flatMap(i =>
    across.filter(j => rows[i][j] > 2e-4).map(j => ({source: `r${i}`, target: `c${j}`, value: rows[i][j]}))
  );
  const nameOf = key => (key[0] === 'r' ? rowNames[Number(key.slice(1))] : columnNames[Number(key.slice(1))]);
  const spec = {
    height: Math.max(260, 26 * Math.max(used.length, across.length)),
    describe: t('relation.flow', caption),
    hint: p =>
      p.dataType === 'edge'
        ? `${nameOf(p.data.source)} – ${nameOf(p.data.target)}: ${percent(p.data.value)}`
        : `${nameOf(p.name)}: ${percent(p.value)}`,
    option: colours => ({
      series: [
        {
          type: 'sankey',
          left: 140,
          right: 150,
          top: 8,
          bottom: 8,
          nodeWidth: 14,
          nodeGap: 6,
          layoutIterations: 0,
          draggable: false,
          emphasis: {focus: 'adjacency'},
          data: [
            ...used.map((i, k) => ({
              name: `r${i}`,
              depth: 0,
              itemStyle: {color: palette[k % palette.length]},
              label: {position: 'left'}
            })),
            ...across.map(j => ({name: `c${j}`, depth: 1, itemStyle: {color: colours.soft}}))
          ],
          links,
          lineStyle: {color: 'source', opacity: 0.45, curveness: 0.5},
          label: {color: colours.ink, formatter: p => short(nameOf(p.name), 20)}
        }
      ]
    })
  };
  return figure(spec, {caption, id});
}
