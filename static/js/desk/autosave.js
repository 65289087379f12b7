// data-autosave: keeps on the server what stands in a form, within three seconds of the last key.
// With the line cut, writing goes on: the text stays in this browser, and is sent when it is back.

const LOOK = 1000
const APART = 2000
const AGAIN = 5000
const PATIENCE = 5000
const SHELF = "unsaved:"
const NOBODY = "00000000-0000-0000-0000-000000000000"
const OWN = new Set(["csrfmiddlewaretoken", "revision", "request_key"])

for (const form of document.querySelectorAll("form[data-autosave]")) keep(form)

function keep(form) {
  const said = form.querySelector("[data-autosave-said]")
  const shelf = () => `${SHELF}${form.action}:${form.elements.request_key.value}`
  let seen = entries(form)
  let saved = JSON.stringify(seen)
  let savedAt = null
  let next = 0
  let sending = null
  let leaving = false
  let cut = false

  form.addEventListener("formdata", ({ formData }) => withSeen(formData, seen))
  form.addEventListener("submit", (event) => {
    const pressedAgain = leaving
    leaving = true
    if (cut) sending ??= save(entries(form), JSON.stringify(entries(form)))
    if (sending) return pressedAgain ? event.preventDefault() : sendAfterwards(event)
    if (localStorage.getItem(shelf())) shelve(shelf(), form, entries(form), seen, true)
    return undefined
  })
  window.addEventListener("pagehide", () => {
    if (leaving || JSON.stringify(entries(form)) === saved) return
    navigator.sendBeacon(address(form), new FormData(form))
  })
  setInterval(look, LOOK)
  sendShelved(form, said)

  async function look() {
    const now = entries(form)
    const text = JSON.stringify(now)
    if (text === saved) return tell(savedAt ? `Saved ${ago(savedAt)}` : said.textContent)
    if (sending || leaving || Date.now() < next) return undefined
    sending = save(now, text)
    await sending
    sending = null
    return undefined
  }

  async function save(now, text) {
    shelve(shelf(), form, now, seen)
    try {
      taken(await sent(address(form), new FormData(form)), now, text)
      next = Date.now() + APART
      cut = false
    } catch (problem) {
      cut = problem instanceof Cut
      tell(problem.message, true)
      next = Date.now() + AGAIN
    }
  }

  // What is on its way makes the draft newer than this page knows: the page would meet itself.
  // With the line cut the browser would put a page of its own in place of the text.
  async function sendAfterwards(event) {
    event.preventDefault()
    await Promise.race([sending, new Promise((done) => setTimeout(done, PATIENCE))])
    sending = null
    if (!cut) return form.requestSubmit(event.submitter)
    leaving = false
    const kept = "Your text is kept in this browser; send it when the line is back"
    return tell(`No connection: nothing was sent. ${kept}`, true)
  }

  function taken(answer, now, text) {
    localStorage.removeItem(shelf())
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

class Refused extends Error {}
class Cut extends Error {}

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
    if (name.startsWith("initial-")) continue
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
    throw new Cut("No connection: your text is kept in this browser, and sent when it is back")
  }
  if (answer.status >= 500) {
    const kept = "Your text is kept in this browser, and sent when it is"
    throw new Error(`Not saved: the server is not well. ${kept}`)
  }
  if (answer.status === 403) await renewToken()
  if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    throw new Error("Not saved: sign in again in another tab. Your text is kept in this browser")
  }
  const told = await answer.json()
  if (told.state === "refused") throw new Refused(told.message)
  return told
}

// Whoever signs in again, in another tab, is given another token against forged requests.
async function renewToken() {
  const answer = await fetch(location.href).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  const token = page.querySelector("[name=csrfmiddlewaretoken]")?.value
  if (!token) return
  for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token
}

function shelve(shelf, form, now, seen, submitted = false) {
  const { request_key: key, revision, base } = form.elements
  const page = { key: key.value, revision: revision.value, base: base?.value ?? "" }
  localStorage.setItem(shelf, JSON.stringify({ ...page, now, seen, submitted, where: address(form) }))
}

// What an earlier page could not send any more becomes a draft; one of this very draft is shown.
async function sendShelved(form, said) {
  const own = form.elements.request_key.value
  const mine = (name) => name.startsWith(`${SHELF}${form.action}:`)
  for (const shelf of Object.keys(localStorage).filter(mine)) {
    const left = JSON.parse(localStorage.getItem(shelf))
    try {
      const here = left.key === own && left.submitted && holdsText(form)
      const told = here ? null : await sentOrApart(form, left)
      localStorage.removeItem(shelf)
      if (!told || told.state === "empty") continue
      const href = left.where.replace(left.key, told.key).replace(/keep\/(\?.*)?$/, "")
      if (told.key === own) return location.replace(href)
      const words = "A text that was not saved is among the drafts now"
      said.replaceChildren(Object.assign(document.createElement("a"), { href, textContent: words }))
    } catch {
      // It stays where it is, for the next page.
    }
  }
  return undefined
}

// A page that came back from being sent holds its text already, unless the line broke under it.
function holdsText(form) {
  return [...form.querySelectorAll("[data-prose]")].some((box) => box.value !== "")
}

// A text that is published, waits or was thrown away takes no more words: they become another draft.
async function sentOrApart(form, left) {
  try {
    return await sent(left.where, shelved(form, left))
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem
    if (left.submitted) return null
    const key = crypto.randomUUID()
    return sent(left.where.replace(left.key, key), shelved(form, { ...left, revision: "" }))
  }
}

function shelved(form, left) {
  const data = new FormData()
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.append("revision", left.revision ?? "")
  for (const [name, values] of Object.entries(left.now)) {
    for (const value of values) data.append(name, value)
  }
  if (!left.now.base && left.base) data.append("base", left.base)
  withSeen(data, left.seen ?? {})
  return data
}

function ago(at) {
  const seconds = Math.round((Date.now() - at) / 1000)
  return seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`
}
