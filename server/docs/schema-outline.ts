/** A JSON Schema in words: what a reader needs to write or read such a value. */
import { type Html, html, NOTHING } from './html.ts';
import type { Json } from './schema.ts';

/** The schema's fields as nested lists, or its type where it has none. */
export function outline(schema: Json): Html {
  const branches = variants(schema);
  if (branches.length > 1 && branches.some(hasFields)) {
    return html`<ul class="fields">${branches.map(
      (branch, at) =>
        html`<li>${at === 0 ? 'either' : 'or'} ${typeOf(branch)}${inner(branch)}</li>`,
    )}</ul>`;
  }
  return hasFields(schema) ? inner(schema) : html`<p>${typeOf(schema)}</p>`;
}

function inner(schema: Json): Html {
  const inside = schema.type === 'array' ? (schema.items as Json) : schema;
  const { properties, required = [] } = inside as { properties?: Json; required?: string[] };
  if (!properties) return NOTHING;
  return html`<ul class="fields">${Object.entries(properties).map(
    ([name, field]) =>
      html`<li><code>${name}</code> <span class="quiet">${typeOf(field as Json)}${
        required.includes(name) ? '' : ', optional'
      }</span>${nested(field as Json)}</li>`,
  )}</ul>`;
}

function nested(schema: Json): Html {
  const [branch = schema] = variants(schema).filter(hasFields);
  return hasFields(branch) ? inner(branch) : NOTHING;
}

function hasFields(schema: Json): boolean {
  const inside = schema.type === 'array' ? ((schema.items ?? {}) as Json) : schema;
  return inside.properties !== undefined;
}

function variants(schema: Json): Json[] {
  return (schema.anyOf ?? schema.oneOf ?? [schema]) as Json[];
}

/** Such as `text, at most 100 characters` or `"active" or "paused"`. */
export function typeOf(schema: Json): string {
  const branches = variants(schema);
  if (branches.length > 1) return [...new Set(branches.map(typeOf))].join(' or ');
  if (schema.$ref !== undefined) return 'any JSON';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  }
  const types = ([] as unknown[]).concat(schema.type ?? 'any JSON');
  const names = types.map((type) => NAMES[String(type)] ?? String(type)).join(' or ');
  const kind = types.includes('array') ? listOf(schema) : names;
  return [formatOf(schema) ?? kind, ...limitsOf(schema)].join(', ');
}

const NAMES: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'whole number',
  object: 'object',
};

function listOf({ items }: Json): string {
  return hasFields((items ?? {}) as Json) ? 'list of objects' : `list of ${typeOf(items as Json)}`;
}

function formatOf({ format, pattern }: Json): string | null {
  if (format === 'date-time') return 'time such as 2026-11-21T09:00:00Z';
  if (format === 'date') return 'day such as 2026-11-21';
  const id = /^\^([a-z]{3})_/.exec(String(pattern));
  return id ? `id, ${id[1]}_…` : null;
}

function limitsOf(schema: Json): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems } = schema;
  const limits: string[] = [];
  if (minimum !== undefined && maximum !== Number.MAX_SAFE_INTEGER) {
    limits.push(`${minimum} to ${maximum}`);
  }
  if (typeof minLength === 'number' && minLength > 1)
    limits.push(`at least ${minLength} characters`);
  if (maxLength !== undefined) limits.push(`at most ${maxLength} characters`);
  if (minItems !== undefined) limits.push(`at least ${minItems}`);
  if (maxItems !== undefined) limits.push(`at most ${maxItems}`);
  if (schema.default !== undefined) limits.push(`by default ${JSON.stringify(schema.default)}`);
  return limits;
}
