/**
 * Lets so many calls go at once, and the others in their order. A browser opens six connections to one server, so more
 * would not be quicker; and to begin forty in one moment keeps the page from answering.
 */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private going = 0;

  constructor(private readonly most: number) {}

  async pass<T>(call: () => Promise<T>): Promise<T> {
    if (this.going === this.most) {
      await new Promise<void>((go) => this.waiting.push(go));
    } else {
      this.going += 1;
    }
    try {
      return await call();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) {
        this.going -= 1;
      } else {
        next();
      }
    }
  }
}
