// SPDX-License-Identifier: Apache-2.0
// Parts that pages are made of.
import {t} from './texts.js';

/** An element with attributes and children; texts are never taken for markup. */
export function el(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [k, v] of Object.entries(attributes || {})) node.setAttribute(k, v);
  for (const c of children) node.append(c instanceof Node ? c : document.createTextNode(String(c)));
  return node;
}

export const soft = text => el('p', {class: 'soft'}, text);
export const heading = (text, level = 2) => el(`h${level}`, {}, text);

/** A sentence that the engine wrote, which is in English. */
export const english = (text, attributes) => el('p', {lang: 'en', ...attributes}, text);

/** A number to be seen at a glance and what it is. */
export const card = (value, label) => el('div', {class: 'card'}, el('b', {}, value), el('span', {}, label));
export const cards = list => el('div', {class: 'cards'}, ...list);

/** A table; columns of numbers are given by their places. */
export function table(head, rows, numeric = []) {
  const row = (tag, cells) =>
    el(
      'tr',
      {},
      ...cells.map((c, i) => el(c === '' && tag === 'th' ? 'td' : tag, numeric.includes(i) ? {class: 'n'} : {}, c))
    );
  return el(
    'div',
    {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': t('table')},
    el('table', {}, el('thead', {}, row('th', head)), el('tbody', {}, ...rows.map(r => row('td', r))))
  );
}

/** Numbers that stand behind a picture, closed at first. */
export const numbers = (head, rows, numeric) =>
  el('details', {}, el('summary', {}, t('numbers')), table(head, rows, numeric));

/** A button; without an id where nobody has to find it again. */
export function button(id, text, action) {
  const b = el('button', {type: 'button', ...(id ? {id} : {})}, text);
  b.addEventListener('click', action);
  return b;
}

/** A field to choose one of some options, [value, text]. */
export function select(id, label, options, chosen, action) {
  const field = el('select', {id, 'aria-label': label});
  for (const [value, text] of options) {
    const option = el('option', {value}, text);
    if (String(value) === String(chosen)) option.setAttribute('selected', '');
    field.append(option);
  }
  field.addEventListener('change', () => action(field.value));
  return field;
}

/** Gives a file to the user. */
export function save(name, type, content) {
  const blob = content instanceof Blob ? content : new Blob([content], {type});
  const link = el('a', {href: URL.createObjectURL(blob), download: name});
  document.body.append(link);
  link.click();
  link.remove();
}

const quote = s => (/[",\n]/.test(s) ? `"${s.replaceAll('"', '""')}"` : s);

/** Rows of texts as CSV. */
export const csv = rows => rows.map(r => r.map(c => quote(String(c))).join(',')).join('\n') + '\n';
