// data-look-up: an address in the field "url" is looked up, and what the page says of itself is
// filled in where nothing was typed. data-own-reporting: asks where no source is named.

const MACHINE = new WeakMap()

for (const place of document.querySelectorAll("[data-look-up]")) lookUp(place)
for (const place of document.querySelectorAll("[data-own-reporting]")) ask(place)

function lookUp(place) {
  const url = part(place, "url")
  const button = place.querySelector("[data-look-up-button]")
  const said = place.querySelector("[data-look-up-said]")
  if (!url || !button || !said) return
  let asking = null
  button.addEventListener("click", (event) => {
    event.preventDefault()
    look()
  })
  url.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || !url.value.trim()) return
    event.preventDefault()
    look()
  })

  async function look() {
    asking?.abort()
    asking = new AbortController()
    const mine = asking
    const asked = url.value
    tell(said, "Looking up …")
    button.setAttribute("aria-busy", "true")
    try {
      const answer = await sent(place, url, mine.signal)
      if (url.value === asked) taken(place, said, answer)
      else tell(said, "The address was changed: look it up again.", true)
    } catch (problem) {
      if (!mine.signal.aborted) tell(said, problem.message, true)
    } finally {
      if (asking === mine) button.removeAttribute("aria-busy")
    }
  }
}

async function sent(place, url, signal) {
  const data = new FormData()
  data.append("csrfmiddlewaretoken", url.form.elements.csrfmiddlewaretoken.value)
  data.append("url", url.value)
  data.append("beside", place.querySelector('[name$="-id"]')?.value ?? "")
  let answer
  try {
    const headers = { Accept: "application/json" }
    answer = await fetch(place.dataset.lookUp, { method: "POST", body: data, signal, headers })
  } catch {
    throw new Error("No connection. Type the details by hand.")
  }
  if (answer.redirected || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
    throw new Error("Not looked up: sign in again in another tab, or type the details by hand.")
  }
  return answer.json()
}

function taken(place, said, answer) {
  tell(said, answer.words, answer.state === "refused")
  if (answer.state === "already") offer(place, said, answer)
  else fill(place, answer.fields)
}

// What was typed stays; what an earlier look-up filled in gives way to the new one.
function fill(place, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = part(place, name)
    if (!field) continue
    const ours = field.value === "" || field.value === MACHINE.get(field)
    const offered = name === "kind" && field.value === "outlet"
    if (!(ours || offered || name === "url" || name === "fetched")) continue
    field.value = value
    MACHINE.set(field, field.value)
    field.dispatchEvent(new Event("input", { bubbles: true }))
    const folded = field.closest("details")
    if (folded && value && field.type !== "hidden") folded.open = true
  }
}

function offer(place, said, answer) {
  const box = place.querySelector(`input[name="cites"][value="${answer.source}"]`)
  if (!box) return
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button button--quiet",
    textContent: `Cite source ${answer.number} instead`,
  })
  button.addEventListener("click", () => {
    box.checked = true
    for (const name of ["url", "outlet", "title", "author", "published_at", "fetched"]) {
      const field = part(place, name)
      if (field && (name === "url" || field.value === MACHINE.get(field))) field.value = ""
    }
    box.dispatchEvent(new Event("input", { bubbles: true }))
    box.focus()
    tell(said, `Source ${answer.number} is cited.`)
  })
  said.append(" ", button)
}

// Unseen fields stand at the beginning of the form.
function part(place, name) {
  const named = `[name$="_${name}"], [name$="-${name}"]`
  return place.querySelector(named) ?? place.form?.querySelector(named)
}

function tell(said, words, wrong = false) {
  said.textContent = words
  said.classList.toggle("look-up-said--wrong", wrong)
}

// A question, never a wall.
function ask(place) {
  const asked = place.querySelector("[data-own-reporting-asked]")
  const own = place.querySelector("[name=own_reporting]")
  if (!asked || !own) return
  const form = own.form
  const look = () => {
    const named = place.querySelector("[name=cites]:checked") || part(place, "outlet")?.value.trim()
    const written = form.elements.body?.value.replace(/<[^>]*>/g, "").trim()
    const words = written && !named && !own.checked ? "No source is named. Own reporting?" : ""
    if (asked.textContent !== words) asked.textContent = words
  }
  form.addEventListener("input", look)
  form.addEventListener("focusin", look)
  look()
}
