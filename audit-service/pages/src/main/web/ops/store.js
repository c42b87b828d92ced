/** What the page knows: alerts as the stream tells them, and what is asked for again when they change. */
import {computed, signal} from '@preact/signals';
import {Api, Problem} from '../kit/api.js';
import {follow} from '../kit/stream.js';
import {tokens} from './session.js';

/** @typedef {import('./types.js').Alert} Alert */
/** @typedef {import('./types.js').Suspension} Suspension */
/** @typedef {import('./types.js').Shield} Shield */
/** @typedef {import('./types.js').Thresholds} Thresholds */

export const api = new Api('v1/', tokens);

/** As many as are held; the older ones are a filter away, in the service. */
const MOST = 10_000;
const REFRESH = 5_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/** @type {import('@preact/signals').Signal<ReadonlyMap<string, Alert>>} */
const alertsById = signal(new Map());
/** Newest first. */
export const alerts = computed(() => [...alertsById.value.values()].sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : a.raisedAt > b.raisedAt ? -1 : a.id < b.id ? 1 : -1)));
/** @type {import('@preact/signals').Signal<Suspension[]>} */
export const suspensions = signal([]);
/** @type {import('@preact/signals').Signal<Shield[]>} */
export const shields = signal([]);
/** @type {import('@preact/signals').Signal<Thresholds | null>} */
export const thresholds = signal(null);
/** @type {import('@preact/signals').Signal<{state: 'starting' | 'live' | 'broken', loading: boolean}>} */
export const stream = signal({state: 'starting', loading: true});
/** Of this session: what came while somebody was looking. @type {import('@preact/signals').Signal<ReadonlySet<string>>} */
export const fresh = signal(new Set());
export const now = signal(Date.now());
/** What was asked for and not answered the last time: what is shown of it is old. @type {import('@preact/signals').Signal<ReadonlySet<string>>} */
export const unanswered = signal(new Set());

/**
 * Alerts that belong together, as the service would tell: open as long as one of them is.
 * @typedef {object} Case
 * @property {string} id
 * @property {'open' | 'confirmed' | 'dismissed'} state
 * @property {string[]} rules
 * @property {Alert[]} alerts newest first
 * @property {number} accounts
 * @property {string} raisedAt of the newest
 * @property {string} effect the strongest
 */
const STRENGTH = ['tell', 'step-up', 'throttle', 'shield', 'suspend'];

export const cases = computed(() => {
  /** @type {Map<string, Alert[]>} */
  const groups = new Map();
  for (const alert of alerts.value) {
    const group = groups.get(alert.incident);
    if (group) {
      group.push(alert);
    } else {
      groups.set(alert.incident, [alert]);
    }
  }
  return [...groups.entries()].map(([id, group]) => /** @type {Case} */ ({
    id,
    state: group.some((one) => one.state === 'open') ? 'open' : group.some((one) => one.state === 'confirmed') ? 'confirmed' : 'dismissed',
    rules: [...new Set(group.map((one) => one.rule))].sort(),
    alerts: group,
    accounts: new Set(group.map((one) => one.requester.pseudonym)).size,
    raisedAt: group[0]?.raisedAt ?? '',
    effect: group.map((one) => one.effect).sort((a, b) => STRENGTH.indexOf(b) - STRENGTH.indexOf(a))[0] ?? 'tell',
  }));
});

/** @param {Alert[]} found @param {boolean} live */
function take(found, live) {
  const known = new Map(alertsById.value);
  for (const alert of found) {
    const before = known.get(alert.id);
    // What the stream told may be newer than a page of the list that was on its way.
    if (!before || live) {
      known.set(alert.id, alert);
    }
  }
  alertsById.value = known;
  return known.size;
}

/** @param {string} what @param {boolean} came */
function told(what, came) {
  if (unanswered.value.has(what) === came) {
    unanswered.value = new Set(came ? [...unanswered.value].filter((one) => one !== what) : [...unanswered.value, what]);
  }
}

/**
 * Asks now and again, one call behind the other; ends with what it returns.
 * @param {string} what
 * @param {number} pause in milliseconds
 * @param {() => Promise<void>} ask
 */
