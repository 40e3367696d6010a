/** An e-mail address that breaks after its sign before anywhere else; any other text as it is. */
export function BreakableAddress({ children }: { children: string }) {
  const [name, domain] = children.split('@')
  if (domain === undefined) return children
  return (
    <>
      {name}@<wbr />
      {domain}
    </>
  )
}
