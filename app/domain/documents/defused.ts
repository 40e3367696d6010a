/**
 * Spreadsheets run what begins like a formula, and people type what they like into their profiles.
 * @returns the text, after an apostrophe where a program could take it for a formula (OWASP, "CSV injection")
 */
export function defused(text: string): string {
  return /^[=+\-@\t\r\n|]/.test(text) ? `'${text}` : text
}
