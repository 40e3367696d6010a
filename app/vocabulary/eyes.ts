/** « Ce que voient… »: the person looks at their own page with other eyes, through the very same rules (S10). */

/** Value of `?vu-par=` → the audience it stands for. */
export const EYES = ['public', 'recruteurs', 'reseau', 'amis'] as const
export type Eyes = (typeof EYES)[number]

/** @returns whose eyes an address asks for, if it asks for any. */
export function eyesIn(url: URL): Eyes | undefined {
  return EYES.find((eyes) => eyes === url.searchParams.get('vu-par'))
}
