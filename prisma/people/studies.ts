/** What synthetic people studied, and the numbers the school gave them. Pure. */
import { ACTIVITIES, ALUMNI_ACTIVITIES } from './life.data.ts'
import { entriesOf, type Random, Weighted } from './random.ts'
import type { Studies } from './record.ts'
import { GENERAL, type Programme, SCHOOLS } from './schools.data.ts'

const activities = entriesOf(ACTIVITIES)
const alumniActivities = entriesOf(ALUMNI_ACTIVITIES)
const PREPARATIONS = [
  'Classe préparatoire MPSI',
  'Classe préparatoire PCSI',
  'Cycle préparatoire intégré',
  'Admission parallèle (BUT)',
]
const ELSEWHERE = [
  'Université de technologie',
  'Institut d’administration des entreprises',
  'Université de Montréal',
  'Politecnico',
]

/** How one school's people are given diplomas. */
export interface Award {
  programmesIn(year: number): Weighted<Programme>
  schoolName: string
  /** Made of the name: two schools have different people under one seed. */
  number: number
}

/** @param school slug of a demo association, or the name of any other school */
export function awardsOf(school: string): Award {
  const known = SCHOOLS[school]
  const programmes = known?.programmes ?? GENERAL
  const byYear = new Map<number, Weighted<Programme>>()
  const programmesIn = (year: number) => {
    let weighted = byYear.get(year)
    if (!weighted) {
      const open = programmes.filter((programme) => programme.from <= year && year <= programme.to)
      weighted = new Weighted(open.length > 0 ? open : programmes, (programme) => programme.weight)
      byYear.set(year, weighted)
    }
    return weighted
  }
  const number = Array.from(school).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 1_000_003, 7)
  return { programmesIn, schoolName: known?.name ?? school, number }
}

/**
 * Two digits of the year, then the person's place in the seed; another seed than 1 is told at the end, so that seeds
 * add up.
 */
function studentNumber(promotion: number, index: number, seed: number): string {
  const number = String(promotion).slice(-2) + String(index).padStart(6, '0')
  return seed === 1 ? number : `${number}-${seed}`
}

/** @param now year in which the data are looked at: later promotions are still students */
export function drawStudies(
  random: Random,
  award: Award,
  who: { promotion: number; index: number; seed: number; now: number },
): Studies {
  const { promotion, index, now } = who
  const { programme, diploma, specialities } = award.programmesIn(promotion).draw(random)
  const yearsLeft = promotion - now
  const isEngineer = programme === 'ING'
  const number = studentNumber(promotion, index, who.seed)
  const isGraduate = yearsLeft <= 0 && !random.chance(0.015)
  return {
    promotion,
    diploma: diploma.replace('%', award.schoolName),
    programme,
    speciality: random.pick(specialities) || null,
    level: yearsLeft >= 2 ? 'A1' : yearsLeft === 1 ? 'A2' : 'A3',
    apprenticeship: promotion > 1995 && random.chance(0.18),
    diplomaState: isGraduate ? 'Diplômé' : yearsLeft > 0 ? 'En cours' : 'Non diplômé',
    prepCycle: isEngineer ? random.pick(PREPARATIONS) : null,
    engineeringCycle: isEngineer ? `${promotion - 3}-${promotion}` : null,
    labellis: random.chance(0.04) ? 'Certificat obtenu' : null,
    otherDiplomas: random.chance(0.12)
      ? [{ diploma: 'Master', school: random.pick(ELSEWHERE), year: promotion + random.between(1, 6) }]
      : [],
    schoolActivities: random.chance(0.45) ? random.several(activities, random.between(1, 3)).join(', ') : null,
    alumniActivities: random.chance(0.12) ? random.pick(alumniActivities) : null,
    studentNumber: number,
    diplomaNumber: isGraduate ? `D${number}` : null,
    registrationNumber: isGraduate && isEngineer ? `${promotion}-${String(index % 100_000).padStart(5, '0')}` : null,
    iesfCode: isEngineer && random.chance(0.3) ? `IESF-${number}-${random.below(10_000)}` : null,
  }
}
