// data-hints: asks, after a pause in writing, what in the text of the form is worth a look. Each hint
// shows the words that it means and can be put away for this text. Nothing waits for them.

const PAUSE = 1200

for (const place of document.querySelectorAll("form [data-hints]")) attend(place)

function attend(place) {
  const form = place.closest("form")
  const said = place.querySelector(".hints-said")
  const list = place.querySelector("ul")
  const name = place.dataset.hints.includes("report") ? "lead" : "body"
  const shelf = () => `hints:${form.elements.request_key?.value ?? location.pathname}`
  let timer = 0
  let asked = null
  let before = textOf()
  let shown = []

  form.addEventListener("input", later)
  form.addEventListener("change", later)
  if (list.children.length) look()

  function textOf() {
    return ["at", "date", "time_zone", "source_outlet", name]
      .map((field) => form.elements[field]?.value ?? "")
      .concat([...form.querySelectorAll("[name=cites]:checked")].map((box) => box.value))
      .join("\n")
  }

  function later() {
    const now = textOf()
    if (now === before) return
    before = now
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE)
  }

  async function look() {
    asked?.abort()
    const own = (asked = new AbortController())
    const answer = await fetch(place.dataset.hints, {
      method: "POST", body: dataOf(), headers: { Accept: "application/json" }, signal: own.signal,
    }).catch(() => null)
    // Signed out, no connection: hints are no reason to trouble anybody.
    if (own !== asked || !answer?.ok || answer.redirected) return
    shown = (await answer.json()).hints
    if (own === asked) show()
  }

  function dataOf() {
    const data = new FormData()
    for (const field of ["csrfmiddlewaretoken", "at", "fold", "date", "time_zone", "source_outlet", name]) {
      const value = form.elements[field]?.value
      if (value) data.append(field, value)
    }
    for (const box of form.querySelectorAll("[name=cites]:checked")) data.append("cites", box.value)
    return data
  }

  function show() {
    const away = putBefore()
    const left = shown.filter((hint) => !away.some((one) => isSame(one, hint)))
    list.replaceChildren(...left.map(row))
    const number = left.length === 1 ? "1 hint" : `${left.length} hints`
    const words = left.length ? `Worth a look, and nothing more: ${number}.` : ""
    if (said.textContent !== words) said.textContent = words
  }

  function row(hint) {
    const item = document.createElement("li")
    item.className = "hint"
    if (hint.quote) {
      const words = button("hint-words", hint.quote)
      words.title = "Show these words in the text"
      words.addEventListener("click", () => point(hint))
      item.append(words, " ")
    }
    const message = document.createElement("span")
    message.textContent = hint.message
    const off = button("hint-off", "Put away")
    off.append(Object.assign(document.createElement("span"), {
      className: "visually-hidden", textContent: `: ${hint.message}`,
    }))
    off.addEventListener("click", () => putAway(hint, item))
    item.append(message, " ", off)
    return item
  }

  function putAway(hint, item) {
    const away = { kind: hint.kind, quote: hint.quote }
    sessionStorage.setItem(shelf(), JSON.stringify([...putBefore(), away]))
    const place = [...list.children].indexOf(item)
    show()
    const next = list.children[place] ?? list.lastElementChild
    const editor = form.elements[name].closest(".prose-editor")?.querySelector(".prose-text")
    const to = next?.querySelector(".hint-off") ?? editor ?? form.elements[name]
    to.focus()
  }

  function putBefore() {
    return JSON.parse(sessionStorage.getItem(shelf()) ?? "[]")
  }

  // Selects the words in the editor, or in the plain text area.
  function point(hint) {
    const words = hint.quote.replace(/…$/, "")
    const editor = form.elements[name].closest(".prose-editor")?.querySelector(".prose-text")
    if (!editor) return inTextArea(form.elements[name], words)
    const blocks = [...editor.children].filter((block) => block.textContent.trim())
    const range = rangeOf(blocks[hint.paragraph] ?? editor, words, hint.start) ?? rangeOf(editor, words, 0)
    editor.focus()
    if (!range) return undefined
    getSelection().removeAllRanges()
    getSelection().addRange(range)
    return range.startContainer.parentElement.scrollIntoView({ block: "center" })
  }
}

function button(name, words) {
  return Object.assign(document.createElement("button"), {
    type: "button", className: name, textContent: words,
  })
}

// The same place, though its words may have grown while the sentence was written on.
function isSame(one, other) {
  const [first, second] = [one.quote, other.quote].map((quote) => quote.replace(/…$/, ""))
  const begins = first.startsWith(second) || second.startsWith(first)
  return one.kind === other.kind && (first && second ? begins : first === second)
}

function inTextArea(field, words) {
  field.focus()
  const at = field.value.indexOf(words)
  if (at >= 0) field.setSelectionRange(at, at + words.length)
}

// The place of some words in an element, the nearest to `start`, as its text runs through its nodes.
function rangeOf(element, words, start) {
  const text = element.textContent
  let at = -1
  for (let found = text.indexOf(words); found >= 0; found = text.indexOf(words, found + 1)) {
    if (at < 0 || Math.abs(found - start) < Math.abs(at - start)) at = found
  }
  if (at < 0) return null
  const range = document.createRange()
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  let passed = 0
  let begun = false
  while (walker.nextNode()) {
    const { length } = walker.currentNode
    if (!begun && at < passed + length) {
      range.setStart(walker.currentNode, at - passed)
      begun = true
    }
    if (begun && at + words.length <= passed + length) {
      range.setEnd(walker.currentNode, at + words.length - passed)
      return range
    }
    passed += length
  }
  return null
}
