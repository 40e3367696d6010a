import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets a heap grow while the machine has room: 530 MB after ten thousand pages, or above an import of 80,000 lines,
 * of which nothing is in use. Pages are as quick with a young generation that stays at the eight megabytes it begins
 * with (web-flags.ts; 250 MB of memory in all); an import makes so much that lives on for a batch that this costs it a
 * third more processor time, so work keeps V8's own there (test/bench/README.md).
 * @param kind what the process is for: answering pages, or work of some seconds or minutes
 */
export function keepHeapSmall(kind: 'pages' | 'work'): void {
  const flags =
    kind === 'pages' ? ['--semi-space-growth-factor=1', '--heap-growing-percent=30'] : ['--heap-growing-percent=50']
  for (const flag of flags) setFlagsFromString(flag)
}
