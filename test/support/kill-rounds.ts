/** How often a test of `kill -9` kills: more often in `npm run test:torture`. */
export function killRounds(): number {
  return Number(process.env.KEYTURN_KILL_ROUNDS ?? 25);
}
