// data-here: tells who else has the story open, counts down what is about to go out, and says when
// something has changed since the page was opened.

const APART = 10_000
const TICK = 250
const page = crypto.randomUUID()
let ahead = 0 // milliseconds that the server's clock is ahead of this one
const here = document.querySelector("[data-here]")
if (here) follow(here)
for (const time of document.querySelectorAll("time[data-countdown]")) countDown(time)

function follow(element) {
  let known = null
  const ask = async () => {
    if (document.hidden) return
    const draft = document.querySelector("[data-autosave] [name=request_key]")?.value ?? ""
    const answer = await fetch(`${element.dataset.here}?page=${page}&draft=${draft}`).catch(() => null)
    if (!answer?.ok || answer.redirected) return
    const told = await answer.json()
    ahead = new Date(told.now) - Date.now()
    element.hidden = told.here.length === 0
    element.querySelector("span").textContent = told.here.join(", ")
    const others = told.drafts.filter((one) => one.key !== draft).map((one) => [one.key, one.state])
    const now = JSON.stringify([told.version, told.stopped, others])
    if (known !== null && known !== now) document.querySelector("[data-changed]").hidden = false
    known = now
  }
  ask()
  setInterval(ask, APART)
  document.addEventListener("visibilitychange", ask)
}

// The server's clock decides: asked too early, it lets nothing out, and is asked again.
function countDown(time) {
  const words = document.createElement("strong")
  words.className = "countdown"
  time.after(" ", words)
  const at = new Date(time.dateTime)
  const timer = setInterval(async () => {
    const left = Math.ceil((at - Date.now() - ahead) / 1000)
    words.textContent = left > 0 ? `in ${left} s` : "now"
    if (left > 0) return
    clearInterval(timer)
    const data = new FormData()
    const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""
    data.append("csrfmiddlewaretoken", token)
    await fetch(time.dataset.countdown, { method: "POST", body: data }).catch(() => null)
    setTimeout(() => location.reload(), 500)
  }, TICK)
}
