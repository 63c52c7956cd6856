import type { ComponentChildren } from 'preact';

/** A text with elements in it: a name in bold, a host as code. */
export type Rich = ComponentChildren;

/** Writes one as a template, so that a language may put the elements where it needs them. */
export function rich(texts: TemplateStringsArray, ...parts: Rich[]): Rich {
  return texts.map((text, at) => [text, parts[at]]);
}
