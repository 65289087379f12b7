// Words that the server hands to scripts in the language of the page, and how numbers go into them.

const REPEATS = 100 // from here on a number takes the form that its last two digits have
const spoken = document.documentElement.lang

/** The language of the page; dates and times of English pages are written as we write them. */
export const language = spoken === "en" ? "en-GB" : spoken

/** What all pages hand over: the words on the element that loads the scripts. */
export const words = document.querySelector("script[data-your-time]")?.dataset ?? {}

/** Words with what stands in braces filled in: "{time} your time". */
export function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place)
}

/** How many there are, in the form that the language has for so many (see `spoken.forms`). */
export function counted(given, number) {
  const { forms, turns } = JSON.parse(given)
  const alike = number < 2 * REPEATS ? number : REPEATS + (number % REPEATS)
  const [, form] = turns.filter(([from]) => from <= alike).at(-1)
  return filled(forms[form], { number: number.toLocaleString(language) })
}
