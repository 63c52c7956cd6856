/** The forms of a noun by the plural rules of its language (CLDR); `other` stands for all it lacks. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Gives `1 key`, `1,200 keys` in one language. */
export function counterFor(locale: string): (count: number, forms: Forms) => string {
  // Made when first asked for: not every screen counts.
  let made: { rules: Intl.PluralRules; digits: Intl.NumberFormat } | undefined;
  return (count, forms) => {
    made ??= { rules: new Intl.PluralRules(locale), digits: new Intl.NumberFormat(locale) };
    return `${made.digits.format(count)} ${forms[made.rules.select(count)] ?? forms.other}`;
  };
}
