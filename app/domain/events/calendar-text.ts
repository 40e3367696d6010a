/**
 * Calendars as every program reads them (RFC 5545): local times with their zone, whose rules stand in the file; lines
 * folded at 75 octets. Written by hand: the libraries that write them take the machine's zone for an instant's.
 */
import { tzlib_get_ical_block } from 'timezones-ical-library'
import { basicTime } from './event-times.ts'

export interface CalendarEvent {
  /** Stays the same for ever. */
  uid: string
  /** Rises with every change that calendars must notice. */
  sequence: number
  changedAt: Date
  /** `2026-11-22T18:30`, by the clock of the zone. */
  startsLocal: string
  endsLocal: string
  zone: string
  title: string
  text: string
  where: string
  url: string
  cancelled: boolean
}

export interface Calendar {
  name: string
  language: string
  events: readonly CalendarEvent[]
}

const OCTETS = 75
const encoder = new TextEncoder()

/** @returns the text as a value: no line of its own, no separator */
function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a calendar has no way to write these signs
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replaceAll('\n', '\\n')
  )
}

/** @returns one line of content, broken so that none of its parts is longer than 75 octets nor cuts a character */
function folded(line: string): string {
  const parts: string[] = ['']
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    // A continued line begins with a blank.
    const most = parts.length === 1 ? OCTETS : OCTETS - 1
    if (octets + size > most) {
      parts.push('')
      octets = 0
    }
    parts[parts.length - 1] += character
    octets += size
  }
  return parts.join('\r\n ')
}

const utc = (at: Date): string =>
  at
    .toISOString()
    .replace(/\.\d{3}/, '')
    .replace(/[-:]/g, '')

function eventLines(one: CalendarEvent): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${one.uid}`,
    `SEQUENCE:${one.sequence}`,
    `DTSTAMP:${utc(one.changedAt)}`,
    `LAST-MODIFIED:${utc(one.changedAt)}`,
    `DTSTART;TZID=${one.zone}:${basicTime(one.startsLocal)}`,
    `DTEND;TZID=${one.zone}:${basicTime(one.endsLocal)}`,
    `SUMMARY:${escaped(one.title)}`,
    ...(one.text ? [`DESCRIPTION:${escaped(one.text)}`] : []),
    ...(one.where ? [`LOCATION:${escaped(one.where)}`] : []),
    `URL:${one.url}`,
    `STATUS:${one.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'END:VEVENT',
  ]
}

/**
 * The rules by which a zone's clocks change, as lines. Some zones share the rules of another, under whose name they
 * come (La Réunion: Dubai): events name theirs, so the rules do too.
 */
function zoneLines(zone: string): string[] {
  const block = tzlib_get_ical_block(zone)[0]
  if (!block) throw new Error(`no rules of ${zone}`)
  const lines = block.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('X-LIC-LOCATION:'))
  return lines.map((line) => (line.startsWith('TZID:') ? `TZID:${zone}` : line))
}

/** @returns the calendar as a file */
export function calendarText({ name, language, events }: Calendar): string {
  const zones = [...new Set(events.map(({ zone }) => zone))]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Alumni//Agenda//${language.toUpperCase()}`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...zones.flatMap(zoneLines),
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
