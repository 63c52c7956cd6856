/** The API to read through: every operation of the OpenAPI document on one page, without a script. */

import type { ErrorCode } from '../../shared/contract/errors.ts';
import { problemType } from './errors-page.ts';
import { type Html, html, inlineMarkdown, NOTHING, page } from './html.ts';
import { requestExample } from './request-example.ts';
import { type Json, PROBLEM } from './schema.ts';
import { outline, typeOf } from './schema-outline.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Json;
  example?: unknown;
}

export interface DocumentedOperation {
  operationId: string;
  summary: string;
  description?: string;
  tags: [string];
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json; example: unknown }> };
  responses: Record<
    string,
    { description: string; headers?: Json; content?: Record<string, { schema: Json }> }
  >;
}

export interface Entry extends DocumentedOperation {
  method: string;
  path: string;
}

interface OpenApiInfo {
  title: string;
  version: string;
  description: string;
}

export function referencePage(document: Json): string {
  const { title, version, description } = document.info as OpenApiInfo;
  const entries = entriesOf(document);
  const tags = [...new Set(entries.map(({ tags: [tag] }) => tag))];
  const ofTag = (tag: string) => entries.filter(({ tags: [one] }) => one === tag);
  return page(
    `${title} reference`,
    html`<main>
<h1>${title} ${version}</h1>
${description.split('\n\n').map((text) => html`<p>${inlineMarkdown(text)}</p>`)}
<nav aria-label="Operations"><ul>
${tags.map((tag) => html`<li><a href="#${tag}">${tag}</a><ul>${ofTag(tag).map(link)}</ul></li>`)}
</ul></nav>
${tags.map((tag) => html`<section id="${tag}"><h2>${tag}</h2>${ofTag(tag).map(operation)}</section>`)}
</main>`,
  );
}

export function entriesOf(document: Json): Entry[] {
  const paths = document.paths as Record<string, Record<string, DocumentedOperation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      ...one,
      method: method.toUpperCase(),
      path,
    })),
  );
}

const link = ({ operationId, summary }: Entry) =>
  html`<li><a href="#${operationId}">${summary}</a></li>`;

function operation(entry: Entry): Html {
  const { operationId, summary, description, method, path, parameters = [], requestBody } = entry;
  const [body] = Object.entries(requestBody?.content ?? {});
  return html`<article id="${operationId}">
<h3>${summary}</h3>
<p><code>${method} ${path}</code></p>
<p class="quiet">${callers(entry)}</p>
${description ? html`<p>${inlineMarkdown(description)}</p>` : NOTHING}
${parameters.length > 0 ? parameterTable(parameters) : NOTHING}
${body ? html`<h4>Body, ${body[0]}${requestBody?.required ? '' : ', optional'}</h4>${outline(body[1].schema)}` : NOTHING}
<h4>Example</h4>
<pre tabindex="0">${requestExample(entry)}</pre>
${Object.entries(entry.responses).map(([status, answer]) => answerOf(status, answer))}
</article>
`;
}

function callers({ security }: Entry): string {
  if (security.length === 0) return 'Needs no credential.';
  const ways = security.flatMap((way) =>
    Object.entries(way).map(([scheme, scopes]) => {
      const scope = scopes.length > 0 ? ` with the scope ${scopes.join(', ')}` : '';
      return `${SCHEMES[scheme] ?? scheme}${scope}`;
    }),
  );
  return `Needs ${ways.join(', or ')}.`;
}

const SCHEMES: Record<string, string> = {
  session: 'a session token as Bearer',
  key: 'a key as Bearer',
  keyHeader: 'a key as X-API-Key',
  keyIdAndSecret: 'a key’s id and the key by HTTP Basic',
};

function parameterTable(parameters: Parameter[]): Html {
  return html`<table>
<thead><tr><th scope="col">parameter</th><th scope="col">in</th><th scope="col">value</th></tr></thead>
<tbody>${parameters.map(
    (one) =>
      html`<tr><td><code>${one.name}</code></td><td>${one.in}</td><td>${typeOf(one.schema)}</td></tr>`,
  )}</tbody>
</table>`;
}

function answerOf(
  status: string,
  { description, content = {} }: DocumentedOperation['responses'][string],
): Html {
  const [first] = Object.entries(content);
  if (!first) return html`<h4>${status}</h4><p>${inlineMarkdown(description)}</p>`;
  const [type, { schema }] = first;
  if (type === PROBLEM) {
    const all = schema.allOf as [Json, { properties: { code: { enum: ErrorCode[] } } }];
    const codes = all[1].properties.code.enum.map(
      (code) => html`<a href="${problemType(code)}"><code>${code}</code></a> `,
    );
    return html`<p><strong>${status}</strong> ${codes}</p>`;
  }
  return html`<h4>${status}</h4><p>${inlineMarkdown(description)} <span class="quiet">${type}</span></p>
<details><summary>Fields</summary>${outline(schema)}</details>`;
}
