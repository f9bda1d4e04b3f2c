/** What the supervisor says: news on standard output, problems on standard error, one line each. */
export interface Terminal {
  say(line: string): void;
  problem(line: string): void;
}

export const terminal: Terminal = {
  say: (line) => console.log(line),
  problem: (line) => console.error(line),
};
