import type { Rule, UnnumberedRule } from './rules.ts';

export interface RuleChange {
  removeRuleIds: number[];
  addRules: Rule[];
}

/** What turns the rules that are there into those that are wanted, leaving equal ones alone. */
export function diffRules(wanted: UnnumberedRule[], present: Rule[]): RuleChange {
  const missing = new Map(wanted.map((rule) => [fingerprint(rule), rule]));
  const removeRuleIds: number[] = [];
  const taken = new Set<number>();
  for (const rule of present) {
    taken.add(rule.id);
    if (!missing.delete(fingerprint(rule))) removeRuleIds.push(rule.id);
  }
  let id = 0;
  const addRules = [...missing.values()].map((rule) => {
    do id++;
    while (taken.has(id));
    return { id, ...rule };
  });
  return { removeRuleIds, addRules };
}

/**
 * The same text for the same rule, whatever its id and the order of its properties.
 * Firefox gives back null for each property that a rule does not have.
 */
function fingerprint(rule: UnnumberedRule): string {
  const { priority, action, condition } = rule;
  return JSON.stringify({ priority, action, condition }, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([, part]) => part !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value,
  );
}
