/** Looks at people over time, by what came of them; alerts; how long a look takes to be an entry. Counts only. */
import {signal} from '@preact/signals';
import {useEffect, useRef} from 'preact/hooks';
import uPlot from 'uplot';
import {save} from '../kit/csv.js';
import {html} from '../kit/html.js';
import {dark} from '../kit/theme.js';
import {clock, day, language, number} from '../kit/words.js';
import {Query, Source} from './parts.js';
import {change, route} from './route.js';
import {api, repeatedly} from './store.js';
import {t} from './words.js';

/** @typedef {import('./types.js').Operations} Operations */
/** @typedef {{title: string, unit?: string, series: {name: string, look: string, values: (number | null)[], step?: boolean}[]}} Chart */

const EVERY = 5_000;
const PERIODS = /** @type {const} */ ([['PT1H', 'hour'], ['PT24H', 'dayLong'], ['P7D', 'week']]);

/** @type {import('@preact/signals').Signal<Operations | null>} */
const known = signal(null);

const periodNow = () => PERIODS.find(([id]) => id === route.value.parts.get('period'))?.[0] ?? 'PT1H';

export function Activity() {
  const period = periodNow();
  useEffect(() => {
    known.value = null;
    return repeatedly('operations', EVERY, async () => {
      const found = /** @type {Operations} */ (await api.get(`operations?period=${period}`));
      if (period === periodNow()) {
        known.value = found;
      }
    });
  }, [period]);
  const steps = known.value?.steps ?? [];
  const times = steps.map((step) => new Date(step.at).getTime() / 1000);
  /** @type {Chart[]} */
  const charts = [
    {title: t('looks'), series: [
      {name: t('granted'), look: 'granted', values: steps.map((step) => step.granted)},
      {name: t('refused'), look: 'refused', values: steps.map((step) => step.refused)},
    ]},
    {title: t('alertsRaised'), series: [{name: t('alertsRaised'), look: 'alerts', values: steps.map((step) => step.alerts)}]},
    {title: t('entryDelay'), unit: 's', series: [{name: 'p95', look: 'delay', values: steps.map((step) => step.entryDelaySeconds)}]},
  ];
  const table = () => save(`activity-${period}.csv`, ['from', 'granted', 'refused', 'alerts', 'entry_delay_p95_seconds'],
    steps.map((step) => [step.at, step.granted, step.refused, step.alerts, step.entryDelaySeconds]));
  return html`
    <section class="sheet" aria-labelledby="sheet-title">
      <header class="sheet-head">
        <div><h2 id="sheet-title">${t('activity')}</h2>
          <p class="quiet">${t('activityWords')} <${Query} path=${`operations?period=${period}`} /> · <${Source} href="v1/report">/v1/report<//></p></div>
        <div class="acts">
          <div class="switch" role="group" aria-label=${t('period')}>
            ${PERIODS.map(([id, word]) => html`<button type="button" key=${id} class="button" aria-pressed=${id === period} onClick=${() => change({period: id})}>${t(word)}</button>`)}
          </div>
          <button type="button" class="button" onClick=${table}>${t('exportCsv')}</button>
        </div>
      </header>
      <div class="scroll charts" tabindex="0" role="region" aria-labelledby="sheet-title">
        ${charts.map((chart) => html`<${Plot} key=${`${chart.title}${dark.value}${language.value}${period}`} chart=${chart} times=${times} />`)}
        ${steps.length > 0 && html`
          <details class="numbers"><summary>${t('chartAs')}</summary>
            <table class="lines narrow">
              <thead><tr><th scope="col">${t('time')}</th><th scope="col" class="right">${t('granted')}</th><th scope="col" class="right">${t('refused')}</th><th scope="col" class="right">${t('alertsRaised')}</th><th scope="col" class="right">${t('entryDelay')} (s)</th></tr></thead>
              <tbody>${steps.filter((step) => step.granted + step.refused + step.alerts > 0).map((step) => html`
                <tr key=${step.at}><th scope="row">${day(step.at)} ${clock(step.at)}</th><td class="right figure">${number(step.granted)}</td><td class="right figure">${number(step.refused)}</td>
                  <td class="right figure">${number(step.alerts)}</td><td class="right figure">${step.entryDelaySeconds === null ? '–' : number(step.entryDelaySeconds)}</td></tr>`)}</tbody>
            </table>
          </details>`}
      </div>
    </section>`;
}

/** @param {{chart: Chart, times: number[]}} props */
function Plot({chart, times}) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const plot = useRef(/** @type {uPlot | null} */ (null));
  const data = /** @type {uPlot.AlignedData} */ ([times, ...chart.series.map((one) => one.values)]);
  useEffect(() => {
    const element = box.current;
    if (!element) {
      return undefined;
    }
    const style = getComputedStyle(document.documentElement);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
    const axis = {stroke: colour('--quiet'), grid: {stroke: colour('--line'), width: 1}, ticks: {show: false}, font: '11px system-ui, sans-serif'};
    const size = () => ({width: Math.max(element.clientWidth, 240), height: 150});
    plot.current = new uPlot({
      ...size(),
      legend: {show: true, live: true},
      cursor: {sync: {key: 'activity'}, y: false},
      scales: {y: {range: (_, __, most) => [0, Math.max(most * 1.15, 1)]}},
      axes: [{...axis, size: 30, gap: 6, values: (_, at) => at.map((one) => language.value === 'zh' || at.length < 2 || (at[1] ?? 0) - (at[0] ?? 0) < 86_400
        ? clock(new Date(one * 1000).toISOString()).slice(0, 5) : day(new Date(one * 1000).toISOString()))}, {...axis, size: 42, values: (_, at) => at.map((one) => number(one))}],
      series: [
        {label: t('time'), value: (_, at) => at === null ? '' : `${day(new Date(at * 1000).toISOString())} ${clock(new Date(at * 1000).toISOString())}`},
        ...chart.series.map((one) => ({
          label: one.name,
          stroke: colour(`--chart-${one.look}`),
          fill: colour(`--chart-${one.look}-soft`),
          width: 1.5,
          paths: uPlot.paths.stepped?.({align: 1}),
          points: {show: false},
          value: (/** @type {uPlot} */ _, /** @type {number | null} */ value) => value === null ? '–' : `${number(value)}${chart.unit ? ` ${chart.unit}` : ''}`,
        })),
      ],
    }, data, element);
    const watching = new ResizeObserver(() => plot.current?.setSize(size()));
    watching.observe(element);
    return () => {
      watching.disconnect();
      plot.current?.destroy();
      plot.current = null;
    };
  }, []);
  useEffect(() => {
    plot.current?.setData(data);
  }, [data]);
  return html`<figure class="chart"><figcaption>${chart.title}${chart.unit ? ` (p95, ${chart.unit})` : ''}</figcaption><div ref=${box} class="chart-box" aria-hidden="true"></div></figure>`;
}
