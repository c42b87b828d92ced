/** Light, dark, or as the system has it. */
import {effect, signal} from '@preact/signals';
import {keep, kept} from './words.js';

/** @typedef {'system' | 'light' | 'dark'} Theme */

const KEPT = 'vouch.theme';
const before = kept(KEPT);
const system = matchMedia('(prefers-color-scheme: dark)');

/** @type {import('@preact/signals').Signal<Theme>} */
export const theme = signal(before === 'light' || before === 'dark' ? before : 'system');
export const dark = signal(false);

const decide = () => {
  dark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches);
  document.documentElement.dataset.theme = dark.value ? 'dark' : 'light';
};
system.addEventListener('change', decide);
effect(() => {
  decide();
  keep(KEPT, theme.value);
});
