// SPDX-License-Identifier: Apache-2.0
// One frame for all pages: title, marks, language, and the page that the frame names.
import {mount} from './charts.js';
import {el, select} from './dom.js';
import {receive} from './host.js';
import {language, languages, setLanguage, t} from './texts.js';
import combinations from './pages/combinations.js';
import comparison from './pages/comparison.js';
import dpUtility from './pages/dp-utility.js';
import families from './pages/families.js';
import groups from './pages/groups.js';
import ledger from './pages/ledger.js';
import linked from './pages/linked.js';
import model from './pages/model.js';
import navigator from './pages/navigator.js';
import quick from './pages/quick.js';
import risk from './pages/risk.js';
import utility from './pages/utility.js';

const pages = {
  combinations,
  comparison,
  'dp-utility': dpUtility,
  families,
  groups,
  ledger,
  linked,
  model,
  navigator,
  quick,
  risk,
  utility
};
const main = document.getElementById('main');
const name = main.dataset.page;
const isSecret = main.classList.contains('private');

function draw(data) {
  document.documentElement.lang = language();
  document.title = t(`${name}.title`);
  const choose = select(
    'language',
    t('language'),
    Object.keys(languages).map(l => [l, languages[l].name]),
    language(),
    l => {
      setLanguage(l);
      draw(data);
      document.getElementById('language').focus();
    }
  );
  const content = el('div', {id: 'content'});
  main.replaceChildren();
  if (isSecret) main.append(el('p', {class: 'mark', role: 'alert'}, t('private')));
  if (data && data.test) {
    main.classList.add('private');
    main.append(el('p', {class: 'mark', role: 'alert'}, t('test')));
  }
  main.append(el('div', {class: 'top'}, el('h1', {id: 'title'}, t(`${name}.title`)), choose), content);
  if (!pages[name](data || {}, content)) content.replaceChildren(el('p', {}, t('nothing')));
  mount();
}

receive(
  data => {
    setLanguage((data && data.language) || (window.navigator.language || 'en').slice(0, 2));
    draw(data);
  },
  message => main.append(el('p', {role: 'alert'}, `${t('failed')} ${message || ''}`))
);
