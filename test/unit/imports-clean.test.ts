import { describe, expect, it } from 'vitest'
import { cleanDate, cleanYear } from '#app/features/staff/imports/clean-date.ts'
import { cleanCivility, cleanName, cleanPlace } from '#app/features/staff/imports/clean-name.ts'
import { cleanPhone, samePhone } from '#app/features/staff/imports/clean-phone.ts'
import { cleanCountry, cleanPostcode } from '#app/features/staff/imports/clean-place.ts'
import * as studies from '#app/features/staff/imports/clean-studies.ts'
import { cleanValue } from '#app/features/staff/imports/clean-value.ts'
import { sameValue } from '#app/features/staff/imports/same-value.ts'
import { splitFullName } from '#app/features/staff/imports/split-name.ts'
import type { FieldId } from '#app/vocabulary/fields.ts'

const context = { home: 'FR', thisYear: 2026, numberWidth: 7 }
const clean = (field: FieldId, cell: string | number | boolean) => cleanValue(field, cell, context)

describe('names', () => {
  it.each([
    ['DUPONT', 'Dupont'],
    ['DE LA TOUR', 'de la Tour'],
    ["D'ESTAING", "d'Estaing"],
    ['O’BRIEN', 'O’Brien'],
    ['VAN DER BERG', 'Van der Berg'],
    ['LE GOFF', 'Le Goff'],
    ['JEAN-PIERRE', 'Jean-Pierre'],
    ['ŒUVRARD', 'Œuvrard'],
    ['ÉLOÏSE', 'Éloïse'],
    ['MCDONALD', 'McDonald'],
    ['dupont - durand', 'Dupont-Durand'],
    ['de Gaulle', 'de Gaulle'],
    ['MacGregor', 'MacGregor'],
    ['  Martin,', 'Martin'],
    ['ĐỨC', 'Đức'],
    ['JEANNE D’ARC', 'Jeanne d’Arc'],
  ])('%s is written %s', (typed, written) => {
    expect(cleanName(typed)).toBe(written)
    expect(cleanName(written)).toBe(written)
  })

  it('reads no-break spaces as spaces', () => {
    expect(clean('lastName', '\u00a0Le\u202fGOFF \u00a0').value).toBe('Le GOFF')
    expect(clean('firstName', ' Anne\u00a0 Marie ').value).toBe('Anne Marie')
  })

  it('splits a cell that holds both names', () => {
    expect(splitFullName('DE LA TOUR Jean Paul')).toMatchObject({ lastName: 'DE LA TOUR', firstName: 'Jean Paul' })
    expect(splitFullName('Marie DUPONT')).toMatchObject({ lastName: 'DUPONT', firstName: 'Marie' })
    expect(splitFullName('Dupont, Marie')).toMatchObject({ lastName: 'Dupont', firstName: 'Marie' })
    expect(splitFullName('Mme Marie Dupont')).toMatchObject({ lastName: 'Dupont', firstName: 'Marie' })
  })

  it('gives civilities two forms', () => {
    expect(['M', 'M.', 'Monsieur', 'MR', 'homme', 'H'].map(cleanCivility)).toEqual(Array(6).fill('M.'))
    expect(['Mme', 'MLLE', 'Mademoiselle', 'Mrs', 'Ms.', 'F'].map(cleanCivility)).toEqual(Array(6).fill('Mme'))
    expect(cleanCivility('Chanoine')).toBe('Chanoine')
  })

  it('writes towns as people do', () => {
    expect(cleanPlace('SAINT-OUEN-SUR-SEINE')).toBe('Saint-Ouen-sur-Seine')
    expect(cleanPlace("L'HAŸ-LES-ROSES")).toBe("L'Haÿ-les-Roses")
    expect(cleanPlace('LYON CEDEX 03')).toBe('Lyon CEDEX 03')
    expect(cleanPlace('Le Havre')).toBe('Le Havre')
  })
})

describe('years and days', () => {
  it.each([
    ['2018/2019', 2019],
    ['2018-2019', 2019],
    ['2018-19', 2019],
    ['1999/2000', 2000],
    ['1999/00', 2000],
    [2019, 2019],
    ['2019.0', 2019],
    ['Promo 98', 1998],
    ['P2019', 2019],
    ['juin 2012', 2012],
    ['12/06/2012', 2012],
    ['2012-06-15', 2012],
    [43_466, 2019],
    ['28', 2028],
  ])('promotion %s is %s', (raw, year) => expect(cleanYear(raw, 2026)).toBe(year))

  it('refuses years that are none', () => {
    for (const raw of ['A3', '0', '3019', '1789', 'inconnue', '12345678']) expect(cleanYear(raw, 2026)).toBeUndefined()
    expect(clean('promotion', 'A3')).toEqual({ issue: 'bad-year' })
  })

  it.each([
    ['22/11/1958', '1958-11-22'],
    ['22.11.58', '1958-11-22'],
    ['22-11-1958', '1958-11-22'],
    ['1958-11-22', '1958-11-22'],
    ['1958-11-22T00:00:00Z', '1958-11-22'],
    ['1er mars 1990', '1990-03-01'],
    ['12 février 1995', '1995-02-12'],
    ['12 Feb 1995', '1995-02-12'],
    ['03/25/1990', '1990-03-25'],
    [34_749, '1995-02-19'],
    ['34749', '1995-02-19'],
    ['03/1990', '1990-03'],
    ['mars 1990', '1990-03'],
    ['1990', '1990'],
    [1990, '1990'],
  ])('the day %s is %s', (raw, day) => expect(cleanDate(raw, 2026)).toBe(day))

  it('refuses days that never were', () => {
    for (const raw of ['31/02/1990', '00/00/0000', 'bientôt', '45/45/1990'])
      expect(cleanDate(raw, 2026)).toBeUndefined()
  })
})

