/** Readers that misbehave by rule, within the limits that a test sets. */
interface Input {
  does: 'spin' | 'swell' | 'swell-outside' | 'die' | 'throw' | 'count' | 'environment'
  pieces?: number
}

export async function* read({ does, pieces = 1 }: Input): AsyncGenerator<unknown> {
  if (does === 'spin') while (Date.now() > 0);
  const kept: unknown[] = []
  if (does === 'swell') for (;;) kept.push(Array.from({ length: 10_000 }, (_, i) => ({ i })))
  // Slowly, so that the look at its memory comes first.
  if (does === 'swell-outside')
    for (;;) {
      kept.push(Buffer.alloc(8 * 1024 * 1024, 1))
      await new Promise((done) => setTimeout(done, 10))
    }
  if (does === 'die') process.kill(process.pid, 'SIGSEGV')
  if (does === 'throw') throw Object.assign(new Error('no good'), { code: 'bad', detail: { line: 7 } })
  if (does === 'environment') yield Object.keys(process.env)
  else for (let piece = 0; piece < pieces; piece++) yield { piece, at: Date.now() }
}
