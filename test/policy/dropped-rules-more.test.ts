/** Half of the files; the other half runs beside it. */
import { holdsEveryRule } from './matrix/dropped-rules.ts'

holdsEveryRule(['supmeca', 'ece', 'sepro'])
