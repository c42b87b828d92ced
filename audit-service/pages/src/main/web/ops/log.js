/** What the log's signer and witnesses signed, and whether all that services say they wrote has come. */
import {signal} from '@preact/signals';
import {useEffect} from 'preact/hooks';
import {html} from '../kit/html.js';
import {number, span} from '../kit/words.js';
import {Ago, Query, Source, Time} from './parts.js';
import {api, now, repeatedly} from './store.js';
import {t} from './words.js';

/** @typedef {import('./types.js').Operations} Operations */

const EVERY = 3_000;

/** @type {import('@preact/signals').Signal<{operations: Operations | null, note: string}>} */
const known = signal({operations: null, note: ''});

export function Log() {
  useEffect(() => repeatedly('operations', EVERY, async () => {
    const [operations, answer] = await Promise.all([api.get('operations?period=PT1H'), fetch('checkpoint', {credentials: 'omit'})]);
    known.value = {operations: /** @type {Operations} */ (operations), note: answer.ok ? await answer.text() : ''};
  }), []);
  const {operations, note} = known.value;
  const lines = note.split('\n');
  const signers = lines.filter((line) => line.startsWith('— ')).map((line) => line.split(' ')[1] ?? '');
  const origin = lines[0] ?? '';
  const log = operations?.log;
  const behind = log ? log.entries - log.published : 0;
  const age = log?.publishedAt ? Math.max(0, Math.round((now.value - new Date(log.publishedAt).getTime()) / 1000)) : 0;
  return html`
    <section class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head"><div><h2 id="sheet-title">${t('log')}</h2><p class="quiet">${t('logWords')} <${Source} href="checkpoint" /></p></div></header>
      ${log && html`
        <dl class="readings">
          <div><dt>${t('logSize')}</dt><dd><a href=${`v1/proofs/consistency?from=${Math.max(1, log.published - 1)}&to=${log.published}`} target="_blank" rel="noreferrer">${number(log.entries)}</a></dd></div>
          <div><dt>${t('logPublished')}</dt><dd><a href="checkpoint" target="_blank" rel="noreferrer">${number(log.published)}</a></dd></div>
          <div class=${behind > 0 && age > 120 ? 'wrong' : ''}><dt>${t('logLag')}</dt><dd>${number(behind)}</dd></div>
          <div><dt>${t('logAge')}</dt><dd>${log.publishedAt ? span(age) : '–'}</dd></div>
          <div><dt>${t('logSigned')}</dt><dd class="names">${signers.filter((name) => name === origin).join(', ') || '–'}</dd></div>
          <div><dt>${t('logWitnessed')}</dt><dd class="names">${signers.filter((name) => name !== origin).join(', ') || '–'}</dd></div>
        </dl>`}
      <div class="scroll columns" tabindex="0" role="region" aria-labelledby="producers-title">
        <div>
          <h3 id="producers-title">${t('producers')}</h3>
          <p class="quiet">${t('producersWords')} <${Query} path="operations" /></p>
          <table class="lines narrow">
            <thead><tr><th scope="col">${t('colProducer')}</th><th scope="col" class="right">${t('colTold')}</th><th scope="col" class="right">${t('colCame')}</th>
              <th scope="col" class="right">${t('colMissing')}</th><th scope="col">${t('colHeard')}</th></tr></thead>
            <tbody>${(operations?.producers ?? []).map((one) => html`
              <tr key=${one.producer} class=${one.missing > 0 ? 'wrong' : ''}>
                <th scope="row">${one.producer}</th><td class="right figure">${number(one.told)}</td><td class="right figure">${number(one.came)}</td>
                <td class="right">${one.missing > 0 ? html`<b>${number(one.missing)}</b>` : t('gapsNone')}</td>
                <td>${one.heardAt ? html`<${Ago} at=${one.heardAt} />` : '–'}</td>
              </tr>`)}</tbody>
          </table>
        </div>
        <div>
          <h3>${t('logNote')}</h3>
          <pre class="note" tabindex="0">${note || '…'}</pre>
          ${log?.publishedAt && html`<p class="quiet"><${Time} at=${log.publishedAt} /></p>`}
        </div>
      </div>
    </section>`;
}
