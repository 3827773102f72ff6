export interface JsonProblem {
  /** The line and the column, from 1. */
  line: number;
  column: number;
  message: string;
}

const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: strings of JSON have none.
  /[ \t\r\n]+|[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Tells where a text stops to be JSON, and which member an object has twice; null if the text is well. */
export function jsonProblem(text: string): JsonProblem | null {
  try {
    new Reading(text).document();
    return null;
  } catch (problem) {
    if (problem instanceof Misreading) {
      const before = text.slice(0, problem.at).split("\n");
      return { line: before.length, column: (before.at(-1) ?? "").length + 1, message: problem.message };
    }
    throw problem;
  }
}

/** The problem as a sentence that names the line. */
export function jsonErrorText(text: string): string | undefined {
  const problem = jsonProblem(text);
  return problem === null ? undefined : `Line ${problem.line}, column ${problem.column}: ${problem.message}`;
}

class Misreading extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads JSON only to find the first place that is wrong: the messages of browsers do not always tell it. */
class Reading {
  private at = 0;
  private next = "";

  constructor(private readonly text: string) {
    this.advance();
  }

  document(): void {
    this.value();
    if (this.next !== "") {
      throw new Misreading(this.at, `There is text after the end of the document: ${this.shown()}.`);
    }
  }

  private advance(): void {
    this.at += this.next.length;
    for (;;) {
      TOKEN.lastIndex = this.at;
      this.next = TOKEN.exec(this.text)?.[0] ?? "";
      if (this.next === "" && this.at < this.text.length) {
        throw new Misreading(this.at, this.strange());
      }
      if (this.next.trim() !== "" || this.next === "") {
        return;
      }
      this.at += this.next.length;
    }
  }

  private strange(): string {
    return this.text[this.at] === '"'
      ? "This string does not end on its line, or has a character that needs a backslash."
      : `${this.text[this.at]} cannot stand here.`;
  }

  private shown(): string {
    return this.next === "" ? "the end of the text" : this.next;
  }

  private value(): void {
    if (this.next === "{") {
      this.object();
    } else if (this.next === "[") {
      this.array();
    } else if (this.next === "" || "}],:".includes(this.next)) {
      throw new Misreading(this.at, `A value is expected, and there is ${this.shown()}.`);
    } else {
      this.advance();
    }
  }

  private object(): void {
    const names = new Set<string>();
    this.list("}", () => {
      if (!this.next.startsWith('"')) {
        throw new Misreading(this.at, `A name in double quotes is expected, and there is ${this.shown()}.`);
      }
      if (names.has(this.next)) {
        throw new Misreading(this.at, `${this.next} is there twice.`);
      }
      names.add(this.next);
      this.advance();
      if (this.next !== ":") {
        throw new Misreading(this.at, `A colon is expected, and there is ${this.shown()}.`);
      }
      this.advance();
      this.value();
    });
  }

  private array(): void {
    this.list("]", () => this.value());
  }

  private list(end: string, entry: () => void): void {
    this.advance();
    if (this.next === end) {
      this.advance();
      return;
    }
    for (;;) {
      entry();
      if (this.next === end) {
        this.advance();
        return;
      }
      if (this.next !== ",") {
        throw new Misreading(this.at, `A comma or ${end} is expected, and there is ${this.shown()}.`);
      }
      this.advance();
    }
  }
}
