// SPDX-License-Identifier: Apache-2.0
// Texts and numbers in the language of the page.
import en from './strings/en.js';
import fr from './strings/fr.js';

export const languages = {en, fr};
let current = 'en';

/** The language, as a tag of BCP 47. */
export const language = () => current;

/** Takes a language, English where there are no texts in it. */
export function setLanguage(tag) {
  current = languages[tag] ? tag : 'en';
}

/** A text with {0}, {1}, ... filled in; a key without a text is shown as it is. */
export function t(key, ...values) {
  const text = languages[current][key] || languages.en[key];
  return text === undefined ? key : text.replace(/\{(\d)\}/g, (m, i) => values[i]);
}

/** A text of a key that the data name, or another one where there is none. */
export const known = (key, other) => languages[current][key] || other;

const none = x => x === null || x === undefined || Number.isNaN(x);
export const whole = x => (none(x) ? t('na') : Math.round(x).toLocaleString(current));
export const fixed = (x, digits) =>
  none(x) ? t('na') : x.toLocaleString(current, {minimumFractionDigits: digits, maximumFractionDigits: digits});
export const percent = (x, digits = 2) => (none(x) ? t('na') : `${fixed(100 * x, digits)} %`);
export function exponential(x, digits = 1) {
  if (none(x)) return t('na');
  const text = x.toExponential(digits);
  return current === 'fr' ? text.replace('.', ',') : text;
}

/** A number as short as reads well: four digits that count. */
export function plain(x) {
  if (none(x)) return t('na');
  const size = Math.abs(x);
  if (x === 0) return '0';
  if (size < 1e-3 || size >= 1e15) return exponential(x, 2);
  return size >= 1000 ? whole(x) : x.toLocaleString(current, {maximumSignificantDigits: 4});
}

const step = (x, digits) => 10 ** (Math.floor(Math.log10(x)) + 1 - digits);

/**
 * The smallest number of a few digits that is at least one above 0: what is promised must not look smaller than it is.
 */
export function above(x, digits = 4) {
  if (none(x) || x <= 0) return x;
  const near = Number(x.toPrecision(digits));
  return near >= x ? near : near + step(x, digits);
}

/** The largest number of a few digits that is at most one above 0: what is left must not look larger than it is. */
export function below(x, digits = 4) {
  if (none(x) || x <= 0) return x;
  const near = Number(x.toPrecision(digits));
  return near <= x ? near : near - step(x, digits);
}

/** A number with its sign, in per cent. */
export function signed(x) {
  if (none(x)) return t('na');
  const sign = x >= 0 ? '+' : '−';
  return sign + percent(Math.abs(x));
}
