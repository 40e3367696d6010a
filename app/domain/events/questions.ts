/** What an event asks of those who register, and what they answer. Pure; runs on the server and in browsers. */

/** One question: with options one of them is chosen, without a line is written. */
export interface EventQuestion {
  id: string
  label: string
  options: readonly string[]
  required: boolean
}

/** Questions that an event may ask. */
export const MOST_QUESTIONS = 5
export const LABEL_LENGTH = 200
const ANSWER_LENGTH = 500

const isText = (value: unknown): value is string => typeof value === 'string'

/** @returns the questions of a row, in their order; whatever else stands there is left out */
export function questionsOf(kept: unknown): EventQuestion[] {
  if (!Array.isArray(kept)) return []
  return kept.flatMap((one): EventQuestion[] => {
    const { id, label, options, required } = (one ?? {}) as Record<string, unknown>
    if (!isText(id) || !isText(label)) return []
    const chosen = Array.isArray(options) ? options.filter(isText) : []
    return [{ id, label, options: chosen, required: required === true }]
  })
}

/** @returns the answers of a row by question */
export function answersOf(kept: unknown): Record<string, string> {
  const entries = Object.entries((kept ?? {}) as Record<string, unknown>)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => isText(entry[1])))
}

/** @returns those of the answers that these questions ask for */
export function answersTo(questions: readonly EventQuestion[], kept: unknown): Record<string, string> {
  const answers = answersOf(kept)
  return Object.fromEntries(questions.flatMap(({ id }) => (answers[id] === undefined ? [] : [[id, answers[id]]])))
}

/**
 * @param typed by question
 * @returns the answers as they are kept, and the questions whose answer is missing, too long or none of the options
 */
export function judgeAnswers(
  questions: readonly EventQuestion[],
  typed: Readonly<Record<string, string>>,
): { answers: Record<string, string>; wrong: string[] } {
  const given = questions.map((question) => ({ question, answer: (typed[question.id] ?? '').trim() }))
  const wrong = given.filter(({ question: { options, required }, answer }) => {
    if (answer === '') return required
    return answer.length > ANSWER_LENGTH || (options.length > 0 && !options.includes(answer))
  })
  return {
    answers: Object.fromEntries(given.flatMap(({ question, answer }) => (answer ? [[question.id, answer]] : []))),
    wrong: wrong.map(({ question }) => question.id),
  }
}