describe('phones', () => {
  const at = (raw: string | number, country?: string, postcode?: string, home = 'FR') =>
    cleanPhone(raw, { home, country, postcode }).value

  it.each([
    [607_569_603, undefined, undefined, '+33607569603'],
    ['06.07.56.96.03', 'FR', '75015', '+33607569603'],
    ['+33 (0)6 07 56 96 03', 'FR', '75015', '+33607569603'],
    ['0033607569603', undefined, undefined, '+33607569603'],
    ['33607569603', 'FR', '75015', '+33607569603'],
    ['6,07569603E+08', 'FR', '75015', '+33607569603'],
    ['607569603.0', 'FR', '75015', '+33607569603'],
    ['0637641046', 'MA', '20000', '+33637641046'],
    ['0692 12 34 56', 'FR', '97400', '+262692123456'],
    ['692123456', 'FR', '97400', '+262692123456'],
    ['+41 22 908 29 00', 'CH', '1201', '+41229082900'],
    ['020 7946 0958', 'GB', 'SW1A 1AA', '+442079460958'],
    ['(514) 555-0123', 'CA', 'H2X 1Y4', '+15145550123'],
    ['6123 4567', 'SG', '018956', '+6561234567'],
    ['+1 514 555 0123', 'FR', '75015', '+15145550123'],
  ])('%s at home in %s is %s', (raw, country, postcode, e164) => expect(at(raw, country, postcode)).toBe(e164))

  it('reads a number as the association’s own country would', () => {
    expect(at('0471 12 34 56', undefined, undefined, 'BE')).toBe('+32471123456')
    expect(at('020 7946 0958', undefined, undefined, 'GB')).toBe('+442079460958')
  })

  it('reports what is no number and keeps what only might be one', () => {
    expect(clean('mobilePhone', 'à demander')).toEqual({ issue: 'bad-phone' })
    expect(clean('mobilePhone', '1234')).toEqual({ issue: 'bad-phone' })
    expect(clean('mobilePhone', '06 07 56 96')).toEqual({ value: '06 07 56 96', issue: 'odd-phone' })
    expect(clean('mobilePhone', '06 07 56 96 03 / 01 40 00 00 00')).toEqual({
      ...{ value: '+33607569603', issue: 'several-phones' },
    })
    expect(clean('mobilePhone', '06/07/56/96/03')).toEqual({ value: '+33607569603' })
    expect(clean('mobilePhone', '-')).toEqual({})
  })

  it('knows one number in two spellings', () => {
    expect(samePhone('+33637641046', '+212637641046')).toBe(true)
    expect(samePhone('+33637641046', '06 37 64 10 46')).toBe(true)
    expect(samePhone('+33637641046', '+33637641047')).toBe(false)
  })
})

describe('places', () => {
  it.each([
    ['1000', 'FR', '01000'],
    ['1000', undefined, '01000'],
    ['75015', 'FR', '75015'],
    ['F-75 015', 'FR', '75015'],
    ['1000.0', 'FR', '01000'],
    ['75116 CEDEX 16', 'FR', '75116'],
    ['1201', 'CH', '1201'],
    ['018956', 'SG', '018956'],
    ['SW1A 1AA', 'GB', 'SW1A 1AA'],
    ['1000', 'BE', '1000'],
  ])('post code %s in %s is %s', (typed, country, whole) => expect(cleanPostcode(typed, country)).toBe(whole))

  it('knows countries under their names', () => {
    expect(['FRANCE', 'fr', 'France métropolitaine'].map((name) => cleanCountry(name).code)).toEqual(['FR', 'FR', 'FR'])
    expect(['Royaume-Uni', 'UK', 'United Kingdom', 'Angleterre'].map((name) => cleanCountry(name).name)).toEqual(
      Array(4).fill('Royaume-Uni'),
    )
    expect(['USA', 'Etats-Unis', 'États-Unis', 'United States'].map((name) => cleanCountry(name).code)).toEqual(
      Array(4).fill('US'),
    )
    expect(['Germany', 'Allemagne', 'Russie', 'Myanmar (Birmanie)'].map((name) => cleanCountry(name).code)).toEqual([
      'DE',
      'DE',
      'RU',
      'MM',
    ])
    expect(cleanCountry('SYLDAVIE')).toEqual({ name: 'Syldavie' })
  })
})

