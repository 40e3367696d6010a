/** The text twin of a letter says what the letter says: a code or an address in a heading is no shouting. */
import { beforeAll, expect, test } from 'vitest'
import { putMail } from '#app/domain/mail/put-mail.server.ts'
import { headingsLetter } from '../../factories/headings-letter.tsx'
import { addPeople, apply, inside } from '../../factories/world.ts'
import { useDatabase } from '../../setup/database.ts'
import { useLetters, useMails } from '../../setup/mails.ts'

useDatabase()
const mails = useMails()

useLetters(headingsLetter)
beforeAll(async () => {
  await apply('supmeca')
})

test('headings of every rank stay as they are written', async () => {
  const [person] = await addPeople('supmeca', [{ values: { firstName: 'Zoé', primaryEmail: 'zoe@exemple.fr' } }])
  const mail = { key: 'k', kind: 'test.headings', to: 'zoe@exemple.fr', language: 'fr', data: {} } as const
  await inside('supmeca', (query, { id }) =>
    putMail(query, id, { ...mail, personId: person!.id }, new Date(Date.now() - 1000)),
  )
  const { text } = (await mails.send('supmeca')).at(-1)!
  for (const words of ['Votre code aB3xY', 'Ouvrir exemple.test/aZ', 'https://exemple.test/aZ?k=Qr', 'Prénom de Zoé'])
    expect(text).toContain(words)
})
