/** What synthetic people agree to and whom they admit to what: some open, some careful, some secret (S10). Pure. */
import { AUDIENCES, type Audience } from '#app/vocabulary/audiences.ts'
import { FIELD_IDS, type FieldId, SECRET_FIELDS } from '#app/vocabulary/fields.ts'
import { type Random, Weighted } from './random.ts'
import type { Privacy } from './record.ts'

type Choices = Partial<Record<FieldId, Audience>>

/** First name and promotion follow the last name (rules.md, « Persons »); secrets are nobody's to choose. */
const FOLLOWING: readonly FieldId[] = ['lastName', 'firstName', 'promotion', ...SECRET_FIELDS]
const CHOOSABLE = FIELD_IDS.filter((field) => !FOLLOWING.includes(field))

const SHOWN: readonly FieldId[] = [
  'company',
  'jobTitle',
  'workField',
  'skills',
  'socialLinks',
  'bio',
  'photo',
  'homeCity',
  'badges',
]
const FOR_RECRUITERS: readonly FieldId[] = [
  'workHistory',
  'cv',
  'skills',
  'jobTitle',
  'company',
  'workEmail',
  'speciality',
  'homeCity',
]
const INTIMATE: readonly FieldId[] = [
  'mobilePhone',
  'homePhone',
  'primaryEmail',
  'homeAddress',
  'homePostcode',
  'homeCity',
  'birthDate',
  'familyTies',
  'hobbies',
  'secondHome',
]

const CHARACTERS = ['easy-going', 'open', 'seeking', 'careful', 'secret', 'particular'] as const
const WEIGHTS = { 'easy-going': 40, open: 16, seeking: 12, careful: 14, secret: 6, particular: 12 }
const characters = new Weighted(CHARACTERS, (character) => WEIGHTS[character])

function give(choices: Choices, fields: readonly FieldId[], audience: Audience, random: Random): void {
  for (const field of fields) if (random.chance(0.75)) choices[field] = audience
}

function drawChoices(random: Random): Choices {
  const choices: Choices = {}
  const character = characters.draw(random)
  if (character === 'open') give(choices, SHOWN, 'public', random)
  else if (character === 'seeking') give(choices, FOR_RECRUITERS, 'recruiters', random)
  else if (character === 'careful') give(choices, INTIMATE, 'friends', random)
  else if (character === 'secret') {
    give(choices, SHOWN, 'friends', random)
    give(choices, INTIMATE, 'nobody', random)
  } else if (character === 'particular')
    for (let i = random.between(3, 9); i > 0; i--) choices[random.pick(CHOOSABLE)] = random.pick(AUDIENCES)
  if (random.chance(0.03)) choices.lastName = random.pick(AUDIENCES)
  return choices
}

/** Half choose for print as for the site, some keep out of it, the others leave the association's default. */
function drawPrint(random: Random, site: Choices): Choices {
  const kind = random.below(10)
  if (kind < 5) return { ...site }
  if (kind < 7) return drawChoices(random)
  const choices: Choices = {}
  if (kind < 8) give(choices, INTIMATE, 'nobody', random)
  return choices
}

/** @returns consents and audiences; both change with every person, whatever their other data. */
export function drawPrivacy(random: Random): Privacy {
  const consents = { school: random.chance(0.6), recruiters: random.chance(0.55), federation: random.chance(0.85) }
  const choicesSite = drawChoices(random)
  return { consents, choicesSite, choicesPrint: drawPrint(random, choicesSite) }
}
