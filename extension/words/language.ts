const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Of a BCP 47 tag, as the browser gives its own; English where there is no better. */
export function languageOf(tag: string): Language {
  const [base] = tag.toLowerCase().split('-');
  return LANGUAGES.find((one) => one === base) ?? 'en';
}
