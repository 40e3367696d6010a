/**
 * `npm run erasures -- list > file | replay <file>`: kept beside each copy of the database, done again after one was
 * restored.
 */
import { readFileSync } from 'node:fs'
import { endAllSessions } from '#app/domain/accounts/end-all-sessions.server.ts'
import { listErasures, readErasures, replayErasures } from '#app/domain/data-rights/replay-erasures.server.ts'
import { connect } from './connect.ts'
import { stopAll, untilStopped } from './until-stopped.ts'

const USAGE = `npm run erasures -- list            every erasure, one a line: keyed hashes, and nobody's name
npm run erasures -- replay <file>   does again those that a restored copy does not know of, and ends every session`

untilStopped(async () => {
  const [command, file] = process.argv.slice(2)
  if (command === 'list') {
    await connect()
    for (const line of await listErasures()) console.log(JSON.stringify(line))
    return stopAll(0)
  }
  if (command === 'replay' && file) {
    const lines = readErasures(readFileSync(file, 'utf8'))
    await connect()
    console.log(`${await replayErasures(lines, new Date())} erasures done again`)
    console.log(`${await endAllSessions()} sessions ended`)
    return stopAll(0)
  }
  console.error(USAGE)
  return stopAll(2)
})
