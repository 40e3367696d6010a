/**
 * Writes the school's file that import.bench.ts imports: `workbook-process.ts <path> <lines>`. A process of its own, so
 * that the memory of the one that imports is its own.
 */
import exceljs from 'exceljs'
import { generatePeople } from '../../prisma/people/people.ts'
import type { PersonRecord } from '../../prisma/people/record.ts'

const HEADINGS = [
  ...['Civilité', 'Prénom', 'Nom', 'Date de naissance', 'Lieu de naissance', 'Mail', 'Mail perso', 'Portable'],
  ...['Tél. fixe', 'Adresse', 'Code postal', 'Ville', 'Pays', 'Promotion', 'Diplôme', 'Formation', 'Spécialité'],
  ...['N° élève', 'État du diplôme', 'Entreprise', 'Fonction', 'Secteur'],
]
/** One line in so many stands twice; one in so many is another diploma of the same person. */
const REPEATED = 50
const SECOND_DIPLOMA = 200

function lineOf(one: PersonRecord): exceljs.CellValue[] {
  return [
    ...[one.civility, one.firstName, one.lastName, one.birthDate, one.birthPlace, one.primaryEmail],
    ...[one.secondaryEmail, one.mobilePhone, one.homePhone, one.homeAddress, one.homePostcode, one.homeCity],
    ...[one.homeCountry, one.promotion, one.diploma, one.programme, one.speciality, one.studentNumber],
    ...[one.diplomaState, one.company, one.jobTitle, one.workField],
  ]
}

async function write(path: string, lines: number): Promise<void> {
  const book = new exceljs.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true })
  const sheet = book.addWorksheet('Liste')
  sheet.addRow(HEADINGS).commit()
  let written = 0
  for (const person of generatePeople({ count: lines, seed: 77, school: 'isep' })) {
    const copies = person.index % REPEATED === 0 ? 2 : 1
    for (let i = 0; i < copies && written < lines; i++, written++) sheet.addRow(lineOf(person)).commit()
    if (person.index % SECOND_DIPLOMA !== 1 || written >= lines) continue
    sheet.addRow(lineOf({ ...person, diploma: 'Mastère Spécialisé', promotion: person.promotion + 3 })).commit()
    written++
  }
  sheet.commit()
  await book.commit()
}

await write(process.argv[2]!, Number(process.argv[3]))
