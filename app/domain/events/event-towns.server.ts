/** Where the town of an event lies: by its name and the clock of the place, never by an address. */
import type { TownPoint, Towns } from '#app/domain/people/towns.server.ts'
import type { Zone } from '#app/vocabulary/zones.ts'

/** Countries whose clocks a zone shows, the likeliest first; Brussels and Geneva meet by the clock of Paris. */
const COUNTRIES: Record<Zone, readonly string[]> = {
  'Europe/Paris': ['FR', 'BE', 'CH', 'LU', 'MC', 'DE', 'ES', 'IT', 'NL', 'AT', 'DK', 'SE', 'NO', 'PL', 'CZ', 'HU'],
  'America/Guadeloupe': ['GP', 'BL', 'MF'],
  'America/Martinique': ['MQ'],
  'America/Cayenne': ['GF'],
  'America/Miquelon': ['PM'],
  'Indian/Reunion': ['RE'],
  'Indian/Mayotte': ['YT'],
  'Pacific/Noumea': ['NC'],
  'Pacific/Tahiti': ['PF'],
  'Europe/London': ['GB', 'IE', 'PT'],
  'Africa/Casablanca': ['MA'],
  'Asia/Dubai': ['AE', 'MU'],
  'Asia/Kolkata': ['IN'],
  'Asia/Singapore': ['SG', 'MY'],
  'Asia/Shanghai': ['CN', 'HK', 'TW'],
  'Asia/Tokyo': ['JP', 'KR'],
  'Australia/Sydney': ['AU'],
  'America/Toronto': ['CA', 'US'],
  'America/New_York': ['US', 'CA'],
  'America/Los_Angeles': ['US', 'CA'],
  'America/Sao_Paulo': ['BR', 'AR'],
}

/** @returns the middle of the town; undefined for one that is unknown, or that could be one of several */
export function townOfEvent(towns: Towns, city: string, zone: string): TownPoint | undefined {
  for (const country of COUNTRIES[zone as Zone] ?? []) {
    const found = towns.find({ city, postcode: null, country }, country)
    if (found) return found
  }
  return undefined
}
