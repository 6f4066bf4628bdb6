import { randomBytes } from 'node:crypto';
import { argon2id, hash, verify } from 'argon2';

/** OWASP's first choice for argon2id: about 50 ms of one core. */
const COST = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobodysHash: Promise<string> | undefined;

/** Compares in the same time whether or not the account exists (`passwordHash` null), so that accounts cannot be probed. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  nobodysHash ??= hashPassword(randomBytes(16).toString('hex'));
  const matches = await verify(passwordHash ?? (await nobodysHash), password);
  return matches && passwordHash !== null;
}

/** Makes the stand-in hash now, so that not even the first sign-in takes longer. */
export async function warmUpPasswords(): Promise<void> {
  await passwordMatches('', null);
}
