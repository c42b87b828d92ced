/**
 * Server-Sent Events (WHATWG HTML section 9.2) with a token, which `EventSource` cannot send. Goes on where it was cut off.
 */
import {Problem} from './api.js';

const SILENT = 40_000;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 15_000;

/**
 * @param {import('./api.js').Api} api
 * @param {string} path
 * @param {object} reader
 * @param {(data: string) => void} reader.event
 * @param {(state: 'live' | 'broken', problem?: Problem) => void} reader.state
 * @returns {() => void} ends it
 */
export function follow(api, path, reader) {
  const end = new AbortController();
  run(api, path, reader, end.signal);
  return () => end.abort();
}

/**
 * @param {import('./api.js').Api} api
 * @param {string} path
 * @param {{event: (data: string) => void, state: (state: 'live' | 'broken', problem?: Problem) => void}} reader
 * @param {AbortSignal} over
 */
async function run(api, path, reader, over) {
  let place = '';
  let wait = FIRST_WAIT;
  while (!over.aborted) {
    const silence = new AbortController();
    let timer = 0;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT);
    };
    try {
      heard();
      const answer = await api.send('GET', path, undefined, {
        headers: {Accept: 'text/event-stream', ...(place ? {'Last-Event-ID': place} : {})},
        signal: AbortSignal.any([over, silence.signal]),
      });
      reader.state('live');
      wait = FIRST_WAIT;
      for await (const event of events(answer, heard)) {
        place = event.id || place;
        if (event.data) {
          reader.event(event.data);
        }
      }
      // It ends with the token; the next one goes on at once.
    } catch (failure) {
      if (over.aborted) {
        return;
      }
      reader.state('broken', failure instanceof Problem ? failure : Problem.unreachable());
      await new Promise((done) => setTimeout(done, wait));
      wait = Math.min(wait * 2, LONGEST_WAIT);
    } finally {
      clearTimeout(timer);
    }
  }
}

/**
 * @param {Response} answer
 * @param {() => void} heard
 */
async function* events(answer, heard) {
  if (!answer.body) {
    return;
  }
  const bytes = answer.body.getReader();
  const text = new TextDecoder();
  let rest = '';
  let id = '';
  /** @type {string[]} */
  let data = [];
  for (;;) {
    const {done, value} = await bytes.read();
    if (done) {
      return;
    }
    heard();
    rest += text.decode(value, {stream: true});
    const lines = rest.split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        yield {id, data: data.join('\n')};
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(5).replace(/^ /, ''));
      } else if (line.startsWith('id:')) {
        id = line.slice(3).trim();
      }
    }
  }
}
