/** For the pages that have no script; both colour schemes keep a contrast of 4.5 : 1 and more. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: light-dark(#1c2127, #e6e9ec);
  --quiet: light-dark(#56606a, #a3adb7);
  --line: light-dark(#d8dde2, #3a424a);
  --ground: light-dark(#ffffff, #15191d);
  --raised: light-dark(#f4f6f8, #1f252b);
  --link: light-dark(#0b57b0, #8ab8f5);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 16px/1.5 system-ui, sans-serif;
}
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.5rem 6rem; }
h1, h2, h3, h4 { line-height: 1.25; }
h2 { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { margin: 2.5rem 0 0.5rem; }
h4 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
:target { background: var(--raised); outline: 0.4rem solid var(--raised); }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
pre { margin: 0.25rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--raised); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
ul.fields { margin: 0.25rem 0; padding-left: 1.25rem; }
.quiet { color: var(--quiet); }
nav ul { columns: 18rem; padding-left: 1.25rem; }
summary { cursor: pointer; }
`;
