/** The viewers behind « ce que voient… ». */
import { VISITOR, type Viewer } from '#app/policy/viewer.ts'
import type { Eyes } from '#app/vocabulary/eyes.ts'

/** @returns a viewer who is nobody in particular and stands as close to the person as asked. */
export function viewerWith(eyes: Eyes, personId: string): Viewer {
  if (eyes === 'public') return VISITOR
  if (eyes === 'recruteurs') return { roles: ['recruiter'], friendIds: [], hasPass: true }
  return { roles: ['adherent'], friendIds: eyes === 'amis' ? [personId] : [], hasPass: false }
}
