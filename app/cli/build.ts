/** `npm run build`: the site for `npm start`, in `build`. */
import { buildInto } from './build-site.ts'

try {
  buildInto('build')
  console.log('The site is in build/')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
