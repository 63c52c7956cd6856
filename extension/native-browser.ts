/** What the pages take for the polyfill; see `pages-build.ts`. */

const native = globalThis as { browser?: unknown; chrome?: unknown };

export default native.browser ?? native.chrome;
