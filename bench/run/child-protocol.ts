/** The main process asks, a child answers; both speak over the channel that Node opens for a forked process. */
export interface Call {
  id: number;
  name: string;
  input: unknown;
}

export type Answer = { id: number; value: unknown } | { id: number; error: string };

/** What a child of the bench offers; it ends with its parent. */
export function serve(calls: Readonly<Record<string, (input: never) => Promise<unknown>>>): void {
  process.once('disconnect', () => process.exit(0));
  process.on('message', ({ id, name, input }: Call) => {
    const call = calls[name];
    const work = call ? Promise.resolve().then(() => call(input as never)) : Promise.reject(new Error(`No call ${name}`));
    work.then(
      (value) => process.send?.({ id, value: value ?? null } satisfies Answer),
      (error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies Answer),
    );
  });
  process.send?.({ id: 0, value: 'ready' } satisfies Answer);
}
