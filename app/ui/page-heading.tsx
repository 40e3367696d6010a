import type { ReactNode } from 'react'

type PageHeadingProps = {
  title: ReactNode
  /** One or two sentences on what the page is for. */
  lead?: ReactNode
  /** Breadcrumbs, or a link back. */
  above?: ReactNode
  /** The page's actions, the primary one first. */
  actions?: ReactNode
}

/** The title of a page: its only `h1`. */
export function PageHeading({ title, lead, above, actions }: PageHeadingProps) {
  return (
    <>
      {above}
      <div className="page-heading">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </>
  )
}
