// Suggestions under a field while somebody types, by the pattern that screen readers know as a
// combobox: arrows move, Enter takes, Escape closes; the field itself is never left.

const PAUSE = 200
const TAKES = ["Enter", "Tab"]
let made = 0

// `asked(text)` gives the address to ask, or null; `taken(choice)` does what choosing means.
export function suggest(field, { asked, taken, label, role = true }) {
  const list = document.createElement("ul")
  const said = document.createElement("span")
  list.id = `suggestions-${++made}`
  list.className = "suggestions"
  list.hidden = true
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", label)
  said.className = "visually-hidden"
  said.setAttribute("role", "status")
  const around = document.createElement("div")
  around.className = "suggested"
  const isInUse = document.activeElement === field
  field.before(around)
  around.append(field, list, said)
  if (isInUse) field.focus() // to be moved takes the focus away
  field.setAttribute("autocomplete", "off")
  field.setAttribute("aria-autocomplete", "list")
  field.setAttribute("aria-controls", list.id)
  if (role) {
    field.setAttribute("role", "combobox")
    field.setAttribute("aria-expanded", "false")
    field.removeAttribute("list")
  }

  let found = []
  let at = -1
  let timer = 0
  let turn = 0

  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(look, PAUSE)
  })
  field.addEventListener("keydown", pressed)
  field.addEventListener("blur", close)
  list.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]")
    if (row) take([...list.children].indexOf(row))
  })

  async function look() {
    const own = ++turn
    const address = asked(field.value)
    if (!address) return close()
    const answer = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null)
    if (own !== turn) return undefined
    if (!answer?.ok || answer.redirected || document.activeElement !== field) return close()
    found = (await answer.json()).found
    return own === turn ? show() : undefined
  }

  function show() {
    list.replaceChildren(...found.map(row))
    at = -1
    list.hidden = found.length === 0
    if (role) field.setAttribute("aria-expanded", String(found.length > 0))
    field.removeAttribute("aria-activedescendant")
    const number = found.length === 1 ? "1 suggestion" : `${found.length} suggestions`
    said.textContent = found.length ? `${number}: press the down arrow` : "Nothing found"
  }

  function row(choice, place) {
    const item = document.createElement("li")
    item.id = `${list.id}-${place}`
    item.className = "suggestion"
    item.setAttribute("role", "option")
    item.setAttribute("aria-selected", "false")
    item.append(Object.assign(document.createElement("span"), { textContent: choice.label }))
    if (choice.detail) {
      item.append(Object.assign(document.createElement("small"), { textContent: choice.detail }))
    }
    return item
  }

  function pressed(event) {
    if (event.key === "ArrowDown" && list.hidden && role) {
      event.preventDefault()
      look()
      return
    }
    if (list.hidden || event.isComposing) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1)
    else if (TAKES.includes(event.key) && at >= 0 && !event.ctrlKey && !event.metaKey) take(at)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function move(step) {
    list.children[at]?.setAttribute("aria-selected", "false")
    at = (at + step + (at < 0 && step < 0 ? 1 : 0) + found.length) % found.length
    const chosen = list.children[at]
    chosen.setAttribute("aria-selected", "true")
    chosen.scrollIntoView({ block: "nearest" })
    field.setAttribute("aria-activedescendant", chosen.id)
  }

  function take(place) {
    const choice = found[place]
    close()
    taken(choice)
  }

  function close() {
    turn++
    clearTimeout(timer)
    found = []
    list.hidden = true
    if (role) field.setAttribute("aria-expanded", "false")
    field.removeAttribute("aria-activedescendant")
    said.textContent = ""
  }
}
