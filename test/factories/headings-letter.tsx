/** A letter with headings of every rank that letters may use. */
import { defineLetter, type Letter } from '#app/domain/mail/letter.ts'

export const headingsLetter = defineLetter<Record<string, never>>({
  kind: 'test.headings',
  subject: () => 'x',
  body: () => (
    <>
      <h1>Votre code aB3xY</h1>
      <h2>
        <a href="https://exemple.test/aZ?k=Qr">Ouvrir exemple.test/aZ</a>
      </h2>
      <h3>Prénom de Zoé</h3>
      <p>fin</p>
    </>
  ),
}) as unknown as Letter
