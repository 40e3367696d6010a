// What banks really write: signs in columns of their own, payments sent back, other money, and the formats of programs.
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readStatement } from '#app/features/money/bank/bank-statement.ts'
import { takenAddress, takenFrom } from '#app/features/money/bank/taken-address.ts'

async function read(text: string | Buffer) {
  const found = await readStatement(Buffer.from(text))
  if (!found.ok) return found.line ? `${found.fault} ${found.line}` : found.fault
  return [
    ...found.lines.map(({ line, cents }) => [line, cents] as const),
    ...found.refused.map(({ line, reason }) => [line, reason] as const),
  ].sort(([a], [b]) => a - b)
}
const table = (headings: string, ...lines: string[]) => read([headings, ...lines].join('\n'))

describe('a statement as separated text', () => {
  it('takes money sent back for money that went out, and what was taken back for money that came in', async () => {
    expect(
      await table(
        'Date;Libellé;Débit;Crédit',
        ...['27/11/2026;VIR M DUPONT;;73,00', '28/11/2026;REJET VIR;;-73,00', '28/11/2026;CHEQUE IMPAYE;;95,20-'],
        ...['28/11/2026;EXTOURNE COMMISSION;-3,50;', '29/11/2026;COMMISSION;3,50;', '29/11/2026;DEUX;3,50;3,50'],
      ),
    ).toEqual([
      [2, 7300],
      [3, -7300],
      [4, -9520],
      [5, 350],
      [6, -350],
      [7, 'amount'],
    ])
    expect(await table('Date;Libellé;Débit;Crédit', '27/11/2026;A;-3,50;', '27/11/2026;B;-4,00;0,00')).toEqual([
      [2, -350],
      [3, -400],
    ])
  })

  it.each([
    ['Sens', 'C', 'D', '?'],
    ['Sens', 'Crédit', 'Débit', 'Virement'],
    ['Débit/Crédit', 'CRÉDIT', 'DÉBIT', 'x'],
    ['D/C', 'c', 'd', ''],
    ['Signe', '+', '−', '±'],
    ['S/H', 'H', 'S', 'X'],
    ['Type', 'Crédit', 'Débit', 'Frais'],
  ])(
    'reads in and out from « %s », and refuses a line whose word it does not know',
    async (heading, into, out, odd) => {
      const named = heading === 'S/H' ? 'Sens' : heading
      expect(
        await table(
          `Date;Libellé;Montant;${named}`,
          `27/11/2026;VIR M DUPONT;71,00;${into}`,
          `26/11/2026;PRLV ASSURANCE;45,10;${out}`,
          `25/11/2026;RIEN;1,00;${odd}`,
        ),
      ).toEqual([
        [2, 7100],
        [3, -4510],
        [4, 'sign'],
      ])
    },
  )

  it('leaves other words of « Type » alone, and amounts under « Débit/Crédit » signed', async () => {
    expect(await table('Date;Type;Libellé;Montant', '27/11/2026;Virement;A;71,00', '27/11/2026;Carte;B;-5,00')).toEqual(
      [
        [2, 7100],
        [3, -500],
      ],
    )
    expect(
      await table('Date;Libellé;Montant;Débit/Crédit', '27/11/2026;A;5,00;5,00', '27/11/2026;B;-6,00;-6,00'),
    ).toEqual([
      [2, 500],
      [3, -600],
    ])
  })

  it('counts euros alone: other money is refused, francs beside them are no amount', async () => {
    expect(await table('Date;Libellé;Montant;Devise', '27/11/2026;A;97,00;USD', '26/11/2026;B;97,10;EUR')).toEqual([
      [2, 'currency'],
      [3, 9710],
    ])
    expect(await table('Date;Libellé;Montant(FRANCS);Montant(EUROS)', '27/11/2026;A;629,73;96,00')).toEqual([[2, 9600]])
    expect(await table('Date;Libellé;Montant (USD)', '27/11/2026;A;629,73')).toBe('columns')
  })

  it('loses no receipt to a stray quote', async () => {
    expect(
      await table(
        'Date;Libellé;Débit;Crédit',
        ...['27/11/2026;VIR "LES AMIS" DUPONT;;76,00', '26/11/2026;"VIR MARTIN;;77,00'],
        ...['25/11/2026;VIR PETIT;;78,00', '24/11/2026;"VIR ROUX";;79,00'],
      ),
    ).toEqual([2, 3, 4, 5].map((line) => [line, 7400 + line * 100]))
    expect(await table('Date;Libellé;Montant', '27/11/2026;A;1,00', '26/11/2026;"B;2,00', '25/11/2026;C;3,00')).toBe(
      'quote 3',
    )
  })

  it('is read whatever ends its lines, and in the encoding of an old Macintosh', async () => {
    expect(await read('Date;Libellé;Montant\r\n27/11/2026;A;1,00\n26/11/2026;B;2,00\n')).toEqual([
      [2, 100],
      [3, 200],
    ])
    const bytes = iconv.encode('Date;Libellé;Débit;Crédit\r27/11/2026;VIR M DUPRÉ CÉLINE;;83,00\r', 'macintosh')
    expect(await readStatement(bytes)).toMatchObject({ lines: [{ label: 'VIR M DUPRÉ CÉLINE', cents: 8300 }] })
  })

  it('has each account’s table under its own headings, and no balance among the movements', async () => {
    expect(
      await table(
        'Compte;Date;Libellé;Débit;Crédit',
        ...['1;27/11/2026;VIR M DUPONT;;81,00', '1;27/11/2026;SOLDE CRÉDITEUR AU 27/11/2026;;1 000,00', ''],
        ...[
          'Compte;Date;Libellé;Crédit;Débit',
          '2;27/11/2026;PRLV X;;82,00',
          '2;27/11/2026;SOLDE DE TOUT COMPTE;9,00;',
        ],
      ),
    ).toEqual([
      [2, 8100],
      [3, 'balance'],
      [6, -8200],
      [7, 900],
    ])
  })

  it('leaves out what the bank refused, and reads months first where days above twelve stand second', async () => {
    expect(await table('Statut;Date;Libellé;Montant', 'Exécuté;27/11/2026;A;1,00', 'Refusé;26/11/2026;B;2,00')).toEqual(
      [
        [2, 100],
        [3, 'not-done'],
      ],
    )
    const english = await readStatement(Buffer.from('Date,Description,Amount\n11/27/2026,A,1.00\n03/04/2026,B,2.00'))
    expect(english).toMatchObject({ lines: [{ day: '2026-11-27' }, { day: '2026-03-04' }] })
    expect(await table('Date;Libellé;Montant', '11/27/2026;A;1,00', '27/11/2026;B;2,00', '27/11/2126;C;3,00')).toEqual([
      [2, 'date'],
      [3, 200],
      [4, 'date'],
    ])
  })

  it.each([
    ['dateOp;dateVal;label;category;amount', '2026-11-27;2026-11-27;"VIR M DUPONT";"Virements";69,00'],
    ['Date opération;Date valeur;Opération;Débit;Crédit', '27/11/2026;27/11/2026;VIR M DUPONT;;69,00'],
    ['"Booking Date","Value Date","Partner Name",Type,"Amount (EUR)"', '2026-11-27,2026-11-26,"VIR M DUPONT",x,69.00'],
  ])('is known by its headings « %s »', async (headings, line) => {
    const found = await readStatement(Buffer.from(`${headings}\n${line}\n`))
    expect(found).toMatchObject({ lines: [{ day: '2026-11-27', cents: 6900 }] })
    expect(found.ok && found.lines[0]!.label).toContain('VIR M DUPONT')
  })
})

