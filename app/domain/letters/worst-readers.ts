/**
 * Readers with whom a letter is looked at before it leaves (B19): nobody's own data, and harder than anybody's. Pure.
 */
import type { TagValues } from './tags.ts'

export const WORST_READERS = ['nameless', 'long', 'rtl', 'signs'] as const
export type WorstReader = (typeof WORST_READERS)[number]

interface Reader {
  values: TagValues
  /** As `duesEnd` of a letter's mail: never paid, long ago, for life, far ahead. */
  duesEnd?: string | null
}

export const READERS: Readonly<Record<WorstReader, Reader>> = {
  nameless: { values: { prenom: null, nom: null, promotion: null } },
  long: {
    values: {
      prenom: 'Marie-Antoinette-Éléonore-Wilhelmine',
      nom: 'de La Rochefoucauld-Montbéliard d’Estaing de Saint-Barthélemy',
      promotion: '1987',
    },
    duesEnd: '2019-01-01',
  },
  rtl: { values: { prenom: 'ياسمين', nom: 'بن عبد الله', promotion: '2014' }, duesEnd: null },
  signs: { values: { prenom: "D’Arcy <b>O'Neill</b>", nom: '& "Cie"', promotion: '2001' }, duesEnd: '2099-01-01' },
}
