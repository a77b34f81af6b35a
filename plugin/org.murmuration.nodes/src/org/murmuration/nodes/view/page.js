// SPDX-License-Identifier: Apache-2.0
// What all pages share: making elements, and where the data come from.
'use strict';
const content = document.getElementById('content');
const el = (tag, attributes, ...children) => {
  const ns = ['svg', 'rect', 'text', 'title', 'g', 'path', 'line', 'circle'].includes(tag) ? 'http://www.w3.org/2000/svg' : 'http://www.w3.org/1999/xhtml';
  const node = document.createElementNS(ns, tag);
  for (const [k, v] of Object.entries(attributes || {})) node.setAttribute(k, v);
  for (const c of children) node.append(c instanceof Node ? c : document.createTextNode(String(c)));
  return node;
};
const fixed = (x, digits) => x === null || x === undefined ? 'n/a' : x.toFixed(digits);
const percent = x => x === null || x === undefined ? 'n/a' : (100 * x).toFixed(2) + ' %';
function card(value, label) { return el('div', {class: 'card'}, el('b', {}, value), el('span', {}, label)); }


// Shows the data with a function: in KNIME the page asks its parent for them, as a file it carries them.
function show(render) {
  function fail(message) { content.replaceChildren(el('p', {role: 'alert'}, message)); }

  const embedded = document.getElementById('murmuration-data').textContent.trim();
  if (embedded) { render(JSON.parse(embedded)); return; }
  let next = 0;
  const waiting = new Map();
  window.addEventListener('message', event => {
    const message = event.data || {};
    if (message.type === 'UIExtensionResponse' && waiting.has(message.requestId)) {
      waiting.get(message.requestId)(message.payload);
      waiting.delete(message.requestId);
    }
  });
  const call = (method, params) => new Promise(resolve => {
    const requestId = `murmuration-${next++}`;
    waiting.set(requestId, resolve);
    window.parent.postMessage({type: 'UIExtensionRequest', requestId, payload: {method, params}}, '*');
  });
  window.addEventListener('keydown', e => { if (e.key === 'Escape') window.parent.postMessage({type: 'UIExtensionEscapePressed'}, '*'); });
  call('getConfig', []).then(answer => {
    window.parent.postMessage({type: 'UIExtensionReady'}, '*');
    const config = answer && answer.result !== undefined ? answer.result : answer;
    const initial = typeof config.initialData === 'string' ? JSON.parse(config.initialData) : config.initialData;
    if (initial.userError || initial.internalError) { fail((initial.userError || initial.internalError).message || 'The data could not be loaded.'); return; }
    const result = initial.result === undefined ? initial : initial.result;
    render(typeof result === 'string' ? JSON.parse(result) : result);
  }).catch(error => fail('The data could not be loaded: ' + error.message));
}
