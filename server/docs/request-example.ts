import type { Entry } from './reference-page.ts';

/** The request as it stands on the wire, with placeholders for what only the reader has. */
export function requestExample({
  method,
  path,
  security,
  parameters = [],
  requestBody,
}: Entry): string {
  const query = new URLSearchParams();
  for (const { in: place, name, example } of parameters) {
    if (place !== 'query' || example === undefined) continue;
    for (const value of [example].flat()) query.append(name, String(value));
  }
  const url = query.size > 0 ? `${path}?${query}` : path;
  const [body] = Object.entries(requestBody?.content ?? {});
  return [
    `${method} ${url}`,
    ...credential(security),
    ...(body ? [`Content-Type: ${body[0]}`, '', bodyText(body[0], body[1].example)] : []),
  ].join('\n');
}

function credential(security: Entry['security']): string[] {
  const [first] = security;
  if (!first) return [];
  return [`Authorization: Bearer ${'session' in first ? 'kts_…' : 'kt_…'}`];
}

/** An example as it is sent. */
export function bodyText(type: string, example: unknown): string {
  return type === 'application/x-www-form-urlencoded'
    ? new URLSearchParams(example as Record<string, string>).toString()
    : JSON.stringify(example, null, 2);
}
