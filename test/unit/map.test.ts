import { expect, test } from 'vitest'
import { groundOf, groundPicture, pointOn } from '#app/domain/people/map-ground.server.ts'

/** Paths of the picture with the units that their points stand in. */
function boundsOf(index: number) {
  const path = groundPicture('france').split('<path d="')[index + 1]!.split('"')[0]!
  const numbers = path.match(/-?\d+(?:\.\d+)?/g)!.map(Number)
  return { x: numbers[0]! + 14, y: numbers[1]! + 22 }
}

test('towns of France fall into their departments, those overseas into their frames', () => {
  // The first department of the sheet is Ain; Bourg-en-Bresse is some forty kilometres from any of its ends.
  const ain = boundsOf(0)
  const bourg = pointOn('france', { lat: 46.205, lon: 5.225 })!
  expect(Math.hypot(ain.x - bourg.x, ain.y - bourg.y)).toBeLessThan(40)
  const { width, height, insets } = groundOf('france')
  const places: [string, number, number][] = [
    ['Guadeloupe', 16.241, -61.533],
    ['Martinique', 14.604, -61.066],
    ['Guyane', 4.938, -52.335],
    ['La Réunion', -20.879, 55.448],
    ['Mayotte', -12.78, 45.228],
  ]
  for (const [name, lat, lon] of places) {
    const frame = insets.find((inset) => inset.name === name)!
    const point = pointOn('france', { lat, lon })!
    expect(point.x > frame.x && point.x < frame.x + frame.side, name).toBe(true)
    expect(point.y > frame.y && point.y < frame.y + frame.side, name).toBe(true)
  }
  for (const [lat, lon] of [
    [51.034, 2.377],
    [48.39, -4.486],
    [41.387, 9.159],
    [48.573, 7.752],
  ] as const) {
    const point = pointOn('france', { lat, lon })!
    expect(point.x > 0 && point.x < width && point.y > 0 && point.y < height - 100).toBe(true)
  }
  expect(pointOn('france', { lat: 40.71, lon: -74 })).toBeUndefined()
  expect(pointOn('monde', { lat: 40.71, lon: -74 })).toBeDefined()
})

test('the lands weigh little and name nobody', () => {
  for (const zone of ['france', 'monde'] as const) expect(groundPicture(zone).length).toBeLessThan(150_000)
})
