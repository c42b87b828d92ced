/** What all views are made of. */
import {signal} from '@preact/signals';
import {useEffect, useRef} from 'preact/hooks';
import {Problem} from '../kit/api.js';
import {html} from '../kit/html.js';
import {ago, moment} from '../kit/words.js';
import {api, now} from './store.js';
import {explain, stateName, t} from './words.js';

/** What is asked of the auditor just now. @type {import('@preact/signals').Signal<import('../kit/dialog.js').Question | null>} */
export const question = signal(null);

/** A pseudonym as people compare them: its beginning, in fours; all of it where the pointer rests. @param {{text: string}} props */
export function Pseudonym({text}) {
  return html`<span class="pseudonym" title=${text}>${text.slice(0, 4)} ${text.slice(4, 8)}</span>`;
}

/** @param {{who: {label: string, pseudonym: string, clientId: string | null | undefined}}} props */
export function Who({who}) {
  return who.clientId
    ? html`<span class="who"><span class="who-label">${who.label}</span></span>`
    : html`<${Pseudonym} text=${who.pseudonym} />`;
}

/** @param {{label: string, pseudonym: string, clientId?: string | null}} who */
export const nameOf = (who) => who.clientId ? who.label : `${who.pseudonym.slice(0, 4)} ${who.pseudonym.slice(4, 8)}`;

/** By shape as well as by colour. @param {{state: string}} props */
export function State({state}) {
  return html`<span class=${`state state-${state}`}>${stateName(state)}</span>`;
}

/** @param {{at: string}} props */
export function Time({at}) {
  return html`<time datetime=${at} title=${at}>${moment(at)}</time>`;
}

/** @param {{at: string}} props */
export function Ago({at}) {
  return html`<time datetime=${at} title=${`${moment(at)} · ${at}`}>${ago(at, now.value)}</time>`;
}

/** What a service answered to what a number rests on. @type {import('@preact/signals').Signal<{path: string, text: string} | null>} */
export const asked = signal(null);

/** What a number rests on, for everybody. @param {{href: string, children?: unknown}} props */
export function Source({href, children}) {
  return html`<a class="source" href=${href} target="_blank" rel="noreferrer">${children ?? t('query')}</a>`;
}

/** What a number rests on, for auditors: the service's own answer, as it came. @param {{path: string, children?: unknown}} props */
export function Query({path, children}) {
  const ask = async () => {
    asked.value = {path, text: '…'};
    try {
      asked.value = {path, text: JSON.stringify(await api.get(path), null, 2)};
    } catch (failure) {
      asked.value = {path, text: failure instanceof Problem ? explain(failure) : String(failure)};
    }
  };
  return html`<button type="button" class="source" title=${`GET /v1/${path}`} onClick=${ask}>${children ?? t('query')}</button>`;
}

/** @param {{close: string}} props */
export function Answered({close}) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return html`
    <dialog ref=${element} class="dialog dialog-wide" aria-labelledby="asked-title" onClose=${() => { asked.value = null; }}>
      <h2 id="asked-title" class="code">GET /v1/${asked.value?.path}</h2>
      <pre class="note" tabindex="0">${asked.value?.text}</pre>
      <div class="dialog-end"><button type="button" class="button" onClick=${() => element.current?.close()}>${close}</button></div>
    </dialog>`;
}
