/**
 * Calls of one service. A token stands in memory and nowhere else; what fails is a {@link Problem}, with the service's own
 * words (RFC 9457).
 */

/** What a call came to that did not do what was asked. */
export class Problem extends Error {
  /**
   * @param {number} status 0 where no answer came
   * @param {string} slug the last part of its type
   * @param {string} title
   * @param {string} [detail]
   */
  constructor(status, slug, title, detail) {
    super(title);
    this.status = status;
    this.slug = slug;
    this.detail = detail;
  }

  /** @param {Response} answer */
  static async of(answer) {
    try {
      const body = await answer.json();
      const slug = String(body.type ?? body.error ?? '').split(':').pop() ?? '';
      return new Problem(answer.status, slug, body.title ?? slug, body.detail);
    } catch {
      return new Problem(answer.status, 'unreadable', answer.statusText || String(answer.status));
    }
  }

  static unreachable() {
    return new Problem(0, 'unreachable', 'unreachable');
  }
}

/**
 * Where tokens come from.
 * @typedef {object} Tokens
 * @property {() => Promise<string>} current one that is good for a while
 * @property {(refused: string) => void} drop a token that a service has refused
 */

export class Api {
  #base;
  #tokens;

  /**
   * @param {string} base such as `v1/`, relative to the page
   * @param {Tokens} tokens
   */
  constructor(base, tokens) {
    this.#base = base;
    this.#tokens = tokens;
  }

  /**
   * @template T
   * @param {string} path
   * @returns {Promise<T>}
   */
  async get(path) {
    return (await this.send('GET', path)).json();
  }

  /**
   * Done once, however often it is sent.
   * @template T
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<T>}
   */
  async post(path, body) {
    return (await this.send('POST', path, body)).json();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @param {{headers?: Record<string, string>, signal?: AbortSignal}} [more]
   */
  async send(method, path, body, more = {}) {
    /** @type {Record<string, string>} */
    const headers = {...more.headers};
    if (method === 'POST') {
      headers['Idempotency-Key'] = crypto.randomUUID();
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    for (let tried = 0; ; tried++) {
      const token = await this.#tokens.current();
      /** @type {Response} */
      let answer;
      try {
        answer = await fetch(this.#base + path, {
          method,
          headers: {...headers, Authorization: `Bearer ${token}`},
          body: body === undefined ? undefined : JSON.stringify(body),
          credentials: 'omit',
          cache: 'no-store',
          signal: more.signal,
        });
      } catch (failure) {
        throw failure instanceof DOMException && failure.name === 'AbortError' ? failure : Problem.unreachable();
      }
      if (answer.status === 401 && tried === 0) {
        this.#tokens.drop(token);
      } else if (!answer.ok) {
        throw await Problem.of(answer);
      } else {
        return answer;
      }
    }
  }

  /**
   * All pages of a list, each as it comes.
   * @template T
   * @param {string} path
   * @param {(items: T[]) => boolean} take false where no more is wanted
   */
  async pages(path, take) {
    /** @type {string | null} */
    let cursor = null;
    do {
      /** @type {{items: T[], next: string | null}} */
      const page = await this.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
      if (!take(page.items)) {
        return;
      }
      cursor = page.next;
    } while (cursor);
  }
}