const cfonb = (kind: string, { day = '271126', label = '', amount = '', currency = 'EUR' }) =>
  `${kind}30002    00550${currency}2 00001234567${kind === '04' ? '05' : '  '}${day}  ${day}${label.padEnd(31)}  0000007  ${amount.padStart(14, '0')}${'REF42'.padEnd(16)}`
const complement = (words: string) => `${cfonb('05', {}).slice(0, 45)}LIB${words.padEnd(70)}  `

describe('CFONB 120', () => {
  const whole = [
    cfonb('01', { amount: '100000{' }),
    cfonb('04', { label: 'VIR M DUPONT', amount: '600A' }),
    complement('COTISATION 2026'),
    cfonb('04', { label: 'PRLV ASSURANCE', amount: '451}' }),
    cfonb('07', { amount: '100149A' }),
  ]
  it('gives movements with their complements, checked against the balances', async () => {
    for (const text of [whole.join('\r\n'), whole.map((line) => line.slice(0, 120)).join('')])
      expect(await readStatement(Buffer.from(text))).toEqual({
        ...{ ok: true, refused: [], summed: true },
        lines: [
          {
            line: 2,
            day: '2026-11-27',
            cents: 6001,
            label: 'VIR M DUPONT COTISATION 2026',
            reference: '0000007 REF42',
          },
          { line: 4, day: '2026-11-27', cents: -4510, label: 'PRLV ASSURANCE', reference: '0000007 REF42' },
        ],
      })
  })

  it('is refused where a movement is missing, or a line is of another kind', async () => {
    expect(await read([...whole.slice(0, 3), whole[4]!].join('\n'))).toBe('sums 4')
    expect(await read([...whole.slice(0, 2), 'Bonjour'].join('\n'))).toBe('corrupt 3')
    expect(await read(cfonb('04', { label: 'VIR', amount: '600A', currency: 'USD' }))).toEqual([[1, 'currency']])
  })
})

