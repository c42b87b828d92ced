/**
 * Who is signed in: by the staff session of this browser, whose cookie no script sees, or by a client's id and secret.
 * Both give access tokens of ten minutes; tokens and secret stand in this module's memory until the page is left.
 */
import {signal} from '@preact/signals';
import {Problem} from '../kit/api.js';

const TOKENS = '../identity/oauth2/token';
const SIGN_OUT = '../identity/v1/staff-sessions/current';
const ROLE = 'auditor';
const AHEAD = 30_000;

/** @typedef {{by: 'session'} | {by: 'client', id: string, secret: string}} Way */

/** @type {import('@preact/signals').Signal<{id: string, by: Way['by']} | null>} */
export const who = signal(null);

/** Whether this browser still has a session that somebody wanted to end. */
export const leftOpen = signal(false);

/** @type {Way | null} */
let way = null;
/** @type {{text: string, until: number} | null} */
let token = null;
/** @type {Promise<string> | null} */
let asking = null;

/** @type {import('../kit/api.js').Tokens} */
export const tokens = {
  async current() {
    if (token && token.until > Date.now()) {
      return token.text;
    }
    asking ??= fetchToken().finally(() => {
      asking = null;
    });
    return asking;
  },
  drop(refused) {
    if (token?.text === refused) {
      token = null;
    }
  },
};

/** @param {Way} by */
export async function signIn(by) {
  way = by;
  token = null;
  leftOpen.value = false;
  try {
    const claims = claimsOf(await tokens.current());
    if (!claims.groups.includes(ROLE)) {
      throw new Problem(403, 'not-an-auditor', 'not-an-auditor');
    }
    who.value = {id: claims.sub, by: by.by};
  } catch (failure) {
    forget();
    throw failure;
  }
}

export async function signOut() {
  const session = way?.by === 'session';
  forget();
  if (session) {
    const answer = await fetch(SIGN_OUT, {method: 'DELETE', credentials: 'same-origin'}).catch(() => null);
    leftOpen.value = !answer?.ok && answer?.status !== 401;
  }
}

function forget() {
  way = null;
  token = null;
  who.value = null;
}

async function fetchToken() {
  const by = way;
  if (!by) {
    throw new Problem(401, 'signed-out', 'signed-out');
  }
  /** @type {Response} */
  let answer;
  try {
    answer = await fetch(TOKENS, {
      method: 'POST',
      headers: by.by === 'session' ? {'Vouch-Page': 'ops'} : {Authorization: `Basic ${basic(by.id, by.secret)}`},
      body: new URLSearchParams({
        grant_type: by.by === 'session' ? 'urn:vouch:grant:staff-session' : 'client_credentials',
      }),
      credentials: by.by === 'session' ? 'same-origin' : 'omit',
      cache: 'no-store',
    });
  } catch {
    throw Problem.unreachable();
  }
  if (!answer.ok) {
    const problem = await Problem.of(answer);
    if (who.value && (problem.status === 400 || problem.status === 401)) {
      forget();
    }
    throw problem;
  }
  const {access_token: text, expires_in: life} = await answer.json();
  if (way !== by) {
    throw new Problem(401, 'signed-out', 'signed-out');
  }
  token = {text, until: Date.now() + life * 1000 - AHEAD};
  return /** @type {string} */ (text);
}

/** RFC 6749 section 2.3.1: both parts are encoded as forms are. @param {string} id @param {string} secret */
function basic(id, secret) {
  const form = (/** @type {string} */ part) => encodeURIComponent(part).replace(/%20/g, '+');
  return btoa(`${form(id)}:${form(secret)}`);
}

/** Whom it says it is of; services verify it, this page only shows it. @param {string} jwt @returns {{sub: string, groups: string[]}} */
function claimsOf(jwt) {
  const part = (jwt.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const {sub, groups} = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
  return {sub, groups: groups ?? []};
}
