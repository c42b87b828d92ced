/** Where the page is, behind the `#`: which view, which incident, which filter; nothing of anybody, for it is kept by histories. */
import {signal} from '@preact/signals';

export const VIEWS = /** @type {const} */ (['incidents', 'suspensions', 'shields', 'thresholds', 'log', 'activity']);
/** @typedef {typeof VIEWS[number]} View */

/** @returns {{view: View, parts: URLSearchParams}} */
function read() {
  const [view = '', query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return {view: VIEWS.find((one) => one === view) ?? 'incidents', parts: new URLSearchParams(query)};
}

export const route = signal(read());
addEventListener('hashchange', () => {
  route.value = read();
});

/**
 * @param {View} view
 * @param {Record<string, string | null>} [parts]
 */
export function address(view, parts = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    if (value) {
      query.set(name, value);
    }
  }
  const text = query.toString();
  return `#/${view}${text ? `?${text}` : ''}`;
}

/** Changes parts of where the page is; the history keeps the steps between incidents, not each arrow key. @param {Record<string, string | null>} parts */
export function change(parts) {
  const all = Object.fromEntries(route.value.parts);
  history.replaceState(null, '', address(route.value.view, {...all, ...parts}));
  route.value = read();
}