const entry = (amount: string, way: string, more = '') =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${way}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-27</Dt></BookgDt>${more}</Ntry>`
const balanceOf = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`
const camt = (...parts: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr/><Stmt>${parts.join('')}</Stmt></BkToCstmrStmt></Document>`
const details = (amount: string, name: string, id: string) =>
  `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Nm>${name}</Nm></Dbtr></RltdPties><RmtInf><Ustrd>COTISATION &amp; DON</Ustrd></RmtInf></TxDtls>`

describe('camt.053', () => {
  const collected = entry(
    '50.5',
    'CRDT',
    `<NtryDtls>${details('20.50', 'Dupont', '007')}${details('30', 'Petit', 'NOTPROVIDED')}</NtryDtls>`,
  )
  it('gives booked entries, those collected one by one, checked against the balances', async () => {
    const pending = entry('7.00', 'CRDT').replace('BOOK', 'PDNG')
    const back = entry('3.00', 'CRDT', '<RvslInd>true</RvslInd><AddtlNtryInf>EXTOURNE</AddtlNtryInf>')
    const sums = [balanceOf('OPBD', '100.00'), balanceOf('CLBD', '108.40')]
    expect(await readStatement(Buffer.from(camt(...sums, collected, entry('45.10', 'DBIT'), back, pending)))).toEqual({
      ...{ ok: true, summed: true },
      lines: [
        { line: 1, day: '2026-11-27', cents: 2050, label: 'Dupont COTISATION & DON', reference: '007' },
        { line: 1, day: '2026-11-27', cents: 3000, label: 'Petit COTISATION & DON', reference: '' },
        { line: 2, day: '2026-11-27', cents: -4510, label: '', reference: '' },
        { line: 3, day: '2026-11-27', cents: 300, label: 'EXTOURNE', reference: '' },
      ],
      refused: [{ line: 4, reason: 'not-done', text: '2026-11-27 7.00 ' }],
    })
  })

  it('keeps an entry whole whose parts do not make it up, and refuses other money and sums that do not agree', async () => {
    expect(await read(camt(collected.replace('>30<', '>31<')))).toEqual([[1, 5050]])
    expect(await read(camt(collected.replace('Ccy="EUR">50.5', 'Ccy="USD">50.5')))).toEqual([[1, 'currency']])
    expect(await read(camt(balanceOf('OPBD', '1.00'), balanceOf('CLBD', '50.50'), collected))).toBe('sums')
    expect(await read(camt(collected).slice(0, -9))).toBe('corrupt')
  })
})

it('what became of a file is told in an address, and nothing else can be', () => {
  const refused = [{ line: 7, reason: 'sign' as const }]
  const address = takenAddress({ id: 'x', added: 3, known: 1, refused, summed: true })
  const params = new URL(address, 'https://x').searchParams
  expect(takenFrom(params)).toEqual({ added: 3, known: 1, refused: 1, lines: refused, summed: true })
  params.set('lesquelles', '1-<b> 2-sign x')
  expect(takenFrom(params)?.lines).toEqual([{ line: 2, reason: 'sign' }])
  expect(takenFrom(new URLSearchParams())).toBeNull()
})
