/**
 * Whoever lists people counts them: a file that reads people and neither counts nor says why is a hole in the budget.
 */
import type { Rule } from './house-rules.ts'
import type { SourceFile } from './source-tree.ts'

/** Doors to people, and the names that every list of people selects. */
const DOORS = ['reveal', 'visiblePerson', 'visiblePeople', 'attendeeRows']
const NAMES = /"(firstName|lastName)"/

const shows = (file: SourceFile) =>
  /^app\/(features|domain)\//.test(file.path) &&
  (file.imports.some(({ names, typeOnly }) => !typeOnly && names.some((name) => DOORS.includes(name))) ||
    file.texts.some(({ text }) => NAMES.test(text)))

/** `countAttendees` counts the lines of an event's list, for who takes its rows. */
const COUNTERS = ['countShown', 'countAttendees']

const counts = (file: SourceFile) =>
  [...file.calls.values()].some((called) => COUNTERS.some((counter) => called.has(counter)))

/** @param excused path and reason of what shows nobody, one record, or people who are the viewer's own already */
export const shownCounted =
  (excused: Readonly<Record<string, string>>): Rule =>
  (files) =>
    files
      .filter((file) => shows(file) && !counts(file) && !(file.path in excused))
      .map(({ path }) => `${path} shows people and does not count them (context/shown-people.ts)`)

/** Reasons that nobody needs any more. */
export const idleExcuses =
  (excused: Readonly<Record<string, string>>): Rule =>
  (files) =>
    Object.keys(excused)
      .filter((path) => !files.some((file) => file.path === path && shows(file) && !counts(file)))
      .map((path) => `${path} needs no excuse`)
