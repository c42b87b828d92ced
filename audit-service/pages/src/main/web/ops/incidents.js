/** The list of incidents as they come, and one of them beside it. */
import {computed, signal} from '@preact/signals';
import {useEffect, useRef} from 'preact/hooks';
import {save} from '../kit/csv.js';
import {html} from '../kit/html.js';
import {Table} from '../kit/table.js';
import {keep, kept, number} from '../kit/words.js';
import {IncidentPane, ask, askToSuspend, suspensionOf} from './incident.js';
import {Ago, State, Who} from './parts.js';
import {change, route} from './route.js';
import {cases, fresh, stream} from './store.js';
import {ALL_KINDS, ALL_RULES, effectName, kindName, ruleName, stateName, t} from './words.js';

/** @typedef {import('./store.js').Case} Case */

const ROW = 34;
const KEPT = 'vouch.ops.filters';
const FILTERS = /** @type {const} */ (['state', 'rule', 'kind']);

/** What is searched for may be somebody's pseudonym: it stands in memory only. */
const search = signal('');

/** Filters by rule, state and kind: nothing of anybody. @type {import('@preact/signals').Signal<string[]>} */
const saved = signal(readSaved());

function readSaved() {
  try {
    const list = JSON.parse(kept(KEPT) ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

const filter = computed(() => Object.fromEntries(FILTERS.map((name) => [name, route.value.parts.get(name) ?? ''])));

const shown = computed(() => {
  const {state, rule, kind} = filter.value;
  const words = search.value.trim().toLowerCase();
  return cases.value.filter((one) => (!state || one.state === state)
    && (!rule || one.rules.includes(rule))
    && (!kind || one.alerts.some((alert) => alert.requester.kind === kind))
    && (!words || one.id === words || one.alerts.some((alert) => alert.id.startsWith(words) || alert.rule.includes(words)
      || alert.requester.pseudonym.startsWith(words.replaceAll(' ', '')) || (alert.requester.clientId ?? '').toLowerCase().includes(words)
      || alert.requester.label.toLowerCase().includes(words) || ruleName(alert.rule).toLowerCase().includes(words))));
});

/** @param {Record<string, string | undefined>} one */
const nameOfFilter = (one) => [one.state && stateName(one.state), one.rule && ruleName(one.rule), one.kind && kindName(one.kind)].filter(Boolean).join(' · ');

function keepFilter() {
  const text = JSON.stringify(filter.value);
  saved.value = [...new Set([...saved.value, text])].slice(-12);
  keep(KEPT, JSON.stringify(saved.value));
}

/** @param {string} text */
function forget(text) {
  saved.value = saved.value.filter((one) => one !== text);
  keep(KEPT, JSON.stringify(saved.value));
}

function exportShown() {
  save('incidents.csv', ['incident', 'alert', 'state', 'rule', 'requester_kind', 'requester', 'effect', 'people', 'allowed', 'raised_at', 'decided_by'],
    shown.value.flatMap((one) => one.alerts.map((alert) => [one.id, alert.id, alert.state, alert.rule, alert.requester.kind,
      alert.requester.clientId ?? alert.requester.pseudonym, alert.effect, alert.features.distinctSubjects,
      alert.thresholds.distinctSubjects, alert.raisedAt, alert.decision?.auditor])));
}

export function Incidents() {
  const rows = shown.value;
  const chosen = route.value.parts.get('incident');
  const case_ = chosen ? cases.value.find((one) => one.id === chosen) : undefined;
  const box = useRef(/** @type {HTMLInputElement | null} */ (null));
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (case_ && matchMedia('(max-width: 60rem)').matches) {
      document.getElementById('pane-title')?.focus();
    }
  }, [chosen]);

  /** @param {KeyboardEvent} event @param {Case | undefined} row */
  const keys = (event, row) => {
    const alert = row?.alerts[0];
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === '/') {
      event.preventDefault();
      box.current?.focus();
    } else if (event.key === 'Enter') {
      document.getElementById('pane-title')?.focus();
    } else if (alert?.state === 'open' && (event.key === 'c' || event.key === 'd')) {
      event.preventDefault();
      ask(alert, event.key === 'c' ? 'confirm' : 'dismiss');
    } else if (alert && event.key === 's' && alert.requester.kind !== 'service' && suspensionOf(alert.requester.pseudonym)?.state !== 'active') {
      event.preventDefault();
      askToSuspend(alert.requester);
    }
  };

  return html`
    <div class=${case_ ? 'split with-pane' : 'split'}>
      <section class="list" ref=${list} aria-label=${t('incidents')}>
        <div class="filters" role="search">
          <${Choice} name="state" label=${t('filterState')} options=${['open', 'confirmed', 'dismissed']} words=${stateName} />
          <${Choice} name="rule" label=${t('filterRule')} options=${ALL_RULES} words=${ruleName} />
          <${Choice} name="kind" label=${t('filterKind')} options=${ALL_KINDS} words=${kindName} />
          <input ref=${box} class="search" type="search" placeholder=${t('search')} aria-label=${t('search')} value=${search.value}
            onInput=${(/** @type {InputEvent} */ event) => { search.value = /** @type {HTMLInputElement} */ (event.target).value; }} />
          <span class="spring"></span>
          <span class="quiet" role="status">${t('count', {shown: number(rows.length), all: number(cases.value.length)})}${stream.value.loading ? ` · ${t('loading')}` : ''}</span>
          ${nameOfFilter(filter.value) && html`<button type="button" class="button" onClick=${keepFilter}>${t('saveFilter')}</button>`}
          <button type="button" class="button" onClick=${exportShown}>${t('exportCsv')}</button>
        </div>
        ${saved.value.length > 0 && html`
          <div class="saved" role="group" aria-label=${t('savedFilters')}>
            ${saved.value.map((text) => {
              const one = JSON.parse(text);
              const name = nameOfFilter(one);
              return html`<span class="saved-one" key=${text}>
                <button type="button" class="saved-use" aria-pressed=${text === JSON.stringify(filter.value)} onClick=${() => change(one)}>${name}</button>
                <button type="button" class="saved-drop" aria-label=${t('dropFilter', {name})} onClick=${() => forget(text)}>×</button>
              </span>`;
            })}
          </div>`}
        <${Table} label=${t('incidents')} rows=${rows} keyOf=${(/** @type {Case} */ one) => one.id} chosen=${chosen}
          choose=${(/** @type {string} */ id) => change({incident: id, alert: null})} keys=${keys} height=${ROW}
          look=${(/** @type {Case} */ one) => `${one.state}${one.alerts.some((alert) => fresh.value.has(alert.id)) ? ' fresh' : ''}`}
          empty=${cases.value.length === 0 && !stream.value.loading ? t('quiet') : stream.value.loading ? '…' : t('nothing')}
          columns=${[
            {id: 'state', title: t('colState'), cell: (/** @type {Case} */ one) => html`<${State} state=${one.state} />`},
            {id: 'rule', title: t('colRule'), cell: (/** @type {Case} */ one) => one.rules.map(ruleName).join(', ')},
            {id: 'who', title: t('colWho'), cell: (/** @type {Case} */ one) => one.accounts > 1 ? `${one.accounts} × ${kindName(one.alerts[0]?.requester.kind ?? '')}`
              : html`<span class="kind">${kindName(one.alerts[0]?.requester.kind ?? '')}</span> <${Who} who=${one.alerts[0]?.requester} />`},
            {id: 'alerts', title: t('colAlerts'), cell: (/** @type {Case} */ one) => one.alerts.length},
            {id: 'effect', title: t('colEffect'), cell: (/** @type {Case} */ one) => effectName(one.effect)},
            {id: 'raised', title: t('colRaised'), cell: (/** @type {Case} */ one) => html`<${Ago} at=${one.raisedAt} />`},
          ]} />
        <p class="keys quiet">${t('keysHint')}</p>
      </section>
      ${case_
        ? html`<${IncidentPane} key=${case_.id} case_=${case_} chosen=${route.value.parts.get('alert')}
            choose=${(/** @type {string} */ id) => change({alert: id})} back=${() => change({incident: null, alert: null})} />`
        : html`<div class="pane pane-empty"><p class="quiet">${t('chooseOne')}</p></div>`}
    </div>`;
}

/** @param {{name: string, label: string, options: readonly string[], words: (id: string) => string}} props */
function Choice({name, label, options, words}) {
  return html`
    <label class="choice"><span>${label}</span>
      <select value=${filter.value[name]} onChange=${(/** @type {Event} */ event) => change({[name]: /** @type {HTMLSelectElement} */ (event.target).value, incident: null, alert: null})}>
        <option value="">${t('all')}</option>
        ${options.map((one) => html`<option key=${one} value=${one}>${words(one)}</option>`)}
      </select>
    </label>`;
}
