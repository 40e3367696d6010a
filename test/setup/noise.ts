/** A test that makes the console speak has found something: it fails. */
import { afterEach, beforeEach, expect, vi } from 'vitest'

const KINDS = ['error', 'warn'] as const
let said: string[] = []

beforeEach(() => {
  said = []
  for (const kind of KINDS)
    vi.spyOn(console, kind).mockImplementation((...words: unknown[]) => {
      said.push(`console.${kind}: ${words.map(String).join(' ')}`)
    })
})

afterEach(() => {
  for (const kind of KINDS) vi.mocked(console[kind]).mockRestore?.()
  expect(said).toEqual([])
})
