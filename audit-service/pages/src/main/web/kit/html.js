/** Markup as tagged templates: `html` of htm, over Preact. */
import {h} from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
