import { setFlagsFromString } from 'node:v8'

/**
 * V8 lets a heap grow while the machine has room: 530 MB after ten thousand pages, or above an import of 80,000 lines, of which
 * nothing is in use. Held closer, pages stay at 250 MB and the import at 130, for as much work a second (test/bench/README.md).
 */
export function keepHeapSmall(): void {
  for (const flag of ['--semi-space-growth-factor=1', '--heap-growing-percent=30']) setFlagsFromString(flag)
}
