/**
 * What a guess at the passphrase costs: RFC 9106, second recommended option but for one
 * lane, which is all that a browser runs. `memorySize` in KiB.
 */
export const ARGON2_COST = { memorySize: 64 * 1024, iterations: 3, parallelism: 1 };
