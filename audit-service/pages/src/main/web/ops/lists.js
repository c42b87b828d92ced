/** Suspensions, shields and thresholds: what was done, and what two people do together. */
import {signal} from '@preact/signals';
import {useState} from 'preact/hooks';
import {save} from '../kit/csv.js';
import {html} from '../kit/html.js';
import {number} from '../kit/words.js';
import {LiftButton} from './incident.js';
import {Query, State, Time, Who, question} from './parts.js';
import {address} from './route.js';
import {who} from './session.js';
import {approve, endShield, propose, shields, suspend, suspensions, thresholds} from './store.js';
import {kindName, ruleName, t} from './words.js';

/** @typedef {import('./types.js').Suspension} Suspension */

export function Suspensions() {
  const all = suspensions.value;
  return html`
    <section class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <div><h2 id="sheet-title">${t('suspensions')}</h2><p class="quiet">${t('suspensionsWords')} <${Query} path="suspensions" /></p></div>
        <div class="acts">
          <button type="button" class="button" onClick=${() => saveSuspensions(all)}>${t('exportCsv')}</button>
          <${SuspendSomebody} />
        </div>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="sheet-title">
      <table class="lines">
        <thead><tr>
          <th scope="col">${t('colState')}</th><th scope="col">${t('colWho')}</th><th scope="col">${t('colScope')}</th><th scope="col">${t('colReason')}</th>
          <th scope="col">${t('colSince')}</th><th scope="col">${t('colUntil')}</th><th scope="col">${t('colBy')}</th><th scope="col"><span class="unseen">${t('lift')}</span></th>
        </tr></thead>
        <tbody>
          ${all.map((one) => html`
            <tr key=${one.id} class=${one.state}>
              <td><${State} state=${one.state === 'active' && one.liftRequested ? 'waiting' : one.state} /></td>
              <td><span class="kind">${kindName(one.requester.kind)}</span> <${Who} who=${one.requester} /></td>
              <td>${t(one.scope === 'proxy' ? 'scopeProxy' : 'scopeEverything')}</td>
              <td class="wide">${one.reason}</td>
              <td><${Time} at=${one.since} /></td>
              <td>${one.lifted ? html`<${Time} at=${one.lifted.at} />` : one.until ? html`<${Time} at=${one.until} />` : t('untilLifted')}</td>
              <td>${one.lifted ? t('liftedBy', {who: one.lifted.auditor}) : one.suspendedBy}</td>
              <td class="right">${html`<${LiftButton} suspension=${one} />`}</td>
            </tr>`)}
          ${all.length === 0 && html`<tr><td colspan="8" class="quiet">${t('nothing')}</td></tr>`}
        </tbody>
      </table>
      </div>
    </section>`;
}

/** @param {Suspension[]} all */
function saveSuspensions(all) {
  save('suspensions.csv', ['suspension', 'state', 'requester_kind', 'requester', 'scope', 'reason', 'since', 'until', 'suspended_by', 'lift_requested_by', 'lifted_by'],
    all.map((one) => [one.id, one.state, one.requester.kind, one.requester.clientId ?? one.requester.pseudonym, one.scope, one.reason,
      one.since, one.until, one.suspendedBy, one.liftRequested?.auditor, one.lifted?.auditor]));
}

function SuspendSomebody() {
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  if (!open) {
    return html`<button type="button" class="button grave" onClick=${() => setOpen(true)}>${t('suspendSomebody')}</button>`;
  }
  /** @param {Event} event */
  const go = (event) => {
    event.preventDefault();
    const whom = name.trim();
    question.value = {
      title: t('suspendTitle', {who: whom}),
      words: t('suspendWords'),
      reason: t('reason'),
      yes: t('suspend'),
      grave: true,
      act: async (reason) => {
        await suspend(whom, reason);
        setOpen(false);
        setName('');
      },
    };
  };
  return html`
    <form class="inline" onSubmit=${go}>
      <input aria-label=${t('suspendWhom')} placeholder=${t('suspendWhom')} maxlength="200" required value=${name} autocomplete="off" spellcheck=${false}
        onInput=${(/** @type {InputEvent} */ event) => setName(/** @type {HTMLInputElement} */ (event.target).value)} />
      <button type="submit" class="button grave">${t('suspend')}</button>
      <button type="button" class="button" onClick=${() => setOpen(false)}>${t('cancel')}</button>
    </form>`;
}

