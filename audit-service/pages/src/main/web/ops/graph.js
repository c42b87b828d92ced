/**
 * Who looked at whom, as two columns with a line for each look: accounts on the left, people on the right, each beside
 * those it is tied to (two passes of the barycentre method, Sugiyama 1981), so that a ring shows as a knot and a lone
 * account as a fan. The same data always give the same picture. A list says the same to those who do not see it.
 */
import {html} from '../kit/html.js';
import {nameOf} from './parts.js';
import {t} from './words.js';

const MOST = 36;
const ROW = 22;
const WIDTH = 520;
const LEFT = 172;
const RIGHT = 376;

/** @param {{incident: import('./types.js').Incident, suspended: (pseudonym: string) => boolean}} props */
export function Graph({incident, suspended}) {
  const shownPeople = [...incident.people].sort((a, b) => b.accounts - a.accounts).slice(0, MOST);
  const tied = new Set(shownPeople.flatMap((person) => person.by));
  const shownAccounts = incident.accounts.filter((account) => tied.has(account.pseudonym)).slice(0, MOST);
  if (shownPeople.length === 0) {
    return html`<p class="quiet">${t('graphNone')}</p>`;
  }
  let accounts = shownAccounts.map((one) => one.pseudonym);
  const ofAccount = new Map(accounts.map((id) => [id, shownPeople.filter((person) => person.by.includes(id)).map((person) => person.pseudonym)]));
  let people = shownPeople.map((one) => one.pseudonym);
  const ofPerson = new Map(shownPeople.map((person) => [person.pseudonym, person.by]));
  for (let pass = 0; pass < 4; pass++) {
    people = ordered(people, ofPerson, accounts);
    accounts = ordered(accounts, ofAccount, people);
  }
  const rows = Math.max(accounts.length, people.length);
  const height = rows * ROW + 8;
  const y = (/** @type {number} */ index, /** @type {number} */ count) => ((index + 0.5) * rows / count) * ROW + 4;
  const label = new Map(incident.accounts.map((one) => [one.pseudonym, nameOf(one)]));
  const suspects = new Set(accounts.filter(suspended));
  const hidden = incident.accounts.length - accounts.length + incident.people.length - people.length;

  return html`
    <figure class="graph">
      <figcaption>${t('graphWords', {accounts: incident.accounts.length, people: incident.people.length})}</figcaption>
      <svg viewBox=${`0 0 ${WIDTH} ${height}`} aria-hidden="true" focusable="false">
        ${people.map((person, j) => (ofPerson.get(person) ?? []).filter((id) => accounts.includes(id)).map((id) => {
          const from = y(accounts.indexOf(id), accounts.length);
          const to = y(j, people.length);
          return html`<path class=${`tie${suspects.has(id) ? ' tie-suspended' : ''}`}
            d=${`M${LEFT} ${from}C${LEFT + 90} ${from} ${RIGHT - 90} ${to} ${RIGHT} ${to}`} />`;
        }))}
        ${accounts.map((id, i) => html`
          <g class=${`account${suspects.has(id) ? ' suspended' : ''}`} transform=${`translate(${LEFT} ${y(i, accounts.length)})`}>
            <rect x="-5" y="-5" width="10" height="10" />
            <text x="-12" y="4" text-anchor="end">${label.get(id)}</text>
          </g>`)}
        ${people.map((id, j) => html`
          <g class="subject" transform=${`translate(${RIGHT} ${y(j, people.length)})`}>
            <circle r="5" />
            <text x="12" y="4">${id.slice(0, 4)} ${id.slice(4, 8)}</text>
          </g>`)}
      </svg>
      ${hidden > 0 && html`<p class="quiet">${t('graphMore', {count: hidden})}</p>`}
      <ul class="unseen">
        ${shownPeople.map((person) => html`<li key=${person.pseudonym}>${t('lookedBy', {
          person: person.pseudonym.slice(0, 8),
          accounts: person.by.map((id) => label.get(id) ?? id.slice(0, 8)).join(', '),
        })}</li>`)}
      </ul>
    </figure>`;
}

/**
 * @param {string[]} these
 * @param {Map<string, string[]>} ties
 * @param {string[]} those
 */
function ordered(these, ties, those) {
  const place = new Map(those.map((id, index) => [id, index]));
  const middle = (/** @type {string} */ id) => {
    const ends = (ties.get(id) ?? []).map((end) => place.get(end)).filter((end) => end !== undefined);
    return ends.length === 0 ? 0 : ends.reduce((sum, end) => sum + end, 0) / ends.length;
  };
  return [...these].sort((a, b) => middle(a) - middle(b) || (a < b ? -1 : 1));
}
