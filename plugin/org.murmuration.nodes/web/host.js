// SPDX-License-Identifier: Apache-2.0
// Where the data of a page come from: as a file the page carries them, in KNIME it asks its parent.

/**
 * Hands the data over.
 *
 * @param {function(Object)} draw takes the data
 * @param {function(string)} fail takes what KNIME says, or nothing
 */
export function receive(draw, fail) {
  const embedded = document.getElementById('murmuration-data').textContent.trim();
  if (embedded) {
    draw(JSON.parse(embedded));
    return;
  }
  let next = 0;
  const waiting = new Map();
  window.addEventListener('message', event => {
    const message = event.data || {};
    if (message.type === 'UIExtensionResponse' && waiting.has(message.requestId)) {
      waiting.get(message.requestId)(message.payload);
      waiting.delete(message.requestId);
    }
  });
  const call = (method, params) =>
    new Promise(resolve => {
      const requestId = `murmuration-${next++}`;
      waiting.set(requestId, resolve);
      window.parent.postMessage({type: 'UIExtensionRequest', requestId, payload: {method, params}}, '*');
    });
  window.addEventListener('keydown', e => {
    if (e.key === 'Escape') window.parent.postMessage({type: 'UIExtensionEscapePressed'}, '*');
  });
  call('getConfig', [])
    .then(answer => {
      window.parent.postMessage({type: 'UIExtensionReady'}, '*');
      const config = answer && answer.result !== undefined ? answer.result : answer;
      const initial = typeof config.initialData === 'string' ? JSON.parse(config.initialData) : config.initialData;
      const error = initial.userError || initial.internalError;
      if (error) {
        fail(error.message);
        return;
      }
      const result = initial.result === undefined ? initial : initial.result;
      draw(typeof result === 'string' ? JSON.parse(result) : result);
    })
    .catch(error => fail(error.message));
}
