/** Links that put an event into a calendar on the web: they carry what everybody reads of it, and no name. Pure. */
import { basicTime } from './event-times.ts'

interface Linked {
  title: string
  startsLocal: string
  endsLocal: string
  /** The same as instants, ISO 8601. */
  startsAt: string
  endsAt: string
  zone: string
  where: string
  url: string
}

/** @returns addresses by the calendar's name */
export function calendarLinks(one: Linked): Record<'google' | 'outlook', string> {
  const google = new URLSearchParams({
    action: 'TEMPLATE',
    text: one.title,
    dates: `${basicTime(one.startsLocal)}/${basicTime(one.endsLocal)}`,
    ctz: one.zone,
    location: one.where,
    details: one.url,
  })
  const outlook = new URLSearchParams({
    rru: 'addevent',
    subject: one.title,
    startdt: one.startsAt,
    enddt: one.endsAt,
    location: one.where,
    body: one.url,
  })
  return {
    google: `https://calendar.google.com/calendar/render?${google}`,
    outlook: `https://outlook.live.com/calendar/0/deeplink/compose?${outlook}`,
  }
}
