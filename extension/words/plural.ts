/** The forms of a noun by the plural rules of its language (CLDR); `other` stands for all it lacks. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Gives `1 key`, `1,200 keys` in one language. */
export function counterFor(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (count, forms) => `${digits.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
}
