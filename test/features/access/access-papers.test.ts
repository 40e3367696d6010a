/**
 * Papers that prove who somebody is: what a picture says besides what it shows is gone, and what only looks like one is
 * not taken.
 */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { judgePaper, PAPER_BYTES } from '#app/domain/requests/papers.server.ts'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
const judge = (bytes: Buffer, name = 'carte.png', type = 'image/png') =>
  judgePaper(new File([new Uint8Array(bytes)], name, { type }), 'an association')

describe.each(['png', 'jpeg'] as const)('a %s', (format) => {
  test('keeps neither position, nor device, nor profile, nor remarks', async () => {
    const sent = await picture(300, 200)
      .withExif({ IFD0: { Copyright: 'LieuSecret', Make: 'Appareil' }, IFD3: { GPSLatitude: '47/1 13/1 0/1' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">LieuSecret</x:xmpmeta>')
      .withIccProfile('p3')
      .toFormat(format)
      .toBuffer()
    const before = await sharp(sent).metadata()
    expect([before.exif, before.xmp, before.icc].every(Boolean)).toBe(true)
    const paper = await judge(sent)
    if ('error' in paper) throw new Error(paper.error)
    const { format: kind, width, exif, xmp, icc, iptc } = await sharp(paper.bytes).metadata()
    expect([paper.type, kind, width]).toEqual(['image/jpeg', 'jpeg', 300])
    expect([exif, xmp, icc, iptc]).toEqual([undefined, undefined, undefined, undefined])
    expect(Buffer.from(paper.bytes).toString('latin1')).not.toMatch(/LieuSecret|Appareil/)
  })

  test('that is a page or an archive as well is a picture alone afterwards', async () => {
    const sent = Buffer.concat([await picture(20, 20).toFormat(format).toBuffer(), Buffer.from(`PK\u0003\u0004${SVG}`)])
    const paper = await judge(sent)
    if ('error' in paper) throw new Error(paper.error)
    expect(Buffer.from(paper.bytes).toString('latin1')).not.toMatch(/<svg|<script|PK/)
  })

  test('of more pixels than anybody can read is refused before it is drawn', async () => {
    const flood = await picture(8000, 8000).toFormat(format).toBuffer()
    expect(flood.length).toBeLessThan(PAPER_BYTES)
    const began = performance.now()
    expect(await judge(flood)).toEqual({ error: 'filePixels' })
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

test('an SVG is none by whatever name, nor behind the first bytes of a picture', async () => {
  const png = await picture(20, 20).png().toBuffer()
  for (const [name, type] of [
    ['carte.svg', 'image/svg+xml'],
    ['carte.png', 'image/png'],
    ['carte.pdf', 'application/pdf'],
  ] as const)
    expect(await judge(Buffer.from(SVG), name, type)).toEqual({ error: 'fileKind' })
  expect(await judge(Buffer.concat([png.subarray(0, 8), Buffer.from(SVG)]))).toEqual({ error: 'fileKind' })
  expect(await judge(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(SVG)]))).toEqual({ error: 'fileKind' })
})