export function repeatedly(what, pause, ask) {
  let over = false;
  let timer = 0;
  const again = async () => {
    const came = await ask().then(() => true, () => false);
    if (!over) {
      told(what, came);
      timer = setTimeout(again, pause);
    }
  };
  again();
  return () => {
    over = true;
    clearTimeout(timer);
    told(what, true);
  };
}

/** Everything from now on; ends with what it returns. */
export function watch() {
  const over = new AbortController();
  let asked = false;
  /** @type {Alert[]} */
  let waiting = [];
  let due = 0;
  // A burst is drawn once.
  const flush = () => {
    due = 0;
    const found = waiting;
    waiting = [];
    fresh.value = new Set([...fresh.value, ...found.filter((one) => one.state === 'open').map((one) => one.id)]);
    take(found, true);
    refresh();
  };
  const end = follow(api, 'alerts/stream', {
    event(data) {
      waiting.push(JSON.parse(data));
      due ||= setTimeout(flush, 50);
    },
    state(state) {
      stream.value = {...stream.value, state};
      // Behind the stream, so that nothing falls between them; however often that had to be tried.
      if (state === 'live' && !asked) {
        asked = true;
        load(over.signal);
      }
    },
  });
  const ticking = setInterval(() => {
    now.value = Date.now();
  }, 1000);
  const asking = setInterval(refresh, REFRESH);
  refresh();
  return () => {
    end();
    over.abort();
    clearInterval(ticking);
    clearInterval(asking);
    alertsById.value = new Map();
    suspensions.value = [];
    shields.value = [];
    thresholds.value = null;
    fresh.value = new Set();
    unanswered.value = new Set();
    stream.value = {state: 'starting', loading: true};
  };
}

/**
 * Those that are open first: however many were decided since, none of them is beyond what is held. Until all have come it says
 * that they are loading, for a list that broke off looks like quiet.
 * @param {AbortSignal} over
 */
async function load(over) {
  for (let wait = FIRST_WAIT; !over.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      for (const list of ['alerts?state=open', 'alerts']) {
        await api.pages(list, (/** @type {Alert[]} */ items) => !over.aborted && take(items, false) < MOST);
      }
      if (!over.aborted) {
        stream.value = {...stream.value, loading: false};
      }
      return;
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
      await new Promise((done) => setTimeout(done, wait));
    }
  }
}

/** @type {Promise<void> | null} */
let refreshing = null;

/** Suspensions, shields and thresholds: short lists that change by what people do. */
export function refresh() {
  refreshing ??= (async () => {
    try {
      /** @type {Suspension[]} */
      const found = [];
      await api.pages('suspensions', (/** @type {Suspension[]} */ items) => found.push(...items) < 1000);
      suspensions.value = found;
      /** @type {Shield[]} */
      const over = [];
      await api.pages('shields', (/** @type {Shield[]} */ items) => over.push(...items) < 1000);
      shields.value = over;
      thresholds.value = await api.get('thresholds?limit=50');
      told('lists', true);
    } catch (failure) {
      if (!(failure instanceof Problem)) {
        throw failure;
      }
      told('lists', false);
    } finally {
      refreshing = null;
    }
  })();
  return refreshing;
}

/** @param {string} id @param {'confirm' | 'dismiss'} decision @param {string} note */
export async function decide(id, decision, note) {
  take([await api.post(`alerts/${id}/decisions`, {decision, note: note || null})], true);
  await refresh();
}

/** @param {string} requester @param {string} reason */
export async function suspend(requester, reason) {
  await api.post('suspensions', {requester, reason});
  await refreshNow();
}

/** @param {string} id @param {'lift' | 'lift/approval'} step */
export async function lift(id, step) {
  await api.post(`suspensions/${id}/${step}`);
  await refreshNow();
}

/** @param {string} id @param {string} reason */
export async function endShield(id, reason) {
  await api.post(`shields/${id}/end`, {reason});
  await refreshNow();
}

/** @param {{threshold: string, value: number}[]} values @param {string} reason */
export async function propose(values, reason) {
  await api.post('thresholds', {values, reason});
  await refreshNow();
}

/** @param {string} id */
export async function approve(id) {
  await api.post(`thresholds/${id}/approval`);
  await refreshNow();
}

/** What was just done is in the next answer, not in one that was on its way. */
async function refreshNow() {
  await refreshing;
  await refresh();
}
