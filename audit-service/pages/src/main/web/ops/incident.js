/** One incident whole: what was seen, what it rests on, what became of it, and what can be done. */
import {useEffect, useState} from 'preact/hooks';
import {html} from '../kit/html.js';
import {number, seconds, span} from '../kit/words.js';
import {Graph} from './graph.js';
import {Ago, Pseudonym, Query, Source, State, Time, nameOf, question} from './parts.js';
import {who} from './session.js';
import {api, decide, lift, suspend, suspensions} from './store.js';
import {effectName, kindName, ruleName, t} from './words.js';

/** @typedef {import('./types.js').Alert} Alert */
/** @typedef {import('./types.js').Suspension} Suspension */

/** @param {Alert} alert */
export function ask(alert, /** @type {'confirm' | 'dismiss'} */ decision) {
  const grave = decision === 'confirm';
  question.value = {
    title: t(grave ? 'confirmTitle' : 'dismissTitle'),
    words: t(grave ? 'confirmWords' : 'dismissWords', {who: nameOf(alert.requester)}),
    reason: t('note'),
    longest: 2000,
    optional: true,
    yes: t(grave ? 'confirm' : 'dismiss'),
    grave,
    act: (note) => decide(alert.id, decision, note),
  };
}

/** @param {{label: string, pseudonym: string, clientId?: string | null}} whom */
export function askToSuspend(whom) {
  question.value = {
    title: t('suspendTitle', {who: nameOf(whom)}),
    words: t('suspendWords'),
    reason: t('reason'),
    yes: t('suspend'),
    grave: true,
    act: (reason) => suspend(whom.clientId ?? whom.pseudonym, reason),
  };
}

/** @param {Suspension} suspension */
export function askToLift(suspension) {
  const second = suspension.liftRequested !== null;
  question.value = {
    title: t(second ? 'approveTitle' : 'liftTitle'),
    words: t(second ? 'approveWords' : 'liftWords', {who: nameOf(suspension.requester)}),
    yes: t(second ? 'approveLift' : 'lift'),
    grave: second,
    act: () => lift(suspension.id, second ? 'lift/approval' : 'lift'),
  };
}

/** The one in force, or the last one. @param {string} pseudonym */
export function suspensionOf(pseudonym) {
  const all = suspensions.value.filter((one) => one.requester.pseudonym === pseudonym);
  return all.find((one) => one.state === 'active') ?? all[0];
}

/** @param {{suspension: Suspension}} props */
export function LiftButton({suspension}) {
  if (suspension.state !== 'active') {
    return null;
  }
  const asked = suspension.liftRequested;
  return html`<button type="button" class="button" onClick=${() => askToLift(suspension)}>${t(asked ? 'approveLift' : 'lift')}</button>
    ${asked?.auditor === who.value?.id && html`<span class="quiet">${t('askedYourself')}</span>`}`;
}

