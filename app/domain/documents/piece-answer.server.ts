/** A paper as an answer: made on demand from what was frozen, kept nowhere. */
import type { Ctx } from '#app/context/open.ts'
import { themeFrom } from '#app/tenant/theme.ts'

/** @returns the colour of the association's links on white: its own, dark enough to read. */
export function paperColour({ tenant }: Pick<Ctx, 'tenant'>): string {
  return themeFrom(tenant.config.brand).light.link
}

/** @param name without its ending; plain letters, digits and hyphens */
export function pdfAnswer(bytes: Buffer, name: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name.replace(/[^\w-]+/g, '-')}.pdf"`,
      'Cache-Control': 'no-store',
    },
  })
}
