/** Words, numbers and times in the language that was chosen. What is chosen may be kept: it says nothing about anybody. */
import {effect, signal} from '@preact/signals';

/** @typedef {'en' | 'zh'} Language */

const KEPT = 'vouch.language';

/** @type {import('@preact/signals').Signal<Language>} */
export const language = signal(first());

effect(() => {
  document.documentElement.lang = language.value === 'zh' ? 'zh-CN' : 'en';
  keep(KEPT, language.value);
});

/** @returns {Language} */
function first() {
  const kept = kept_(KEPT);
  return kept === 'zh' || kept === 'en' ? kept : navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** @param {string} name */
function kept_(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/**
 * Choices only: never anything that came from a service.
 * @param {string} name
 * @param {string} value
 */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing is one that forgets the choice.
  }
}

/** @param {string} name */
export const kept = (name) => kept_(name);

/**
 * @template {string} K
 * @param {Record<K, readonly [en: string, zh: string]>} book
 */
export function wordsOf(book) {
  /**
   * @param {K} key
   * @param {Record<string, string | number>} [parts]
   */
  return (key, parts = {}) => {
    const text = book[key][language.value === 'zh' ? 1 : 0];
    return text.replace(/\{(\w+)\}/g, (_, name) => String(parts[name] ?? ''));
  };
}

const tag = () => (language.value === 'zh' ? 'zh-CN' : 'en-GB');

/** @param {number} value */
export const number = (value) => new Intl.NumberFormat(tag(), {maximumFractionDigits: 2}).format(value);

/** @param {string} at */
export const clock = (at) => new Intl.DateTimeFormat(tag(), {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'}).format(new Date(at));

/** @param {string} at */
export const day = (at) => new Intl.DateTimeFormat(tag(), {month: 'short', day: 'numeric'}).format(new Date(at));

/** @param {string} at */
export const moment = (at) => `${day(at)} ${clock(at)}`;

/**
 * @param {string} at
 * @param {number} now
 */
export function ago(at, now) {
  const seconds = Math.round((new Date(at).getTime() - now) / 1000);
  const form = new Intl.RelativeTimeFormat(tag(), {style: 'narrow', numeric: 'auto'});
  const size = Math.abs(seconds);
  if (size < 60) {
    return form.format(seconds, 'second');
  }
  if (size < 3600) {
    return form.format(Math.round(seconds / 60), 'minute');
  }
  return size < 86_400 ? form.format(Math.round(seconds / 3600), 'hour') : form.format(Math.round(seconds / 86_400), 'day');
}

/** Seconds of an ISO 8601 duration without months. @param {string} text */
export function seconds(text) {
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  return parts ? Number(parts[1] ?? 0) * 86_400 + Number(parts[2] ?? 0) * 3600 + Number(parts[3] ?? 0) * 60 + Number(parts[4] ?? 0) : 0;
}

/** @param {number} length in seconds */
export function span(length) {
  const unit = length >= 86_400 ? 'day' : length >= 3600 ? 'hour' : length >= 60 ? 'minute' : 'second';
  const one = {day: 86_400, hour: 3600, minute: 60, second: 1}[unit];
  return new Intl.NumberFormat(tag(), {style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 1}).format(length / one);
}