describe('studies', () => {
  const widthOf = (numbers: string[]) => {
    const widths = studies.emptyWidths()
    for (const number of numbers) studies.surveyNumber(widths, number)
    return studies.paddingWidth(widths)
  }

  it('finds the width of numbers that lost their zeros, and only of those', () => {
    expect(widthOf(['1810000', '8910001', '710007'])).toBe(7)
    expect(widthOf(['710007', '0710008', '10009'])).toBe(7)
    expect(widthOf(['7', '85', '1234', '99', '100'])).toBe(0)
    expect(widthOf(Array.from({ length: 120_000 }, (_, i) => String(i + 1)))).toBe(0)
    expect(widthOf(['AB12', 'CD13'])).toBe(0)
    expect(studies.cleanStudentNumber('710007', 7)).toBe('0710007')
    expect(studies.cleanStudentNumber('ab 12', 7)).toBe('AB12')
    expect(studies.numberKey('0710007')).toBe(studies.numberKey('710007'))
  })

  it('gives states, programmes and yes or no one form each', () => {
    expect(['Diplômée', 'OUI', 'graduated'].map(studies.cleanDiplomaState)).toEqual(Array(3).fill('Diplômé'))
    expect(['non diplômé', 'ajourné'].map(studies.cleanDiplomaState)).toEqual(Array(2).fill('Non diplômé'))
    expect(studies.cleanDiplomaState('Diplôme différé')).toBe('Diplôme différé')
    expect(['ing', 'MSC', 'Génie civil'].map(studies.cleanProgramme)).toEqual(['ING', 'MSc', 'Génie civil'])
    expect(['oui ', 'O', '1', 'x', 'Apprenti'].map((word) => clean('apprenticeship', word).value)).toEqual(
      Array(5).fill(true),
    )
    expect(['Non', 'N', 0, false].map((word) => clean('apprenticeship', word).value)).toEqual(Array(4).fill(false))
    expect(clean('apprenticeship', 'peut-être')).toEqual({ issue: 'bad-boolean' })
  })
})

describe('e-mails and empty cells', () => {
  it('are kept, repaired or reported', () => {
    expect(clean('primaryEmail', ' Jean.Dupont@Exemple.FR; ')).toEqual({ value: 'jean.dupont@exemple.fr' })
    expect(clean('primaryEmail', 'mailto:a@b.fr')).toEqual({ value: 'a@b.fr' })
    expect(clean('primaryEmail', 'a@b.fr; c@d.fr')).toEqual({ value: 'a@b.fr', issue: 'several-emails' })
    for (const bad of ['pas de mail', 'a@b', 'a b@c.fr d', 'a..b@c.fr', '@c.fr', 'jean@'])
      expect(clean('primaryEmail', bad)).toEqual({ issue: 'bad-email' })
    expect(clean('homeCity', '#N/A')).toEqual({ issue: 'cell-error' })
    for (const nothing of ['', ' \u00a0', '-', 'néant', 'N/A']) expect(clean('homeCity', nothing)).toEqual({})
    expect(clean('lastName', 'Null')).toEqual({ value: 'Null' })
  })
})

describe('the same value', () => {
  it('is seen through its spelling', () => {
    expect(sameValue('lastName', 'Le Goff', 'LE GOFF')).toBe(true)
    expect(sameValue('lastName', 'Lefèvre', 'Lefevre')).toBe(true)
    expect(sameValue('lastName', 'Lefevre', 'Lefèvre')).toBe(false)
    expect(sameValue('lastName', "O'Brien", 'O’Brien')).toBe(true)
    expect(sameValue('homeCity', 'Saint-Denis', 'SAINT DENIS')).toBe(true)
    expect(sameValue('apprenticeship', null, false)).toBe(true)
    expect(sameValue('apprenticeship', false, true)).toBe(false)
    expect(sameValue('programme', 'Ingénieur', 'ING')).toBe(true)
    expect(sameValue('homeCountry', 'United Kingdom', 'Royaume-Uni')).toBe(true)
    expect(sameValue('birthDate', '1990-03-01', '1990')).toBe(true)
    expect(sameValue('birthDate', '1990', '1990-03-01')).toBe(false)
    expect(sameValue('promotion', 2018, 2019)).toBe(false)
    expect(sameValue('homeCity', null, 'Lyon')).toBe(false)
    expect(sameValue('skills', ['Java', 'C++'], ['c++'])).toBe(true)
    expect(sameValue('skills', ['C'], ['C++'])).toBe(false)
  })
})
