/**
 * A table of any length of which only what is seen is in the page: rows of one height, moved by one spacer. Arrow keys,
 * Home, End and Page keys move the choice; further keys are the owner's, and work while the table has the focus
 * (WCAG 2.1.4).
 */
import {useEffect, useRef, useState} from 'preact/hooks';
import {html} from './html.js';

const SPARE = 8;

/**
 * @template T
 * @typedef {object} Column
 * @property {string} id
 * @property {string} title
 * @property {(row: T) => unknown} cell
 */

/**
 * @template T
 * @param {object} props
 * @param {string} props.label
 * @param {Column<T>[]} props.columns
 * @param {T[]} props.rows
 * @param {(row: T) => string} props.keyOf
 * @param {string | null} props.chosen
 * @param {(key: string) => void} props.choose
 * @param {(event: KeyboardEvent, row: T | undefined) => void} [props.keys]
 * @param {number} props.height of a row, in pixels; the style sheet has the same
 * @param {unknown} props.empty
 * @param {(row: T) => string} [props.look]
 */
export function Table({label, columns, rows, keyOf, chosen, choose, keys, height, empty, look}) {
  const scroller = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [seen, setSeen] = useState({top: 0, space: 600});
  useEffect(() => {
    const element = scroller.current;
    if (!element) {
      return undefined;
    }
    const measure = () => setSeen({top: element.scrollTop, space: element.clientHeight});
    const size = new ResizeObserver(measure);
    size.observe(element);
    element.addEventListener('scroll', measure, {passive: true});
    measure();
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);

  const from = Math.max(0, Math.floor(seen.top / height) - SPARE);
  const to = Math.min(rows.length, Math.ceil((seen.top + seen.space) / height) + SPARE);
  const place = chosen === null ? -1 : rows.findIndex((row) => keyOf(row) === chosen);

  /** @param {number} next */
  const move = (next) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, next))];
    const element = scroller.current;
    if (!row || !element) {
      return;
    }
    const at = rows.indexOf(row) * height;
    if (at < element.scrollTop) {
      element.scrollTop = at;
    } else if (at + height * 2 > element.scrollTop + element.clientHeight) {
      element.scrollTop = at + height * 2 - element.clientHeight;
    }
    choose(keyOf(row));
  };

  /** @param {KeyboardEvent} event */
  const pressed = (event) => {
    const page = Math.max(1, Math.floor(seen.space / height) - 2);
    /** @type {Record<string, number>} */
    const steps = {ArrowDown: place + 1, ArrowUp: place - 1, j: place + 1, k: place - 1, PageDown: place + page,
      PageUp: place - page, Home: 0, End: rows.length - 1};
    const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      move(next);
    } else {
      keys?.(event, rows[place]);
    }
  };

  return html`
    <div class="table" ref=${scroller} role="grid" tabindex="0" aria-label=${label} aria-rowcount=${rows.length + 1}
        aria-colcount=${columns.length} aria-activedescendant=${place >= from && place < to ? `row-${chosen}` : undefined}
        onKeyDown=${pressed}>
      <div role="rowgroup" class="table-head">
        <div role="row" class="table-row" aria-rowindex="1">
          ${columns.map((column) => html`<div role="columnheader" class=${`cell-${column.id}`} key=${column.id}>${column.title}</div>`)}
        </div>
      </div>
      <div role="rowgroup" class="table-body" style=${{height: `${Math.max(rows.length * height, 1)}px`}}>
        ${rows.slice(from, to).map((row, index) => {
          const key = keyOf(row);
          return html`
            <div role="row" key=${key} id=${`row-${key}`} aria-rowindex=${from + index + 2} aria-selected=${key === chosen}
                class=${`table-row table-line ${look?.(row) ?? ''}`} style=${{transform: `translateY(${(from + index) * height}px)`}}
                onClick=${() => choose(key)}>
              ${columns.map((column) => html`<div role="gridcell" class=${`cell-${column.id}`} key=${column.id}>${column.cell(row)}</div>`)}
            </div>`;
        })}
        ${rows.length === 0 && html`<div role="row" class="table-empty"><div role="gridcell">${empty}</div></div>`}
      </div>
    </div>`;
}
