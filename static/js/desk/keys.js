// data-key, data-row-key: a single letter, outside of text fields, follows the link or goes to the
// field that carries it; "?" shows them all. Row keys act on the row that has the focus, which "j"
// and "k" move on. Whoever is hindered by single letters switches them off in the same list.

const OFF = "desk-single-keys-off"
const TYPES = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]"
const FIELD = "[contenteditable=true], textarea, input:not([type=hidden])"
const MAC = /mac|iphone|ipad/i.test(navigator.platform)

const dialog = document.querySelector("[data-keys]")
const switched = dialog?.querySelector("[data-keys-on]")
if (dialog) start()

function start() {
  const opener = document.querySelector("[data-keys-open]")
  opener.hidden = false
  opener.addEventListener("click", show)
  dialog.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close())
  switched.checked = localStorage.getItem(OFF) === null
  switched.addEventListener("change", () => {
    if (switched.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, "1")
  })
  document.addEventListener("keydown", pressed)
}

function pressed(event) {
  if (!switched.checked || dialog.open || event.isComposing) return
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPES)) return
  const act = acts()[event.key]
  if (!act) return
  event.preventDefault()
  act()
}

function acts() {
  const found = { "?": show, j: () => step(1), k: () => step(-1) }
  for (const element of document.querySelectorAll("[data-key]")) {
    found[element.dataset.key] = () => go(element)
  }
  const row = document.activeElement?.closest("[data-row]")
  for (const element of row?.querySelectorAll("[data-row-key]") ?? []) {
    found[element.dataset.rowKey] = () => go(element)
  }
  return found
}

function go(element) {
  if (element.matches("a, button, input[type=checkbox]")) element.click()
  else ([...element.querySelectorAll(FIELD)].find((field) => field.checkVisibility()) ?? element).focus()
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-row]")]
  const at = rows.indexOf(document.activeElement?.closest("[data-row]"))
  rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + by))]?.focus()
}

function show() {
  const list = dialog.querySelector("[data-keys-list]")
  list.replaceChildren(...described().flatMap(([keys, words]) => [term(keys), made("dd", words)]))
  dialog.showModal()
  dialog.querySelector("[data-keys-close]").focus()
}

function described() {
  const control = MAC ? "⌘" : "Ctrl"
  const first = document.querySelector("form[data-post-by-key] .form-buttons button[type=submit]")
  const posts = first ? [[[control, "Enter"], first.textContent.trim()]] : []
  const above = [["Alt", "F10"], "The buttons above the text"]
  const buttons = document.querySelector("[data-prose]") ? [above] : []
  const says = (element, key) => [[key], element.dataset.keySays]
  const whole = [...document.querySelectorAll("[data-key]")].map((one) => says(one, one.dataset.key))
  const keyed = [...document.querySelectorAll("[data-row-key]")]
  const rows = new Map(keyed.map((one) => [one.dataset.rowKey, one]))
  const moves = rows.size ? [[["j"], "Next row"], [["k"], "Row before"]] : []
  const inRow = [...rows].map(([key, one]) => [[key], `${one.dataset.keySays}: the row with the focus`])
  return [...posts, ...buttons, ...whole, ...moves, ...inRow, [["?"], "These keys"]]
}

function made(tag, textContent) {
  return Object.assign(document.createElement(tag), { textContent })
}

function term(keys) {
  const held = document.createElement("dt")
  held.append(...keys.flatMap((key) => [made("kbd", key), " "]))
  return held
}