export function Shields() {
  const all = shields.value;
  return html`
    <section class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head"><div><h2 id="sheet-title">${t('shields')}</h2><p class="quiet">${t('shieldsWords')} <${Query} path="shields" /></p></div></header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="sheet-title">
      <table class="lines">
        <thead><tr><th scope="col">${t('colState')}</th><th scope="col">${t('colRule')}</th><th scope="col">${t('colSince')}</th><th scope="col">${t('colUntil')}</th>
          <th scope="col">${t('colBy')}</th><th scope="col"><span class="unseen">${t('endShield')}</span></th></tr></thead>
        <tbody>
          ${all.map((one) => html`
            <tr key=${one.id} class=${one.state}>
              <td><${State} state=${one.state} /></td>
              <td><a href=${address('incidents', {incident: one.incident})}>${ruleName(one.rule)}</a></td>
              <td><${Time} at=${one.since} /></td><td><${Time} at=${one.ended?.at ?? one.until} /></td>
              <td class="wide">${one.ended && `${one.ended.auditor}: ${one.ended.reason}`}</td>
              <td class="right">${one.state === 'active' && html`<button type="button" class="button" onClick=${() => {
                question.value = {title: t('endShieldTitle'), words: t('endShieldWords'), reason: t('reason'), yes: t('endShield'), grave: true,
                  act: (reason) => endShield(one.id, reason)};
              }}>${t('endShield')}</button>`}</td>
            </tr>`)}
          ${all.length === 0 && html`<tr><td colspan="6" class="quiet">${t('nothing')}</td></tr>`}
        </tbody>
      </table>
      </div>
    </section>`;
}

/** What is typed and not yet proposed. @type {import('@preact/signals').Signal<Record<string, string>>} */
const typed = signal({});

export function Thresholds() {
  const all = thresholds.value;
  if (!all) {
    return html`<section class="sheet"><h2>${t('thresholds')}</h2></section>`;
  }
  const wanted = Object.entries(typed.value).filter(([, text]) => text.trim() !== '').map(([threshold, text]) => ({threshold, value: Number(text)}));
  const ask = () => {
    question.value = {
      title: t('proposeTitle'),
      words: html`<ul>${wanted.map((one) => html`<li><span class="code">${one.threshold}</span> → ${number(one.value)}</li>`)}</ul>`,
      reason: t('reason'),
      yes: t('proposeChange'),
      act: async (reason) => {
        await propose(wanted, reason);
        typed.value = {};
      },
    };
  };
  return html`
    <section class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <div><h2 id="sheet-title">${t('thresholds')}</h2><p class="quiet">${t('thresholdsWords')} <${Query} path="thresholds" /></p></div>
        <div class="acts"><button type="button" class="button strong" disabled=${wanted.length === 0} onClick=${ask}>${t('proposeChange')}</button></div>
      </header>
      <div class="scroll columns" tabindex="0" role="region" aria-labelledby="sheet-title">
        <table class="lines narrow">
          <thead><tr><th scope="col">${t('colThreshold')}</th><th scope="col" class="right">${t('colValue')}</th><th scope="col" class="right">${t('colRange')}</th><th scope="col">${t('colNew')}</th></tr></thead>
          <tbody>${all.values.map((one) => html`
            <tr key=${one.threshold}>
              <th scope="row" class="code">${one.threshold}</th>
              <td class="right figure">${one.value === null ? t('uncounted') : number(one.value)}</td>
              <td class="right quiet">${number(one.least)}–${number(one.most)}</td>
              <td>${one.value !== null && html`<input type="number" class="small" min=${one.least} max=${one.most} step="any" aria-label=${`${t('colNew')}: ${one.threshold}`}
                value=${typed.value[one.threshold] ?? ''} onInput=${(/** @type {InputEvent} */ event) => {
                  typed.value = {...typed.value, [one.threshold]: /** @type {HTMLInputElement} */ (event.target).value};
                }} />`}</td>
            </tr>`)}</tbody>
        </table>
        <div class="changes">
          <h3>${t('proposals')}</h3>
          ${all.items.length === 0 && html`<p class="quiet">${t('nothing')}</p>`}
          <ol class="parts">${all.items.map((one) => html`
            <li key=${one.id} class="change">
              <p>${one.values.map((value) => html`<span class="code">${value.threshold}</span> → <b>${number(value.value)}</b> `)}</p>
              <p class="quiet">${one.reason}</p>
              <p class="quiet">${t('proposedBy', {who: one.proposedBy})} · <${Time} at=${one.proposedAt} /></p>
              ${one.approved
                ? html`<p class="quiet">${t('approvedBy', {who: one.approved.auditor, version: one.approved.version, at: ''})}<${Time} at=${one.approved.from} /></p>`
                : html`<p><${State} state="waiting" /> ${one.proposedBy === who.value?.id
                    ? html`<span class="quiet">${t('askedYourself')}</span>`
                    : html`<button type="button" class="button" onClick=${() => {
                        question.value = {title: t('agreeTitle'), words: t('agreeWords'), yes: t('approve'), grave: true, act: () => approve(one.id)};
                      }}>${t('approve')}</button>`}</p>`}
            </li>`)}</ol>
        </div>
      </div>
    </section>`;
}
