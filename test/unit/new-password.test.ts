/** What a password has to be (CNIL 2022-100, NIST SP 800-63B-4). */
import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from '#app/context/password.ts'
import { passwordBits, passwordFault } from '#app/domain/accounts/password-fault.server.ts'

const WORDS = {
  own: ['Jean', 'Dupont-Lévy', 'jean.dupont-levy10', 'Li'],
  association: ['ISEP Alumni', 'Isep', 'Institut supérieur d’électronique de Paris'],
}
const judge = (password: string) => passwordFault(password, WORDS)

describe('refused, with the reason', () => {
  test.each([
    ['', 'missing'],
    ['Court-2026!', 'short'],
    ['🙂'.repeat(14), 'short'],
    ['x'.repeat(201), 'long'],
    ['le chat de jean dort', 'own'],
    ['vive dupont et ses lapins', 'own'],
    ['VIVE DUPONT ET SES LAPINS', 'own'],
    ['trois lapins levy verts', 'own'],
    ['électronique et lapins verts', 'association'],
    ['trois isep lapins verts', 'association'],
    ['aaaaaaaaaaaaaaaaaaaa', 'simple'],
    ['123456789012345678', 'simple'],
    ['293847561029384', 'simple'],
    ['motdepasse123456', 'common'],
    ['azertyuiopqsdfgh', 'common'],
    ['marseillemarseille', 'common'],
  ])('%s: %s', async (password, fault) => {
    expect(await judge(password)).toBe(fault)
  })
})

test.each([
  'une phrase assez longue',
  'correct horse battery staple',
  'quatre lapins dansent mal',
  `${'é'.normalize('NFD')}pervier-violet-sur-mer`,
  'kX9#mP2$vL5@qR8zT4',
  'organisation de lapins violets',
  `${'les lapins verts dansent mal '.repeat(6)}!`,
])('taken: %s', async (password) => {
  expect(await judge(password)).toBeUndefined()
})

test('bits are L·log2(N); what repeats or counts on says nothing new', () => {
  expect(passwordBits('kqzmvbtrwx')).toBeCloseTo(10 * Math.log2(26))
  expect(passwordBits('kQ7!')).toBeCloseTo(4 * Math.log2(99))
  expect(passwordBits('aaaa')).toBeCloseTo(Math.log2(26))
  expect(passwordBits('456789')).toBeCloseTo(2 * Math.log2(10))
})

test('the same characters typed on another keyboard are the same password', async () => {
  const stored = await hashPassword('épervier ﬁn et doux')
  expect(await verifyPassword(stored, 'épervier fin et doux'.normalize('NFD'))).toBe(true)
  expect(await verifyPassword(stored, 'epervier fin et doux')).toBe(false)
})
