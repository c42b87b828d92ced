/** The page: who is signed in, where they are, and what is asked of them. */
import {effect, signal} from '@preact/signals';
import {render} from 'preact';
import {useEffect, useState} from 'preact/hooks';
import {Problem} from '../kit/api.js';
import {Dialog} from '../kit/dialog.js';
import {html} from '../kit/html.js';
import {dark, theme} from '../kit/theme.js';
import {language} from '../kit/words.js';
import {Activity} from './activity.js';
import {Incidents} from './incidents.js';
import {Shields, Suspensions, Thresholds} from './lists.js';
import {Log} from './log.js';
import {Answered, asked, question} from './parts.js';
import {VIEWS, address, route} from './route.js';
import {leftOpen, signIn, signOut, who} from './session.js';
import {cases, shields, stream, suspensions, thresholds, unanswered, watch} from './store.js';
import {explain, t} from './words.js';

const LOOKS = {incidents: Incidents, suspensions: Suspensions, shields: Shields, thresholds: Thresholds, log: Log, activity: Activity};

/** Asked once, for whoever has a session in this browser already. */
const asking = signal(true);

effect(() => {
  document.title = who.value ? `${t(route.value.view)} · ${t('title')}` : t('title');
});

function Page() {
  if (asking.value) {
    return html`<div class="door"></div>`;
  }
  return who.value ? html`<${Console} />` : html`<${SignIn} />`;
}

function Console() {
  useEffect(watch, []);
  const View = LOOKS[route.value.view];
  // Whatever is not answered, what is shown of it is old.
  const state = stream.value.state === 'live' && unanswered.value.size > 0 ? 'broken' : stream.value.state;
  const open = cases.value.filter((one) => one.state === 'open').length;
  const active = suspensions.value.filter((one) => one.state === 'active');
  const waiting = active.filter((one) => one.liftRequested).length + (thresholds.value?.items.filter((one) => !one.approved).length ?? 0);
  /** @type {Partial<Record<string, number>>} */
  const counts = {incidents: open, suspensions: active.length, shields: shields.value.filter((one) => one.state === 'active').length};
  return html`
    <a class="skip" href="#content" onClick=${(/** @type {Event} */ event) => {
      event.preventDefault();
      document.getElementById('content')?.focus();
    }}>${t('skip')}</a>
    <header class="top">
      <div class="brand"><img src="kit/mark.svg" alt="" width="22" height="22" /><span class="brand-name">Vouch</span><h1>${t('operations')}</h1></div>
      <nav class="views" aria-label=${t('views')}>
        ${VIEWS.map((view) => html`<a key=${view} href=${address(view)} aria-current=${view === route.value.view ? 'page' : undefined}>
          ${t(view)}${counts[view] ? html`<span class=${`count${view === 'incidents' ? ' count-open' : ''}`}>${counts[view]}</span>` : ''}</a>`)}
      </nav>
      <div class="tools">
        ${waiting > 0 && html`<span class="state state-waiting" title=${t('waitingForSecond')}>${waiting}<span class="unseen"> ${t('waitingTwo')}</span></span>`}
        <span class=${`stream stream-${state}`} role="status">${t(state)}</span>
        <${Choices} />
        <span class="me code" title=${t('signedInAs', {id: who.value?.id ?? ''})}>${who.value?.id}</span>
        <button type="button" class="button plain" onClick=${() => signOut()}>${t('signOut')}</button>
      </div>
    </header>
    <main id="content" tabindex="-1"><${View} /></main>
    ${question.value && html`<${Dialog} question=${question.value} close=${() => { question.value = null; }} no=${t('cancel')} explain=${explain} />`}
    ${asked.value && html`<${Answered} close=${t('close')} />`}`;
}

function Choices() {
  return html`
    <button type="button" class="button plain" lang=${language.value === 'zh' ? 'en' : 'zh-CN'} aria-label=${t('languageLabel')}
      onClick=${() => { language.value = language.value === 'zh' ? 'en' : 'zh'; }}>${t('language')}</button>
    <button type="button" class="button plain" onClick=${() => { theme.value = dark.value ? 'light' : 'dark'; }}>${t(dark.value ? 'themeLight' : 'themeDark')}</button>`;
}

function SignIn() {
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  /** @param {Parameters<typeof signIn>[0]} way */
  const go = async (way) => {
    setBusy(true);
    setFailure('');
    try {
      await signIn(way);
    } catch (problem) {
      setBusy(false);
      setFailure(why(problem instanceof Problem ? problem : Problem.unreachable(), way.by));
    }
  };
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    return go({by: 'client', id: String(form.get('id')).trim(), secret: String(form.get('secret'))});
  };
  return html`
    <main class="door">
      <div class="door-in">
        <div class="brand"><img src="kit/mark.svg" alt="" width="28" height="28" /><span class="brand-name">Vouch</span><h1>${t('operations')}</h1></div>
        <h2>${t('signInTitle')}</h2>
        <p class="quiet">${t('signInWords')}</p>
        <button type="button" class="button strong full" disabled=${busy} onClick=${() => go({by: 'session'})}>${t('staffSession')}</button>
        <p class="quiet hint">${t('staffHint')}</p>
        <p class="or"><span>${t('orClient')}</span></p>
        <form onSubmit=${submit} autocomplete="off">
          <label class="field"><span>${t('clientId')}</span><input name="id" required maxlength="200" autocomplete="off" autocapitalize="none" spellcheck=${false} /></label>
          <label class="field"><span>${t('clientSecret')}</span><input name="secret" type="password" required maxlength="500" autocomplete="off" /></label>
          <p class="failure" role="alert">${failure || (leftOpen.value ? t('leftOpen') : '')}</p>
          <button type="submit" class="button full" disabled=${busy}>${t('signIn')}</button>
        </form>
        <div class="door-choices"><${Choices} /></div>
      </div>
    </main>`;
}

/** @param {Problem} problem @param {string} by */
function why(problem, by) {
  if (problem.slug === 'not-an-auditor') {
    return t('notAuditor');
  }
  if (problem.status === 0 || problem.status >= 500 || problem.status === 404) {
    return t('unreachable');
  }
  return t(by === 'session' ? 'noSession' : 'wrongClient');
}

const page = document.getElementById('page');
if (page) {
  page.replaceChildren();
  render(html`<${Page} />`, page);
}
signIn({by: 'session'}).catch(() => {}).finally(() => {
  asking.value = false;
});
