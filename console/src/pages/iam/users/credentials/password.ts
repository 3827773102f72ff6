const SETS = ["ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "!@#$%^&*()_+-=[]{}|"] as const;
const LENGTH = 20;

/** Makes a password of characters that are not mistaken for others, with some of each kind that a password policy can ask for. */
export function newPassword(length = LENGTH, random: (bound: number) => number = below): string {
  const all = SETS.join("");
  const characters = Array.from({ length: Math.max(length, LENGTH) }, (_none, index) =>
    pick(SETS[index] ?? all, random),
  );
  for (let last = characters.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? "", characters[last] ?? ""];
  }
  return characters.join("");
}

function pick(from: string, random: (bound: number) => number): string {
  return from.charAt(random(from.length));
}

/** Returns a random number below the bound, each with the same chance. */
function below(bound: number): number {
  const limit = 2 ** 32 - (2 ** 32 % bound);
  for (;;) {
    const number = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
    if (number < limit) {
      return number % bound;
    }
  }
}
