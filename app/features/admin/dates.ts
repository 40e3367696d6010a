/** Instants and civil days as the administration's pages show them: Paris time, whatever the machine. Pure. */
import { ZONE } from '../../tenant/civil-day.ts'

function locale(language: string): string {
  return language === 'en' ? 'en-GB' : 'fr-FR'
}

/** @returns « 22/11/2026 ». */
export function dayText(iso: string, language: string): string {
  return new Intl.DateTimeFormat(locale(language), {
    ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
    timeZone: ZONE,
  }).format(new Date(iso))
}

/** @returns « 22/11/2026 14:05 ». */
export function momentText(iso: string, language: string): string {
  const time = new Intl.DateTimeFormat(locale(language), { hour: '2-digit', minute: '2-digit', timeZone: ZONE })
  return `${dayText(iso, language)}\u00a0${time.format(new Date(iso))}`
}

/** @returns « 12 430 ». */
export function countText(count: number, language: string): string {
  return new Intl.NumberFormat(locale(language)).format(count)
}
