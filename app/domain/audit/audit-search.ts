/** What the log may be narrowed by, read from its address. */
export interface AuditSearch {
  /** Handle of a person or login of an account: whom it is about. */
  about: string
  /** Login of who did it. */
  by: string
  /** `person.changed`; a beginning such as `person.` does too. */
  action: string
  /** Civil days, both included. */
  from: string
  until: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** @returns nothing for a part that is not given or cannot be read; days that exist in no calendar are left out */
export function readAuditSearch(params: URLSearchParams): AuditSearch {
  const text = (name: string) => (params.get(name) ?? '').trim().slice(0, 160)
  const day = (name: string) => {
    const given = text(name)
    return DAY.test(given) && !Number.isNaN(Date.parse(given)) ? given : ''
  }
  const action = text('acte')
  return {
    about: text('personne').toLowerCase(),
    by: text('par').toLowerCase(),
    action: /^[a-z.-]+$/.test(action) ? action : '',
    from: day('du'),
    until: day('au'),
  }
}
