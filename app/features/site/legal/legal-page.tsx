import { Anchor } from '#app/ui/anchor.tsx'
import { Stack } from '#app/ui/layout.tsx'
import { PageHeading } from '#app/ui/page-heading.tsx'
import type { LegalPageData } from './legal.server.ts'

/** A legal page: what holds, section by section. */
export function LegalPage({ title, lead, sections }: LegalPageData) {
  return (
    <Stack>
      <PageHeading title={title} lead={lead} />
      {sections.map((section) => (
        <section key={section.id} id={section.id} aria-labelledby={`${section.id}-title`} className="reading">
          <h2 id={`${section.id}-title`} className="text-xl">
            {section.title}
          </h2>
          {section.lines.map((line) => (
            <p key={line} className="break-words">
              {line}
            </p>
          ))}
          {section.links?.map(({ to, text }) => (
            <p key={to}>
              <Anchor to={to}>{text}</Anchor>
            </p>
          ))}
        </section>
      ))}
    </Stack>
  )
}
