// data-provenance: a link to where sentences come from shows it in the text itself.

import { origins, unwrap, wrap } from "./sentence-origins.js"
import { filled, language, words } from "./words.js"

for (const link of document.querySelectorAll("a[data-provenance]")) {
  const article = link.closest("article")
  let shown = []

  const hide = () => {
    for (const label of article.querySelectorAll(".origin-label")) label.remove()
    unwrap(shown)
    shown = []
  }

  const show = async () => {
    const { pieces } = await origins(link.dataset.provenance)
    for (const [sentence, wrappings] of wrap(pieces, "span", "", () => true)) {
      wrappings[0].after(label(sentence))
      shown.push(...wrappings)
    }
    if (!shown.length) throw new Error("The page says something else by now")
  }

  const turn = async () => {
    try {
      if (shown.length) hide()
      else await show()
    } catch {
      location.assign(link.href)
    }
    link.setAttribute("aria-pressed", String(shown.length > 0))
    article.classList.toggle("shows-origins", shown.length > 0)
  }

  link.setAttribute("role", "button")
  link.setAttribute("aria-pressed", "false")
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    turn()
  })
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return
    event.preventDefault()
    turn()
  })
}

function label(sentence) {
  const version = document.createElement("a")
  version.className = "origin-label"
  version.href = new URL(sentence.permalink).pathname
  version.textContent = sentence.version
  const said = { version: sentence.version, time: sentence.printed }
  version.title = filled(words.firstSaid ?? "", said)
  version.setAttribute("aria-label", version.title)
  version.lang = language
  return version
}
