/** The school's file that benches read, written once by a process of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { note } from './report.ts'
import { FOLDER } from './world.ts'

/** @returns the path of a workbook of so many lines */
export function schoolWorkbook(lines: number): string {
  const path = join(FOLDER, `liste-${lines}.xlsx`)
  if (!existsSync(path)) {
    note(`writing ${path}`)
    const { status } = spawnSync(process.execPath, ['test/bench/workbook-process.ts', path, String(lines)])
    if (status !== 0) throw new Error(`${path} could not be written`)
  }
  return path
}
