/** Processes that a command watches: `npm run demo` must not go on with a dead site. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { watchChild } from '#app/cli/watch-child.ts'

function start() {
  const child = fork('test/setup/idle-process.ts', [], { execArgv: ['--disable-warning=ExperimentalWarning'] })
  const ends: string[] = []
  return { child, ends, watched: watchChild(child, (how) => ends.push(how)) }
}

test('a process killed by a signal is told, and stopping it afterwards waits for nothing', async () => {
  const { child, ends, watched } = start()
  await watched.ready
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(ends).toEqual(['was ended by SIGKILL'])
  await watched.stop()
})

test('one that ends before it was ready says so to who waits for it', async () => {
  const { child, ends, watched } = start()
  child.kill('SIGKILL')
  await expect(watched.ready).rejects.toThrow('it was ended by SIGKILL')
  expect(ends).toHaveLength(1)
})

test('one that was asked to end is no surprise', async () => {
  const { child, ends, watched } = start()
  await watched.ready
  await watched.stop()
  expect([ends, child.signalCode]).toEqual([[], 'SIGTERM'])
})
