/** A question that takes an answer. The platform's own dialog: focus stays in it, Escape closes it. */
import {useEffect, useRef, useState} from 'preact/hooks';
import {Problem} from './api.js';
import {html} from './html.js';

/**
 * @typedef {object} Question
 * @property {string} title
 * @property {unknown} words
 * @property {string} [reason] the label of a text that has to be given
 * @property {number} [longest]
 * @property {boolean} [optional] whether the text may be left out
 * @property {string} yes
 * @property {boolean} [grave]
 * @property {(reason: string) => Promise<unknown>} act
 */

/**
 * @param {object} props
 * @param {Question} props.question
 * @param {() => void} props.close
 * @param {string} props.no
 * @param {(problem: Problem) => string} props.explain
 */
export function Dialog({question, close, no, explain}) {
  const element = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);

  /** @param {Event} event */
  const answer = async (event) => {
    event.preventDefault();
    setBusy(true);
    setFailure('');
    try {
      await question.act(reason.trim());
      element.current?.close();
    } catch (problem) {
      setFailure(explain(problem instanceof Problem ? problem : Problem.unreachable()));
      setBusy(false);
    }
  };
  const ready = !busy && (!question.reason || question.optional || reason.trim() !== '');

  return html`
    <dialog ref=${element} class="dialog" aria-labelledby="dialog-title" onClose=${close}>
      <form onSubmit=${answer}>
        <h2 id="dialog-title">${question.title}</h2>
        <div class="dialog-words">${question.words}</div>
        ${question.reason && html`
          <label class="field">
            <span>${question.reason}</span>
            <textarea rows="3" maxlength=${question.longest ?? 200} value=${reason} required=${!question.optional}
              onInput=${(/** @type {InputEvent} */ event) => setReason(/** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
          </label>`}
        <p class="failure" role="alert">${failure}</p>
        <div class="dialog-end">
          <button type="button" class="button" onClick=${() => element.current?.close()}>${no}</button>
          <button type="submit" class=${question.grave ? 'button grave' : 'button strong'} disabled=${!ready}>${question.yes}</button>
        </div>
      </form>
    </dialog>`;
}
