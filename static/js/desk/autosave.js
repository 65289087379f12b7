// data-autosave: keeps on the server what stands in a form, within three seconds of the last key.
// With the line cut, writing goes on: the text stays in this browser, and is sent when it is back.

const LOOK = 1000
const APART = 2000
const AGAIN = 5000
const NOBODY = "00000000-0000-0000-0000-000000000000"
const OWN = new Set(["csrfmiddlewaretoken", "revision", "request_key"])

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form)

function keep(form) {
  const said = form.querySelector("[data-autosave-said]")
  const shelf = `unsaved:${form.action}`
  let seen = entries(form)
  let saved = JSON.stringify(seen)
  let savedAt = null
  let next = 0
  let sending = false
  let leaving = false

  form.addEventListener("formdata", ({ formData }) => withSeen(formData, seen))
  form.addEventListener("submit", () => { leaving = true })
  window.addEventListener("pagehide", () => {
    if (leaving || JSON.stringify(entries(form)) === saved) return
    navigator.sendBeacon(address(form), new FormData(form))
  })
  setInterval(look, LOOK)
  sendShelved(form, shelf, said)

  async function look() {
    const now = entries(form)
    const text = JSON.stringify(now)
    if (text === saved) return tell(savedAt ? `Saved ${ago(savedAt)}` : said.textContent)
    if (sending || leaving || Date.now() < next) return undefined
    sending = true
    shelve(shelf, form, now)
    try {
      taken(await sent(address(form), new FormData(form)), now, text)
      next = Date.now() + APART
    } catch (problem) {
      tell(problem.message, true)
      next = Date.now() + AGAIN
    } finally {
      sending = false
    }
    return undefined
  }

  function taken(answer, now, text) {
    localStorage.removeItem(shelf)
    saved = text
    if (answer.state === "empty") return
    seen = now
    savedAt = Date.now()
    if (answer.state === "apart") form.elements.request_key.value = answer.key
    // After a merge the page still shows its own words only: it goes on from these.
    if (answer.state !== "merged") form.elements.revision.value = answer.revision
    if (answer.state !== "kept") tell(WORDS[answer.state], true)
  }

  function tell(words, wrong = false) {
    if (said.textContent !== words) said.textContent = words
    said.classList.toggle("autosave--wrong", wrong)
  }
}

const WORDS = {
  merged: "Saved, together with what somebody else wrote here",
  apart: "Somebody else changed the same sentence: yours is kept as a draft of its own",
}

function entries(form) {
  const found = {}
  for (const [name, value] of rawEntries(form)) {
    if (!OWN.has(name) && !name.startsWith("seen-") && value !== "") (found[name] ??= []).push(value)
  }
  return found
}

// Read without the "formdata" event, which adds what was seen.
function rawEntries(form) {
  return [...form.elements]
    .filter((field) => field.name && !field.disabled && field.type !== "submit")
    .filter((field) => !["checkbox", "radio"].includes(field.type) || field.checked)
    .map((field) => [field.name, field.value])
}

function withSeen(data, seen) {
  for (const [name, values] of Object.entries(seen)) {
    for (const value of values) data.append(`seen-${name}`, value)
  }
}

function address(form) {
  return form.dataset.keep.replace(NOBODY, form.elements.request_key.value)
}

async function sent(where, data) {
  let answer
  try {
    answer = await fetch(where, { method: "POST", body: data, headers: { Accept: "application/json" } })
  } catch {
    throw new Error("No connection: your text is kept in this browser, and sent when it is back")
  }
  if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    throw new Error("Not saved: sign in again in another tab. Your text is kept in this browser")
  }
  const told = await answer.json()
  if (told.state === "refused") throw new Error(told.message)
  return told
}

function shelve(shelf, form, now) {
  const key = form.elements.request_key.value
  localStorage.setItem(shelf, JSON.stringify({ key, now, where: address(form) }))
}

// What an earlier page could not send any more becomes a draft.
async function sendShelved(form, shelf, said) {
  const left = JSON.parse(localStorage.getItem(shelf) ?? "null")
  if (!left || left.key === form.elements.request_key.value) return
  const data = new FormData()
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [name, values] of Object.entries(left.now)) {
    for (const value of values) data.append(name, value)
  }
  try {
    await sent(left.where, data)
    localStorage.removeItem(shelf)
    const link = Object.assign(document.createElement("a"), {
      href: left.where.replace(/keep\/$/, ""),
      textContent: "A text that was not saved is among the drafts now",
    })
    said.replaceChildren(link)
  } catch {
    // It stays where it is, for the next page.
  }
}

function ago(at) {
  const seconds = Math.round((Date.now() - at) / 1000)
  return seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`
}
