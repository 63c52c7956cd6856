/**
 * How often a test of `kill -9` kills: `usually` in the normal run, where both stores
 * together make 25, and more in `npm run test:torture`.
 */
export function killRounds(usually: number): number {
  return Number(process.env.KEYTURN_KILL_ROUNDS ?? usually);
}