/** @param {{case_: import('./store.js').Case, chosen: string | null, choose: (id: string) => void, back: () => void}} props */
export function IncidentPane({case_, chosen, choose, back}) {
  const alert = case_.alerts.find((one) => one.id === chosen) ?? case_.alerts.find((one) => one.state === 'open') ?? case_.alerts[0];
  const [incident, setIncident] = useState(/** @type {import('./types.js').Incident | null} */ (null));
  const version = case_.alerts.map((one) => one.id + one.state).join();
  useEffect(() => {
    let over = false;
    api.get(`incidents/${case_.id}`).then((found) => {
      if (!over) {
        setIncident(/** @type {import('./types.js').Incident} */ (found));
      }
    }, () => {});
    return () => {
      over = true;
    };
  }, [case_.id, version]);
  if (!alert) {
    return null;
  }
  const suspension = suspensionOf(alert.requester.pseudonym);
  const suspended = suspension?.state === 'active';
  return html`
    <article class="pane" aria-labelledby="pane-title" key=${case_.id}>
      <header class="pane-head">
        <button type="button" class="button back" onClick=${back}>${t('back')}</button>
        <div class="pane-title">
          <h2 id="pane-title" tabindex="-1">${ruleName(alert.rule)}</h2>
          <${State} state=${alert.state} />
        </div>
        <p class="quiet">
          <span class="code">${alert.rule}</span> · ${t('ruleVersion', {version: alert.ruleVersion})} · ${effectName(alert.effect)} · ${''}
          <${Query} path=${`alerts/${alert.id}`} />
        </p>
        <div class="acts">
          ${alert.state === 'open' && html`
            <button type="button" class="button strong" onClick=${() => ask(alert, 'confirm')}>${t('confirm')}</button>
            <button type="button" class="button" onClick=${() => ask(alert, 'dismiss')}>${t('dismiss')}</button>`}
          ${!suspended && alert.requester.kind !== 'service' && html`
            <button type="button" class="button grave" onClick=${() => askToSuspend(alert.requester)}>${t('suspend')}</button>`}
          ${suspended && html`<${LiftButton} suspension=${suspension} />`}
        </div>
      </header>

      <section aria-label=${t('requester')}>
        <dl class="facts">
          <div><dt>${t('requester')}</dt>
            <dd>${alert.requester.clientId ? html`${alert.requester.label} <span class="code">${alert.requester.clientId}</span>`
              : html`<${Pseudonym} text=${alert.requester.pseudonym} />`}
              <span class="quiet"> ${alert.requester.clientId ? kindName(alert.requester.kind) : t('person')}</span></dd></div>
          ${suspended && html`<div><dt>${t('suspensions')}</dt><dd>
            <${State} state=${suspension.liftRequested ? 'waiting' : 'active'} />
            <span class="quiet"> ${suspension.until ? html`${t('until', {at: ''})}<${Time} at=${suspension.until} />` : t('untilLifted')}</span></dd></div>`}
        </dl>
      </section>

      <section aria-labelledby="measured-title">
        <h3 id="measured-title">${t('measured')}</h3>
        <${Measured} alert=${alert} />
      </section>

      <section aria-labelledby="graph-title">
        <h3 id="graph-title">${t('graph')} <${Query} path=${`incidents/${case_.id}`} /></h3>
        ${incident ? html`<${Graph} incident=${incident} suspended=${(/** @type {string} */ pseudonym) => suspensionOf(pseudonym)?.state === 'active'} />` : html`<p class="quiet">…</p>`}
      </section>

      <section aria-labelledby="timeline-title">
        <h3 id="timeline-title">${t('timeline')}</h3>
        <${Timeline} alert=${alert} suspension=${suspension} />
      </section>

      ${case_.alerts.length > 1 && html`
        <section aria-labelledby="parts-title">
          <h3 id="parts-title">${t('alertsOf')}</h3>
          <ol class="parts">
            ${case_.alerts.slice(0, 100).map((one) => html`
              <li key=${one.id}><button type="button" class=${one.id === alert.id ? 'part chosen' : 'part'} aria-current=${one.id === alert.id}
                  onClick=${() => choose(one.id)}>
                <${State} state=${one.state} /><span>${ruleName(one.rule)}</span><span class="code">${nameOf(one.requester)}</span><${Ago} at=${one.raisedAt} />
              </button></li>`)}
          </ol>
        </section>`}

      <section aria-labelledby="evidence-title">
        <h3 id="evidence-title">${t('evidence')}</h3>
        <p class="quiet">${t('evidenceWords', {count: alert.evidence.records.length})}</p>
        <ul class="evidence">
          ${alert.evidence.records.map((record) => html`
            <li key=${record}><span class="code">${record}</span> <${Source} href=${`v1/proofs/inclusion?entry=${record}`}>${t('proof')}<//></li>`)}
        </ul>
      </section>
    </article>`;
}

/** Whose limit is one of people; another rule's is of what it measures besides. */
const OF_PEOPLE = new Set(['many-subjects', 'many-strangers', 'slow-strangers', 'probing', 'dependants', 'own-growth']);

/** Each measure beside what is allowed, where the rule has a number for it. @param {{alert: Alert}} props */
function Measured({alert}) {
  const {distinctSubjects, refused, measured} = alert.features;
  const allowed = alert.thresholds.distinctSubjects;
  const most = Math.max(distinctSubjects, allowed, 1);
  const ofPeople = OF_PEOPLE.has(alert.rule);
  return html`
    <table class="measures">
      <thead><tr><th scope="col"><span class="unseen">${t('measured')}</span></th><th scope="col" class="right">${t('measured')}</th><th scope="col" class="right">${t('allowed')}</th><th></th></tr></thead>
      <tbody>
        <tr><th scope="row">${t('distinctSubjects')}</th><td class="right figure">${number(distinctSubjects)}</td><td class="right">${ofPeople && number(allowed)}</td>
          <td class="bar-cell">${ofPeople && html`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-in" width=${100 * Math.min(distinctSubjects, allowed) / most} height="10" />
            <rect class="bar-over" x=${100 * allowed / most} width=${100 * Math.max(0, distinctSubjects - allowed) / most} height="10" />
          </svg>`}</td></tr>
        <tr><th scope="row">${t('refusedSubjects')}</th><td class="right figure">${number(refused)}</td><td></td><td></td></tr>
        ${measured.map((one) => html`<tr key=${one.feature}><th scope="row" class="code">${one.feature}</th><td class="right figure">${number(one.value)}</td><td></td><td></td></tr>`)}
        ${!ofPeople && html`<tr><th scope="row">${t('ruleLimit')}</th><td></td><td class="right">${number(allowed)}</td><td></td></tr>`}
      </tbody>
    </table>
    <p class="quiet">${t('within', {span: span(seconds(alert.thresholds.period))})} · <a href="#/thresholds">${t('version', {version: alert.thresholds.version})}</a></p>`;
}

/** @param {{alert: Alert, suspension: Suspension | undefined}} props */
function Timeline({alert, suspension}) {
  /** @type {{at: string, words: string, look: string}[]} */
  const steps = [
    {at: alert.firstAt, words: t('firstLook'), look: 'look'},
    {at: alert.lastAt, words: t('lastLook'), look: 'look'},
    {at: alert.raisedAt, words: t('raised'), look: 'alert'},
  ];
  if (suspension) {
    steps.push({at: suspension.since, words: `${t('suspendedAt')} · ${suspension.suspendedBy}`, look: 'grave'});
    if (suspension.liftRequested) {
      steps.push({at: suspension.liftRequested.at, words: t('liftAskedBy', {who: suspension.liftRequested.auditor}), look: 'waiting'});
    }
    if (suspension.lifted) {
      steps.push({at: suspension.lifted.at, words: t('liftedBy', {who: suspension.lifted.auditor}), look: 'done'});
    }
  }
  if (alert.decision) {
    const words = t(alert.decision.decision === 'confirm' ? 'confirmedBy' : 'dismissedBy', {who: alert.decision.auditor});
    steps.push({at: alert.decision.at, words: alert.decision.note ? `${words}: ${alert.decision.note}` : words, look: 'done'});
  }
  steps.sort((a, b) => (a.at < b.at ? -1 : 1));
  return html`<ol class="timeline">${steps.map((step) => html`<li class=${`step-${step.look}`}><${Time} at=${step.at} /><span>${step.words}</span></li>`)}</ol>`;
}
